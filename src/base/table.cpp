#include "base/table.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.h"

namespace samspill {

Table::Table(std::string name, std::string file, std::vector<std::string> columns)
    : name_(std::move(name)), file_(std::move(file)), columns_(std::move(columns)) {}

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto found = std::ranges::find(columns_, name);
  if (found == columns_.end()) return {};
  return static_cast<std::size_t>(found - columns_.begin());
}

void Table::add_row(int row_number, const std::vector<std::string_view>& cells) {
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const std::string_view cell = column < cells.size() ? cells[column] : std::string_view();
    if (text_.size() + cell.size() > std::numeric_limits<std::uint32_t>::max()) {
      throw Error(ErrorKind::invalid, tell("{}: more than 4 GiB of text; split the table", file_));
    }
    add_cell(text_.size(), cell.size());
    text_ += cell;
  }
  finish_row(row_number);
}

void Table::reserve_rows(std::size_t rows) {
  cells_.reserve(rows * columns_.size());
  rows_.reserve(rows);
}

void Table::finish_row(int row_number) {
  const std::size_t begin = rows_.empty() ? 0 : rows_.back().begin + rows_.back().cells;
  const std::size_t cells = std::min(cells_.size() - begin, columns_.size());
  cells_.resize(begin + cells);
  rows_.push_back({begin, static_cast<std::uint32_t>(cells), row_number});
}

}  // namespace samspill
