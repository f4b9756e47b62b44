#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "formats/sheet_styles.h"
#include "reference/resource.h"

struct lxw_worksheet;

namespace samspill::formats {

/// A word to choose, with what it means.
struct ListWord {
  std::string word;
  std::string meaning;
};

/// The words that a column of this kind can choose from (resource, property, route, country, mode,
/// unit), from the tables that ship with the program; empty for other kinds.
std::vector<ListWord> list_words(std::string_view kind, reference::Language language);

/// The hidden sheet that drop-down lists point to: two columns for each kind, words and meanings.
class StarterLists {
 public:
  static constexpr std::string_view kSheet = "lists";

  StarterLists(lxw_worksheet* sheet, const SheetStyles& styles, reference::Language language);

  /// "=lists!$A$2:$A$308"; empty for a kind without words.
  std::string formula(std::string_view kind) const;

 private:
  TextMap<std::string> formulas_;
};

}  // namespace samspill::formats
