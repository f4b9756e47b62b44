#include "reference/texts.h"

#include <array>
#include <optional>
#include <reference_tables.h>

#include "base/csv.h"
#include "base/text.h"

namespace samspill::reference {
namespace {

/// One wording per language; empty where the table has none.
using Wordings = std::array<std::string, kLanguageCodes.size()>;

const TextMap<Wordings>& wordings() {
  static const TextMap<Wordings> map = [] {
    TextMap<Wordings> made;
    Diagnostics diagnostics;
    const auto table =
        read_csv("texts", "data/texts.csv", std::string(tables::texts_csv()), diagnostics);
    for (std::size_t row = 0; table && row < table->rows(); ++row) {
      Wordings& words = made[std::string(table->cell(row, 0))];
      for (std::size_t i = 0; i < kLanguageCodes.size(); ++i) {
        if (const auto column = table->column(kLanguageCodes[i])) {
          words[i] = table->cell(row, *column);
        }
      }
    }
    return made;
  }();
  return map;
}

}  // namespace

std::string text(std::string_view key, Language language) {
  const auto found = wordings().find(key);
  if (found == wordings().end()) return std::string(key);
  const std::string& own = found->second[static_cast<std::size_t>(language)];
  return own.empty() ? found->second[static_cast<std::size_t>(Language::en)] : own;
}

std::string text(const Remark& remark, Language language) {
  const std::string pattern = text(remark.key, language);
  std::string filled;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::size_t number = i + 1 < pattern.size()
                                   ? static_cast<std::size_t>(pattern[i + 1] - '0')
                                   : remark.arguments.size();
    const bool is_slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                         number < remark.arguments.size();
    if (is_slot) {
      filled += remark.arguments[number];
      i += 2;
    } else {
      filled += pattern[i];
    }
  }
  return filled;
}

}  // namespace samspill::reference
