// Learns the weights of the resource language anew and prints data/language_weights.csv:
// train_language [TEXTS.csv]; the texts' columns are those of tests/language/texts.csv.
#include <cstdio>

#include "base/error.h"
#include "language/labelled_texts.h"
#include "language/train.h"

int main(int count, char** arguments) {
  using namespace samspill;
  try {
    const reference::Reference& reference = reference::built_in();
    std::vector<language::LabelledText> texts;
    std::vector<language::LabelledRow> rows;
    if (count > 1) rows = language::read_labelled_texts(arguments[1], reference);
    for (const language::LabelledRow& row : rows) texts.push_back(row.labelled());
    const language::Model model = language::train(language::built_in_index(), reference, texts, {});
    std::fputs(language::write_model(model,
                                     "tools/train_language on the names of data/resources.csv "
                                     "and data/training_texts.csv")
                   .c_str(),
               stdout);
    return 0;
  } catch (const Error& error) {
    std::fprintf(stderr, "train_language: %s\n", error.what());
    return 1;
  }
}
