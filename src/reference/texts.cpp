#include "reference/texts.h"

#include <array>
#include <reference_tables.h>

#include "base/csv.h"
#include "base/text.h"

namespace samspill::reference {
namespace {

/// One wording per language, by what the first column of a table says; empty where the table has
/// none.
using Wordings = TextMap<std::array<std::string, kLanguageCodes.size()>>;

Wordings read_wordings(const char* name, std::string_view bytes) {
  Wordings made;
  Diagnostics diagnostics;
  const auto table = read_csv(name, name, std::string(bytes), diagnostics);
  for (std::size_t row = 0; table && row < table->rows(); ++row) {
    auto& words = made[std::string(table->cell(row, 0))];
    for (std::size_t i = 0; i < kLanguageCodes.size(); ++i) {
      if (const auto column = table->column(kLanguageCodes[i])) {
        words[i] = table->cell(row, *column);
      }
    }
  }
  return made;
}

const Wordings& texts() {
  static const Wordings map = read_wordings("data/texts.csv", tables::texts_csv());
  return map;
}

/// By their English forms.
const Wordings& messages() {
  static const Wordings map = read_wordings("data/messages.csv", tables::messages_csv());
  return map;
}

/// The words for a key, English where the language has none; the key itself when it is unknown.
std::string_view words(const Wordings& wordings, std::string_view key, Language language) {
  const auto found = wordings.find(key);
  if (found == wordings.end()) return key;
  const std::string& own = found->second[static_cast<std::size_t>(language)];
  return own.empty() ? found->second[static_cast<std::size_t>(Language::en)] : own;
}

}  // namespace

std::string text(std::string_view key, Language language) {
  return std::string(words(texts(), key, language));
}

std::string text(const Remark& remark, Language language) {
  return fill(words(texts(), remark.key, language), remark.arguments);
}

std::string text(const Message& message, Language language) {
  return in_words(message,
                  [&](std::string_view form) { return words(messages(), form, language); });
}

std::string_view known_form(std::string_view form) {
  const auto found = messages().find(form);
  return found == messages().end() ? std::string_view() : std::string_view(found->first);
}

}  // namespace samspill::reference
