// Reading CSV in one pass over one buffer.
//
// Problem: files come from Excel, LibreOffice and scripts, in several dialects, up to hundreds of
// megabytes, and sometimes from someone who means harm.
//
// Method: the bytes become UTF-8 once; then a single scan writes each cell's bytes back into the
// same buffer (quotes only ever make a cell shorter), and the table keeps 8 bytes per cell that
// the file has. The separator is the one that stands most often in the header, outside quotes.
//
// Limits: 2 GiB per file, kMostCells columns, a column name of kLongestName bytes, a cell of
// kLargestCell bytes; so time and memory stay in proportion to the file.
#include "base/csv.h"

#include <algorithm>
#include <array>
#include <format>
#include <limits>
#include <unordered_set>
#include <utility>

#include "base/csv_scanner.h"
#include "base/encoding.h"
#include "base/text.h"

namespace samspill {
namespace {

constexpr std::size_t kLargestFile = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kLongestName = 1000;

Message open_quote() {
  return tell("a quote (\") opens here and never closes");
}

/// The separator of the first row that has any text.
char find_separator(std::string_view text) {
  std::array<std::pair<char, int>, 3> counts{{{';', 0}, {',', 0}, {'\t', 0}}};
  bool has_text = false;
  bool in_quotes = false;
  bool at_cell_begin = true;
  for (const char c : text) {
    if (c == '"' && (in_quotes || at_cell_begin)) in_quotes = !in_quotes;
    has_text = has_text || in_quotes;
    if (in_quotes || c == '"') continue;
    if ((c == '\n' || c == '\r') && has_text) break;
    const auto found = std::ranges::find(counts, c, &std::pair<char, int>::first);
    if (found != counts.end()) ++found->second;
    at_cell_begin = found != counts.end() || c == '\n' || c == '\r' || (at_cell_begin && c == ' ');
    has_text = has_text || !at_cell_begin;
  }
  return std::ranges::max(counts, {}, &std::pair<char, int>::second).first;
}

struct Start {
  std::size_t begin = 0;
  char separator = 0;
};

/// Where the table begins. Excel's first line `sep=;` is no row of it.
Start find_start(std::string_view text) {
  constexpr std::string_view kMark = "sep=";
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  const std::string_view line = text.substr(0, end);
  const bool names_separator = line.size() == kMark.size() + 1 && line.starts_with(kMark) &&
                               std::string_view(",;\t|").contains(line.back());
  if (!names_separator) return {0, find_separator(text)};
  const std::size_t line_end = text.substr(end).starts_with("\r\n") ? 2 : 1;
  return {std::min(end + line_end, text.size()), line.back()};
}

std::string_view text_of(const CsvRow::Cell& cell, std::string_view text) {
  return text.substr(cell.begin, cell.size);
}

std::vector<std::string> read_header(const CsvRow& row, std::string_view text) {
  std::vector<std::string> columns;
  for (const CsvRow::Cell& cell : row.cells) {
    columns.emplace_back(text_of(cell, text).substr(0, kLongestName + 1));
  }
  while (!columns.empty() && columns.back().empty()) columns.pop_back();
  return columns;
}

bool header_is_sound(const CsvRow& header, const Table& table, int row, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  const auto fail = [&](std::string column, Message message) {
    diagnostics.error(table.file(), row, std::move(column), std::move(message));
  };
  if (header.is_open) fail("", open_quote());
  if (header.cell_count > kMostCells) {
    fail("", tell("the header has {} cells; at most {} are read", header.cell_count, kMostCells));
  }
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    const std::string& column = table.columns()[i];
    if (column.empty()) {
      fail(std::to_string(i + 1), tell("the header cell is empty"));
    } else if (column.size() > kLongestName) {
      fail(std::to_string(i + 1), tell("the column's name has more than {} bytes", kLongestName));
    } else if (!seen.insert(column).second) {
      fail(column, tell("the header names this column twice"));
    }
  }
  return diagnostics.errors() == errors;
}

void check_row(const CsvRow& row, const Table& table, int number, std::string_view text,
               Diagnostics& diagnostics) {
  if (row.is_open) diagnostics.error(table.file(), number, "", open_quote());
  const std::size_t width = table.columns().size();
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const CsvRow::Cell& cell = row.cells[i];
    if (cell.size > kLargestCell) {
      diagnostics.error(
          table.file(), number, i < width ? table.columns()[i] : "",
          tell("the cell has {} bytes; at most {} are allowed", cell.size, kLargestCell));
    }
    if (i >= width && cell.size > 0) {
      diagnostics.error(table.file(), number, "",
                        tell("found {} in cell {}, but the header has {} columns",
                             in_quotes(text_of(cell, text)), i + 1, width));
      return;  // one message per row: the rest is shifted the same way
    }
  }
  if (row.cell_count > kMostCells) {
    diagnostics.error(
        table.file(), number, "",
        tell("the row has {} cells, but the header has {} columns", row.cell_count, width));
  }
}

void add_row(const CsvRow& row, int number, Table& table) {
  const std::size_t width = std::min(table.columns().size(), row.cells.size());
  for (std::size_t i = 0; i < width; ++i) {
    const CsvRow::Cell& cell = row.cells[i];
    table.add_cell(cell.begin, cell.size > kLargestCell ? 0 : cell.size);
  }
  table.finish_row(number);
}

/// Rows that the text can hold when they have all their cells.
std::size_t likely_rows(std::string_view text, std::size_t width) {
  return std::min(static_cast<std::size_t>(std::ranges::count(text, '\n')), text.size() / width);
}

}  // namespace

std::optional<Table> read_csv(std::string name, std::string file, std::string bytes,
                              Diagnostics& diagnostics) {
  if (bytes.size() > kLargestFile) {
    diagnostics.error(file, 0, "", tell("the file is larger than 2 GiB; split it"));
    return {};
  }
  std::string_view encoding;
  std::string text = to_utf8(std::move(bytes), encoding);
  if (text.contains('\0')) {
    diagnostics.error(file, 0, "", tell("the file has zero bytes: it is not a text file"));
    return {};
  }
  const Start start = find_start(text);
  CsvScanner scanner(text, start.begin, start.separator);
  CsvRow row;
  int number = 0;
  while (row.is_blank && !scanner.at_end()) {
    scanner.read_row(row);
    ++number;
  }
  if (row.is_blank) {
    diagnostics.error(file, 0, "", tell("the file is empty; expected a header row"));
    return {};
  }
  Table table(std::move(name), std::move(file), read_header(row, text));
  if (!header_is_sound(row, table, number, diagnostics)) return {};
  table.reserve_rows(likely_rows(text, table.columns().size()));
  while (!scanner.at_end()) {
    scanner.read_row(row);
    ++number;
    if (row.is_blank && !row.is_open) continue;
    check_row(row, table, number, text, diagnostics);
    add_row(row, number, table);
  }
  table.adopt_text(std::move(text));
  return table;
}

CsvForm find_csv_form(std::string_view text) {
  CsvForm form{.separator = find_start(text).separator};
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) return form;
  form.line_end = text.substr(end).starts_with("\r\n") ? "\r\n" : text[end] == '\r' ? "\r" : "\n";
  return form;
}

void write_csv_row(const std::vector<std::string_view>& cells, std::string& out, CsvForm form) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += form.separator;
    const std::string_view cell = cells[i];
    // A byte-order mark or `sep=` at the beginning of a file would not be read as text.
    const bool needs_quotes = cell.find_first_of(",;\t\"\r\n") != std::string_view::npos ||
                              cell.contains(form.separator) || cell != trim(cell) ||
                              (cells.size() == 1 && cell.empty()) || cell.starts_with("\uFEFF") ||
                              cell.starts_with("sep=");
    if (!needs_quotes) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += form.line_end;
}

}  // namespace samspill
