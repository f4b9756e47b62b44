#include "formats/schema.h"

#include <algorithm>
#include <array>
#include <format>
#include <reference_tables.h>
#include <utility>

#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"

namespace samspill::formats {
namespace {

Table embedded(std::string name, std::string_view text) {
  Diagnostics diagnostics;
  const std::string file = std::format("data/{}.csv", name);
  auto table = read_csv(std::move(name), file, std::string(text), diagnostics);
  if (!table || diagnostics.has_errors()) {
    throw Error(ErrorKind::internal, to_text(diagnostics.list().front()));
  }
  return std::move(*table);
}

/// Tables that override reference rows have the columns of the table that ships with the program.
std::string_view reference_text(std::string_view name) {
  using namespace reference::tables;
  if (name == "resources") return resources_csv();
  if (name == "property_values") return property_values_csv();
  if (name == "prices") return prices_csv();
  if (name == "factors") return factors_csv();
  if (name == "synergies") return synergies_csv();
  return {};
}

std::vector<TableSchema> load() {
  std::vector<TableSchema> tables;
  const Table list = embedded("dataset_tables", reference::tables::dataset_tables_csv());
  for (std::size_t row = 0; row < list.rows(); ++row) {
    tables.push_back({std::string(list.cell(row, 0)),
                      list.cell(row, 1) == "yes",
                      std::string(list.cell(row, 2)),
                      std::string(list.cell(row, 3)),
                      std::string(list.cell(row, 4)),
                      {}});
  }
  const Table columns = embedded("dataset_columns", reference::tables::dataset_columns_csv());
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const auto table = std::ranges::find(tables, columns.cell(row, 0), &TableSchema::name);
    if (table == tables.end()) {
      throw Error(ErrorKind::internal, "data/dataset_columns.csv names an unknown table");
    }
    table->columns.push_back({std::string(columns.cell(row, 1)), std::string(columns.cell(row, 2)),
                              columns.cell(row, 3) == "yes", std::string(columns.cell(row, 4)),
                              std::string(columns.cell(row, 5))});
  }
  for (TableSchema& table : tables) {
    if (!table.columns.empty()) continue;
    const Table built_in = embedded(table.name, reference_text(table.name));
    for (const std::string& name : built_in.columns()) {
      table.columns.push_back({name, "text", name == table.key, "", ""});
    }
  }
  return tables;
}

}  // namespace

std::vector<std::string_view> ColumnSchema::choices() const {
  constexpr std::string_view kPrefix = "choice:";
  const std::string_view text = kind;
  return text.starts_with(kPrefix) ? split(text.substr(kPrefix.size()), '|')
                                   : std::vector<std::string_view>();
}

bool ColumnSchema::is_number() const {
  static constexpr std::array<std::string_view, 9> kNumbers = {
      "number",   "not_negative", "percent", "share",   "count",
      "latitude", "longitude",    "year",    "lifetime"};
  return std::ranges::contains(kNumbers, kind);
}

std::string_view ColumnSchema::help(reference::Language language) const {
  return language == reference::Language::nb ? help_nb : help_en;
}

const ColumnSchema* TableSchema::column(std::string_view column_name) const {
  const auto found = std::ranges::find(columns, column_name, &ColumnSchema::name);
  return found == columns.end() ? nullptr : &*found;
}

std::string_view TableSchema::help(reference::Language language) const {
  return language == reference::Language::nb ? help_nb : help_en;
}

std::span<const TableSchema> schema() {
  static const std::vector<TableSchema> tables = load();
  return tables;
}

const TableSchema* find_table(std::string_view name) {
  const auto found = std::ranges::find(schema(), name, &TableSchema::name);
  return found == schema().end() ? nullptr : &*found;
}

Message unknown_column(const TableSchema& table, std::string_view column) {
  std::vector<std::string_view> known;
  for (const ColumnSchema& each : table.columns) known.push_back(each.name);
  return tell("{} is not a column of {}{}", in_quotes(column), table.name,
              did_you_mean(column, known));
}

std::vector<std::string> canonical_header(const TableSchema& table, const std::string& file,
                                          int row_number, std::vector<std::string> header,
                                          Diagnostics& diagnostics) {
  std::vector<std::string_view> known;
  for (const ColumnSchema& column : table.columns) known.push_back(column.name);
  std::vector<std::string> seen;
  for (std::string& name : header) {
    const std::string folded = fold(name);
    const auto found = std::ranges::find(known, folded, [](std::string_view k) { return fold(k); });
    if (found == known.end()) {
      diagnostics.error(file, row_number, name, unknown_column(table, name));
      continue;
    }
    name = *found;
    if (std::ranges::contains(seen, name)) {
      diagnostics.error(file, row_number, name, tell("the header names this column twice"));
    }
    seen.push_back(name);
  }
  for (const ColumnSchema& column : table.columns) {
    if (column.is_required && !std::ranges::contains(seen, column.name)) {
      diagnostics.error(file, row_number, column.name, tell("this required column is missing"));
    }
  }
  return header;
}

}  // namespace samspill::formats
