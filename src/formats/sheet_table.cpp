#include "formats/sheet_table.h"

#include <algorithm>
#include <cstdlib>
#include <format>
#include <utility>

#include "base/csv.h"
#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

namespace samspill::formats {
namespace {

constexpr std::size_t kLongestHeading = 200;
constexpr std::uint32_t kNotKept = std::numeric_limits<std::uint32_t>::max();

bool is_help(const SheetRow& row) {
  return std::ranges::all_of(
      row.cells, [](const SheetCell& cell) { return cell.text.starts_with(kHelpMark); });
}

std::string address(std::size_t column, int row_number) {
  return std::format("{}{}", column_letters(column), row_number);
}

}  // namespace

SheetTable::SheetTable(const TableSchema& schema, std::string file, std::size_t shared_texts,
                       std::size_t& cells_left, Diagnostics& diagnostics)
    : schema_(schema),
      file_(std::move(file)),
      cells_left_(cells_left),
      diagnostics_(diagnostics),
      shared_begins_(shared_texts, kNotKept) {}

void SheetTable::take(const SheetRow& row) {
  if (!table_) {
    if (!is_help(row)) take_header(row);
    return;
  }
  row_.assign(table_->columns().size(), {});
  bool is_blank = true;
  for (const SheetCell& cell : row.cells) {
    const bool is_named = cell.column < headings_.size() && !headings_[cell.column].name.empty();
    if (!is_named) {
      diagnostics_.error(file_, row.number, "",
                         tell("found {} in cell {}, but its column has no name in the header",
                              in_quotes(cell.text), address(cell.column, row.number)));
      continue;
    }
    const Heading& heading = headings_[cell.column];
    if (heading.column == kNoColumn) continue;  // the header's diagnostic is enough
    row_[heading.column] = take_cell(cell, heading, row.number);
    is_blank = false;
  }
  if (is_blank) return;
  if (cells_left_ < row_.size()) {
    throw Error(ErrorKind::invalid,
                tell("{}: the workbook has too many cells; use a folder of CSV files", file_));
  }
  cells_left_ -= row_.size();
  for (const Span& span : row_) table_->add_cell(span.begin, span.size);
  table_->finish_row(row.number);
}

void SheetTable::take_header(const SheetRow& row) {
  std::vector<std::string> names;
  std::vector<std::size_t> places;
  for (const SheetCell& cell : row.cells) {
    if (cell.column >= headings_.size()) headings_.resize(cell.column + 1);
    const bool is_text = cell.kind == SheetCell::Kind::text && cell.text.size() <= kLongestHeading;
    headings_[cell.column].name = column_letters(cell.column);  // until the real name is known
    if (!is_text) {
      diagnostics_.error(file_, row.number, "",
                         tell("cell {} of the header holds {}, expected a column name",
                              address(cell.column, row.number), in_quotes(cell.text)));
      continue;
    }
    names.emplace_back(cell.text);
    places.push_back(cell.column);
  }
  names = canonical_header(schema_, file_, row.number, std::move(names), diagnostics_);
  std::vector<std::string> columns;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Heading& heading = headings_[places[i]];
    heading.name = names[i];
    if (schema_.column(names[i]) == nullptr || std::ranges::contains(columns, names[i])) continue;
    heading.column = columns.size();
    columns.push_back(names[i]);
  }
  table_.emplace(schema_.name, file_, std::move(columns));
}

SheetTable::Span SheetTable::take_cell(const SheetCell& cell, const Heading& heading,
                                       int row_number) {
  const auto fail = [&](Message message) {
    diagnostics_.error(file_, row_number, heading.name, std::move(message));
    return Span{};
  };
  const std::string at = address(cell.column, row_number);
  switch (cell.kind) {
    case SheetCell::Kind::error:
      return fail(tell("cell {} holds the error {}, expected a value", at, in_quotes(cell.text)));
    case SheetCell::Kind::uncomputed:
      return fail(
          tell("cell {} holds a formula without a stored result; open the workbook in "
               "a spreadsheet program and save it",
               at));
    case SheetCell::Kind::broken:
      return fail(tell("cell {} points to text number {}, which the workbook does not have", at,
                       in_quotes(cell.text)));
    case SheetCell::Kind::percentage:
      return keep(percentage(cell, heading, row_number), SheetCell::kNotShared);
    case SheetCell::Kind::text:
      break;
  }
  if (cell.bytes > kLargestCell) {
    return fail(tell("the cell has {} bytes; at most {} are allowed", cell.bytes, kLargestCell));
  }
  return keep(cell.text, cell.shared);
}

SheetTable::Span SheetTable::keep(std::string_view text, std::uint32_t shared) {
  const auto size = static_cast<std::uint32_t>(text.size());
  if (shared != SheetCell::kNotShared && shared_begins_[shared] != kNotKept) {
    return {shared_begins_[shared], size};
  }
  const auto begin = static_cast<std::uint32_t>(text_.size());
  if (shared != SheetCell::kNotShared) shared_begins_[shared] = begin;
  text_ += text;
  return {begin, size};
}

/// A cell that shows 5 % holds 0.05. In a column that counts per cent, 5 is meant; a share stays
/// 0.05; elsewhere nobody can know, so it is said what was read.
std::string SheetTable::percentage(const SheetCell& cell, const Heading& heading, int row_number) {
  const double share = std::strtod(std::string(cell.text).c_str(), nullptr);
  if (heading.name.ends_with("_percent")) {
    return to_text(std::strtod(std::format("{:.15g}", share * 100).c_str(), nullptr));
  }
  const ColumnSchema* column = schema_.column(heading.name);
  if (column->kind != "share") {
    diagnostics_.warning(file_, row_number, heading.name,
                         tell("cell {} is shown as a percentage and read as {}",
                              address(cell.column, row_number), in_quotes(cell.text)));
  }
  return std::string(cell.text);
}

std::optional<Table> SheetTable::finish() {
  if (table_) table_->adopt_text(std::move(text_));
  return std::move(table_);
}

}  // namespace samspill::formats
