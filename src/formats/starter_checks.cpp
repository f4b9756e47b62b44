#include "formats/starter_checks.h"

#include <algorithm>
#include <array>
#include <format>
#include <optional>
#include <string>
#include <vector>
#include <xlsxwriter.h>

#include "domain/remark.h"
#include "formats/column_help.h"
#include "formats/sheet_reader.h"
#include "formats/starter_example.h"
#include "reference/texts.h"

namespace samspill::formats {
namespace {

/// The most characters that a spreadsheet shows in the message and the title of a check.
constexpr std::size_t kLongestMessage = 255;
constexpr std::size_t kLongestTitle = 32;

std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

/// The limits of a kind of number; the same as the checks of the tables have.
struct Limits {
  std::string_view kind;
  bool is_whole;
  std::optional<double> least;
  std::optional<double> most;
};
constexpr std::array<Limits, 9> kLimits = {{{"number", false, {}, {}},
                                            {"not_negative", false, 0, {}},
                                            {"percent", false, 0, 100},
                                            {"share", false, 0, 1},
                                            {"count", true, 0, {}},
                                            {"latitude", false, -90, 90},
                                            {"longitude", false, -180, 180},
                                            {"year", true, 1900, 2200},
                                            {"lifetime", false, 0.1, 1000}}};

void limit(lxw_data_validation& check, const Limits& limits) {
  constexpr double kHuge = 1e300;
  check.validate = limits.is_whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
  if (limits.least && !limits.most) {
    check.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
    check.value_number = *limits.least;
    return;
  }
  check.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  check.minimum_number = limits.least.value_or(-kHuge);
  check.maximum_number = limits.most.value_or(kHuge);
}

}  // namespace

std::string StarterChecks::ids_of(std::string_view table) const {
  const TableSchema* schema = find_table(table);
  const bool is_there = std::ranges::contains(kStarterTables, table);
  if (schema == nullptr || schema->key.empty() || !is_there) return {};
  const auto found = std::ranges::find(schema->columns, schema->key, &ColumnSchema::name);
  const std::string letters =
      column_letters(static_cast<std::size_t>(found - schema->columns.begin()));
  return std::format("={}!${}${}:${}${}", table, letters, rows_.first + 1, letters, rows_.last + 1);
}

void StarterChecks::add(lxw_worksheet* sheet, std::uint16_t at, const TableSchema& table,
                        const ColumnSchema& column) const {
  lxw_data_validation check{};
  std::string formula;
  std::vector<std::string> words;
  const std::string_view kind = column.kind;
  check.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
  if (column.is_number()) {
    limit(check, *std::ranges::find(kLimits, kind, &Limits::kind));
  } else if (!column.choices().empty() || kind == "yes_no") {
    check.validate = LXW_VALIDATION_TYPE_LIST;
    for (const std::string_view word : column.choices()) words.emplace_back(word);
    if (words.empty()) words = {"yes", "no"};
  } else if (column.name == table.key) {
    check.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
    const std::string letters = column_letters(at);
    formula = std::format("=COUNTIF(${0}${1}:${0}${2},{0}{1})=1", letters, rows_.first + 1,
                          rows_.last + 1);
  } else {
    formula = kind.starts_with("ref:") ? ids_of(kind.substr(4)) : lists_.formula(kind);
    if (formula.empty()) return;
    check.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    check.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  }
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  if (!words.empty()) check.value_list = list.data();
  if (!formula.empty()) check.value_formula = formula.data();
  std::string message =
      reference::text(Remark{"starter.not_allowed", {holds_text(column, language_)}}, language_);
  if (check.error_type == LXW_VALIDATION_ERROR_TYPE_WARNING) {
    message += std::format(". {}", reference::text("starter.other_word", language_));
  }
  message = cut(std::move(message), kLongestMessage);
  std::string title = cut(column.name, kLongestTitle);
  check.error_message = message.data();
  check.error_title = title.data();
  worksheet_data_validation_range(sheet, rows_.first, at, rows_.last, at, &check);
}

}  // namespace samspill::formats
