// One more row for a CSV file that people keep in a spreadsheet.
//
// Problem: the file may come from Excel or LibreOffice, with semicolons, Windows-1252, columns in
// another order; writing it anew would change all of that. Method: find out how the file is
// written, put the row behind its last byte in the same way, and read the result before it is
// saved: the new row must come back cell by cell.
//
// Limits: UTF-16 is refused; of two programs that add a row in the same instant, the last wins.
#include "formats/append_row.h"

#include <algorithm>
#include <format>
#include <optional>
#include <string_view>

#include "base/csv.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

namespace samspill::formats {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view message) {
  throw Error(ErrorKind::invalid, std::format("{}: {}", path.string(), message));
}

/// The file as a table with the schema's column names.
Table read_sound(const std::filesystem::path& path, const TableSchema& schema,
                 const std::string& bytes) {
  Diagnostics diagnostics;
  auto table = read_csv(schema.name, path.string(), bytes, diagnostics);
  if (table) {
    table->rename_columns(
        canonical_header(schema, table->file(), 1, table->columns(), diagnostics));
  }
  if (!table || diagnostics.has_errors()) {
    throw Error(ErrorKind::invalid, to_text(diagnostics.list().front()));
  }
  return std::move(*table);
}

/// The cells in the order of the file's columns.
std::vector<std::string_view> in_order(const std::filesystem::path& path, const Table& table,
                                       const std::vector<NamedCell>& cells) {
  std::vector<std::string_view> out(table.columns().size());
  for (const auto& [column, cell] : cells) {
    if (const auto at = table.column(column)) {
      out[*at] = cell;
    } else if (!cell.empty()) {
      fail(path, std::format("the header has no column {} for {}; add the column first", column,
                             in_quotes(cell)));
    }
  }
  return out;
}

/// The file with the row behind its last byte.
std::string extended(const std::filesystem::path& path, const std::string& bytes,
                     const std::vector<std::string_view>& cells) {
  std::string_view encoding;
  const std::string text = to_utf8(bytes, encoding);
  if (encoding == "UTF-16") fail(path, "found UTF-16, expected UTF-8; save it as CSV UTF-8");
  const CsvForm form = find_csv_form(text);
  std::string row;
  if (!bytes.ends_with('\n') && !bytes.ends_with('\r')) row += form.line_end;
  write_csv_row(cells, row, form);
  return bytes + (encoding == "Windows-1252" ? to_windows_1252(row) : row);
}

void expect_last_row(const std::filesystem::path& path, const Table& table, std::size_t rows,
                     const std::vector<std::string_view>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool is_same = table.rows() == rows && table.cell(table.rows() - 1, i) == trim(cells[i]);
    if (is_same) continue;
    fail(path, std::format("found {} for the column {}, expected text that the file's encoding "
                           "can hold; save the file as CSV UTF-8 first",
                           in_quotes(cells[i]), table.columns()[i]));
  }
}

std::string header_of(const TableSchema& table) {
  std::vector<std::string_view> names;
  for (const ColumnSchema& column : table.columns) names.push_back(column.name);
  std::string out;
  write_csv_row(names, out);
  return out;
}

}  // namespace

void append_row(const std::filesystem::path& folder, const TableSchema& table,
                const std::vector<NamedCell>& cells) {
  const std::filesystem::path path = folder / (table.name + ".csv");
  const std::string bytes = std::filesystem::exists(path) ? read_file(path) : header_of(table);
  const Table before = read_sound(path, table, bytes);
  const auto row = in_order(path, before, cells);
  const std::string out = extended(path, bytes, row);
  expect_last_row(path, read_sound(path, table, out), before.rows() + 1, row);
  write_file(path, out);
}

}  // namespace samspill::formats
