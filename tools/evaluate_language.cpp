// Prints how often the resource language is right on labelled texts:
// evaluate_language TEXTS.csv [--mistakes].
#include <cstdio>
#include <format>
#include <string_view>

#include "base/error.h"
#include "language/evaluation.h"

namespace {

void print(std::string_view name, const samspill::language::Accuracy& of) {
  std::puts(std::format("{:<12} {:>6} {:>8.1f} {:>8.1f} {:>8.1f} {:>12.3f}", name, of.texts,
                        100 * of.first_share(), 100 * of.among_three_share(), 100 * of.code_share(),
                        of.calibration_error)
                .c_str());
}

}  // namespace

int main(int count, char** arguments) {
  using namespace samspill;
  if (count < 2) {
    std::fputs("usage: evaluate_language TEXTS.csv [--mistakes]\n", stderr);
    return 2;
  }
  try {
    const reference::Reference& reference = reference::built_in();
    language::Classifier classifier(reference);
    const auto rows = language::read_labelled_texts(arguments[1], reference);
    const language::Evaluation evaluation = language::evaluate(classifier, reference, rows);
    std::puts("              texts  first %  three %   code %  calibration");
    for (const auto& [name, accuracy] : evaluation.by_language) print(name, accuracy);
    for (const auto& [name, accuracy] : evaluation.by_kind) print(name, accuracy);
    print("all", evaluation.all);
    if (count > 2) {
      for (const std::string& mistake : evaluation.mistakes) std::puts(mistake.c_str());
    }
    return 0;
  } catch (const Error& error) {
    std::fprintf(stderr, "evaluate_language: %s\n", error.what());
    return 1;
  }
}
