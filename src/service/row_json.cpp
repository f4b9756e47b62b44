#include "service/row_json.h"

#include <algorithm>

#include "base/number.h"
#include "base/text.h"
#include "base/yes_no.h"

namespace samspill::service {
namespace {

Json number_json(std::string_view text) {
  if (const auto whole = read_integer(text)) return *whole;
  const auto number = read_number(text);
  return number ? Json(number->value) : Json(nullptr);
}

/// "2021:70000;2022:68000" as a list of years with their quantities.
Json measured_json(std::string_view text) {
  Json years = Json::array();
  for (const std::string_view part : split(text, ';')) {
    const std::size_t colon = std::min(part.find(':'), part.size());
    const auto in_year = read_integer(part.substr(0, colon));
    const auto quantity = read_number(part.substr(std::min(colon + 1, part.size())));
    if (in_year && quantity) years.push_back({{"year", *in_year}, {"quantity", quantity->value}});
  }
  return years;
}

/// The word of the choice that was meant: people write Offer for offer.
Json word_json(const std::vector<std::string_view>& words, std::string_view text) {
  if (std::ranges::contains(words, text)) return text;
  const auto found = std::ranges::find(words, fold(text), [](auto word) { return fold(word); });
  return found == words.end() ? Json(nullptr) : Json(*found);
}

}  // namespace

Json cell_json(const formats::ColumnSchema& column, std::string_view text) {
  if (column.kind == "measured") return measured_json(text);
  if (text.empty()) return nullptr;
  if (column.kind.starts_with("choice:")) return word_json(column.choices(), text);
  if (column.kind == "yes_no") {
    const std::optional<bool> answer = read_yes_no(text);
    return answer ? Json(*answer ? "yes" : "no") : Json(nullptr);
  }
  if (column.is_number()) return number_json(text);
  return std::string(text);
}

Json row_json(const std::string& table, const storage::Row& row) {
  const auto& columns = formats::find_table(table)->columns;
  // Rows by the hundred: names are unlike, so none is looked for, and cells mostly stand in the
  // order of the columns.
  Json::object_t json;
  json.reserve(columns.size() + 5);
  json.emplace_back("version", row.version);
  auto next = row.cells.begin();
  for (const formats::ColumnSchema& column : columns) {
    if (next != row.cells.end() && next->first == column.name) {
      json.emplace_back(column.name, cell_json(column, (next++)->second));
    } else {
      json.emplace_back(column.name, cell_json(column, row.cell(column.name)));
    }
  }
  return json;
}

}  // namespace samspill::service
