#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {

/// One table of text: a header and rows of trimmed cells. The cells are views into one buffer that
/// the table owns, 8 bytes each, so that a large file costs little more than its own size. Cells
/// that a row leaves out at its end cost nothing and read as empty.
class Table {
 public:
  /// name: "streams"; file: as diagnostics should name it, "streams.csv".
  Table(std::string name, std::string file, std::vector<std::string> columns);

  const std::string& name() const { return name_; }
  const std::string& file() const { return file_; }
  const std::vector<std::string>& columns() const { return columns_; }
  std::optional<std::size_t> column(std::string_view name) const;
  void rename_columns(std::vector<std::string> columns) { columns_ = std::move(columns); }

  std::size_t rows() const { return rows_.size(); }
  std::string_view cell(std::size_t row, std::size_t column) const {
    if (column >= rows_[row].cells) return {};
    const Cell& found = cells_[rows_[row].begin + column];
    return {text_.data() + found.begin, found.size};
  }
  /// The row as a spreadsheet numbers it; the header is row 1.
  int row_number(std::size_t row) const { return rows_[row].number; }

  /// Adds a row; missing cells are empty. Throws Error(invalid) beyond 4 GiB of text.
  void add_row(int row_number, const std::vector<std::string_view>& cells);

  /// For a reader that has the text already: hands the buffer over, then adds cells inside it.
  void adopt_text(std::string text) { text_ = std::move(text); }
  void reserve_rows(std::size_t rows);
  void add_cell(std::size_t begin, std::size_t size) {
    cells_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(size)});
  }
  /// Ends the row of the cells added since the last one; cells beyond the header are dropped.
  void finish_row(int row_number);

 private:
  struct Cell {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  struct Row {
    std::size_t begin = 0;  // in cells_
    std::uint32_t cells = 0;
    int number = 0;
  };
  std::string name_;
  std::string file_;
  std::vector<std::string> columns_;
  std::string text_;
  std::vector<Cell> cells_;
  std::vector<Row> rows_;
};

}  // namespace samspill
