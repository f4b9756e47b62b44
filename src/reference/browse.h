#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::reference {

/// One row of a table that ships with the program, for people to read.
struct TableRow {
  std::string table;
  std::vector<std::pair<std::string, std::string>> cells;  // column → text; empty cells left out

  std::string_view key() const { return cells.empty() ? std::string_view() : cells.front().second; }
  std::string_view cell(std::string_view column) const;
  /// What the row is called: its English name or title, or else nothing.
  std::string_view title() const;
};

struct TableSummary {
  std::string name;
  std::size_t rows = 0;
  std::vector<std::string> columns;
};

/// Every table that ships with the program, by name.
std::vector<TableSummary> list_tables();

/// All rows of a table. Throws Error(not_found) that offers the nearest name.
std::vector<TableRow> rows_of(std::string_view table);

/// Rows whose key is the text, then rows of other tables that name it as their resource.
std::vector<TableRow> rows_about(std::string_view key);

/// Rows that hold every word of the text, however spelt in case and accents.
std::vector<TableRow> search_rows(std::string_view words);

}  // namespace samspill::reference
