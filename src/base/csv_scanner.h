#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// The most cells kept of one row: as many as a spreadsheet has columns.
inline constexpr std::size_t kMostCells = 16'384;

/// One row as the scanner found it; the cells are places in its text.
struct CsvRow {
  struct Cell {
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  std::vector<Cell> cells;     // at most kMostCells
  std::size_t cell_count = 0;  // of all
  bool is_open = false;        // a quote never closed
  bool is_blank = true;        // every cell is empty
};

/// Walks the rows of a CSV text and unescapes it in place: a cell never needs more room than it
/// had.
class CsvScanner {
 public:
  CsvScanner(std::string& text, std::size_t begin, char separator)
      : text_(text), at_(begin), separator_(separator) {}

  bool at_end() const { return at_ >= text_.size(); }
  void read_row(CsvRow& row);

 private:
  bool is_at_mark() const;
  CsvRow::Cell plain();
  CsvRow::Cell quoted(bool& is_open);
  CsvRow::Cell trimmed(std::string_view cell) const;
  bool ends_row();

  std::string& text_;
  std::size_t at_;
  char separator_;
};

}  // namespace samspill
