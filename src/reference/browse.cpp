#include "reference/browse.h"

#include <algorithm>
#include <array>
#include <format>
#include <reference_tables.h>

#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"

namespace samspill::reference {
namespace {

/// Tables of the program's own words and weights rather than of facts.
constexpr std::array<std::string_view, 6> kInner = {
    "texts", "messages", "dataset_tables", "dataset_columns", "language_weights", "everyday_words"};
/// Columns in which other tables name a resource.
constexpr std::array<std::string_view, 6> kResourceColumns = {
    "resource", "resource_id", "offer_resource", "need_resource", "main_input", "main_output"};

Table read(std::string_view name, std::string_view text) {
  Diagnostics diagnostics;
  auto table =
      read_csv(std::string(name), std::format("data/{}.csv", name), std::string(text), diagnostics);
  if (!table) throw Error(ErrorKind::internal, std::format("data/{}.csv is unsound", name));
  return std::move(*table);
}

std::vector<Table> read_all() {
  std::vector<Table> read_tables;
  for (const auto& [name, text] : tables::all()) {
    if (std::ranges::find(kInner, name) == kInner.end()) read_tables.push_back(read(name, text));
  }
  return read_tables;
}

TableRow row_of(const Table& table, std::size_t row) {
  TableRow out{table.name(), {}};
  for (std::size_t c = 0; c < table.columns().size(); ++c) {
    const std::string_view cell = table.cell(row, c);
    if (!cell.empty()) out.cells.emplace_back(table.columns()[c], cell);
  }
  return out;
}

}  // namespace

std::string_view TableRow::cell(std::string_view column) const {
  const auto found = std::ranges::find(cells, column, &std::pair<std::string, std::string>::first);
  return found == cells.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view TableRow::title() const {
  for (const std::string_view column : {"name_en", "title_en", "name", "municipality", "activity",
                                        "property", "use", "material", "note", "source"}) {
    if (const std::string_view text = cell(column); !text.empty()) {
      return text.substr(0, text.find(';'));
    }
  }
  return {};
}

std::vector<TableSummary> list_tables() {
  std::vector<TableSummary> summaries;
  for (const Table& table : read_all()) {
    summaries.push_back({table.name(), table.rows(), table.columns()});
  }
  return summaries;
}

std::vector<TableRow> rows_of(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& [known, text] : tables::all()) {
    if (std::ranges::find(kInner, known) != kInner.end()) continue;
    names.push_back(known);
    if (known != name) continue;
    const Table table = read(known, text);
    std::vector<TableRow> rows;
    for (std::size_t r = 0; r < table.rows(); ++r) rows.push_back(row_of(table, r));
    return rows;
  }
  throw Error(ErrorKind::not_found,
              tell("there is no table {}{}", in_quotes(name), did_you_mean(name, names)));
}

std::vector<TableRow> rows_about(std::string_view key) {
  std::vector<TableRow> own;
  std::vector<TableRow> others;
  for (const Table& table : read_all()) {
    for (std::size_t r = 0; r < table.rows(); ++r) {
      if (table.cell(r, 0) == key) {
        own.push_back(row_of(table, r));
        continue;
      }
      const bool names_it = std::ranges::any_of(kResourceColumns, [&](std::string_view column) {
        const auto place = table.column(column);
        return place && table.cell(r, *place) == key;
      });
      if (names_it) others.push_back(row_of(table, r));
    }
  }
  // The thing itself before its properties, prices and factors.
  std::ranges::stable_partition(own, [](const TableRow& row) { return row.table == "resources"; });
  own.insert(own.end(), std::make_move_iterator(others.begin()),
             std::make_move_iterator(others.end()));
  return own;
}

std::vector<TableRow> search_rows(std::string_view words) {
  std::vector<std::string> wanted;
  const std::string folded = fold(words);
  for (const std::string_view word : split(folded, ' ')) wanted.emplace_back(word);
  std::vector<TableRow> found;
  for (const Table& table : read_all()) {
    const auto source = table.column("source");
    for (std::size_t r = 0; r < table.rows(); ++r) {
      std::string all;
      for (std::size_t c = 0; c < table.columns().size(); ++c) {
        if (c != source) all += std::string(table.cell(r, c)) + ' ';
      }
      const std::string text = fold(all);
      const auto holds = [&](const std::string& word) { return text.contains(word); };
      if (!wanted.empty() && std::ranges::all_of(wanted, holds)) found.push_back(row_of(table, r));
    }
  }
  return found;
}

}  // namespace samspill::reference
