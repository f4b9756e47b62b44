#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"

namespace samspill {

/// The most bytes one cell may hold; more is a slip (an open quote) or an attack.
inline constexpr std::size_t kLargestCell = 65'536;

/// Reads CSV as spreadsheets write it. Forgiving about form: comma, semicolon or tab; byte-order
/// mark; UTF-8, UTF-16 or Windows-1252; quotes, line ends of any kind, blank lines, cells left out
/// at the end of a row, Excel's `sep=;` line and `="text"`. Strict about the rest: an open quote, a
/// cell with more than kLargestCell bytes, filled cells beyond the header, a header named twice are
/// diagnostics. Rows are numbered as a spreadsheet shows them: blank ones count, the `sep=` line
/// and line ends inside quotes don't. Empty when there is no sound header (the diagnostics say
/// why).
std::optional<Table> read_csv(std::string name, std::string file, std::string bytes,
                              Diagnostics& diagnostics);

/// What stands between the cells and behind the rows of a CSV text.
struct CsvForm {
  char separator = ',';
  std::string_view line_end = "\n";
};

/// The form of a CSV text in UTF-8, as read_csv takes it; the line end is that of its first line.
CsvForm find_csv_form(std::string_view text);

/// One row of CSV with its line end; cells are quoted only where they must be.
void write_csv_row(const std::vector<std::string_view>& cells, std::string& out, CsvForm form = {});

}  // namespace samspill
