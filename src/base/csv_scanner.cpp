#include "base/csv_scanner.h"

#include "base/text.h"

namespace samspill {
namespace {

/// Excel writes ="007" to keep the zeros.
std::string_view without_text_mark(std::string_view cell) {
  if (cell.size() > 2 && cell.starts_with("=\"") && cell.ends_with('"')) {
    return cell.substr(2, cell.size() - 3);
  }
  return cell;
}

}  // namespace

void CsvScanner::read_row(CsvRow& row) {
  row.cells.clear();
  row.cell_count = 0;
  row.is_open = false;
  row.is_blank = true;
  do {
    while (!at_end() && text_[at_] == ' ') ++at_;
    const bool is_quoted = !at_end() && text_[at_] == '"';
    const CsvRow::Cell cell = is_quoted ? quoted(row.is_open) : plain();
    row.is_blank = row.is_blank && cell.size == 0;
    ++row.cell_count;
    if (row.cells.size() < kMostCells) row.cells.push_back(cell);
  } while (!ends_row());
}

bool CsvScanner::is_at_mark() const {
  const char c = text_[at_];
  return c == separator_ || c == '\n' || c == '\r';
}

CsvRow::Cell CsvScanner::plain() {
  const std::string_view text = text_;
  const std::size_t begin = at_;
  std::size_t end = at_;  // a local, as this loop reads most of every file
  while (end < text.size() && text[end] != separator_ && text[end] != '\n' && text[end] != '\r') {
    ++end;
  }
  at_ = end;
  return trimmed(without_text_mark(trim(text.substr(begin, end - begin))));
}

CsvRow::Cell CsvScanner::quoted(bool& is_open) {
  const std::size_t begin = ++at_;
  std::size_t to = begin;
  is_open = true;
  while (!at_end()) {
    if (text_[at_] == '"') {
      ++at_;
      if (at_end() || text_[at_] != '"') {
        is_open = false;
        break;
      }
    }
    text_[to++] = text_[at_++];
  }
  // What stands between the closing quote and the separator is kept, as spreadsheets do.
  while (!at_end() && !is_at_mark()) text_[to++] = text_[at_++];
  return trimmed(std::string_view(text_).substr(begin, to - begin));
}

CsvRow::Cell CsvScanner::trimmed(std::string_view cell) const {
  cell = trim(cell);
  return {static_cast<std::size_t>(cell.data() - text_.data()), cell.size()};
}

/// Steps over the mark behind a cell.
bool CsvScanner::ends_row() {
  if (at_end()) return true;
  const char mark = text_[at_++];
  if (mark == separator_) return false;
  if (mark == '\r' && !at_end() && text_[at_] == '\n') ++at_;
  return true;
}

}  // namespace samspill
