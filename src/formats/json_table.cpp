#include "formats/json_table.h"

#include <algorithm>
#include <format>
#include <limits>
#include <utility>

#include "base/csv.h"
#include "base/error.h"

namespace samspill::formats {
namespace {

/// Beyond so many different keys of one table, more unknown ones are not worth a message.
constexpr std::size_t kMostKeys = 10'000;

}  // namespace

JsonTable::JsonTable(const TableSchema& schema, std::string file, Diagnostics& diagnostics)
    : schema_(schema),
      file_(std::move(file)),
      diagnostics_(diagnostics),
      is_used_(schema.columns.size(), false) {}

std::size_t JsonTable::find(const std::string& key) {
  const auto known = columns_.find(key);
  if (known != columns_.end()) return known->second;
  if (columns_.size() >= kMostKeys) return kNoColumn;
  const std::string folded = fold(key);
  std::size_t column = 0;
  while (column < schema_.columns.size() && fold(schema_.columns[column].name) != folded) ++column;
  if (column == schema_.columns.size()) {
    column = kNoColumn;
    diagnostics_.error(file_, std::max(row_number(), 1), key, unknown_column(schema_, key));
  }
  columns_.emplace(key, column);
  return column;
}

void JsonTable::start_row() {
  ++row_index_;
  row_.assign(schema_.columns.size(), {});
  is_set_.assign(schema_.columns.size(), false);
}

void JsonTable::cell(const std::string& key, std::string_view text) {
  const std::size_t column = find(key);
  if (column == kNoColumn) return;
  text = trim(text);
  const auto fail = [&](Message message) {
    diagnostics_.error(file_, row_number(), schema_.columns[column].name, std::move(message));
  };
  if (is_set_[column]) return fail(tell("the row names this column twice"));
  is_set_[column] = true;
  is_used_[column] = true;
  if (text.size() > kLargestCell) {
    return fail(tell("the cell has {} bytes; at most {} are allowed", text.size(), kLargestCell));
  }
  if (text.contains('\0')) return fail(tell("the text has a zero character"));
  if (text_.size() + text.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorKind::invalid, tell("{}: more than 4 GiB of text; split the table", file_));
  }
  row_[column] = {static_cast<std::uint32_t>(text_.size()),
                  static_cast<std::uint32_t>(text.size())};
  text_ += text;
}

void JsonTable::wrong_value(const std::string& key) {
  const std::size_t column = find(key);
  if (column == kNoColumn) return;
  diagnostics_.error(
      file_, row_number(), schema_.columns[column].name,
      tell("found a list or an object, expected a text or a number; several values stand "
           "in one text, such as \"a;b;c\""));
}

void JsonTable::finish_row() {
  if (std::ranges::all_of(row_, [](const Span& span) { return span.size == 0; })) return;
  cells_.insert(cells_.end(), row_.begin(), row_.end());
  row_numbers_.push_back(row_number());
}

void JsonTable::state_column(const std::string& name) {
  const std::size_t column = find(name);
  if (column == kNoColumn) return;
  if (std::ranges::contains(stated_, column)) {
    diagnostics_.error(file_, 1, name, tell("the header names this column twice"));
    return;
  }
  stated_.push_back(column);
}

std::optional<Table> JsonTable::finish() {
  std::vector<std::size_t> columns = stated_;
  for (std::size_t i = 0; i < schema_.columns.size(); ++i) {
    if (is_used_[i] && !std::ranges::contains(stated_, i)) columns.push_back(i);
  }
  if (columns.empty() && row_numbers_.empty()) return {};
  std::vector<std::string> names;
  for (const std::size_t column : columns) names.push_back(schema_.columns[column].name);
  names = canonical_header(schema_, file_, 1, std::move(names), diagnostics_);
  Table table(schema_.name, file_, std::move(names));
  table.reserve_rows(row_numbers_.size());
  for (std::size_t row = 0; row < row_numbers_.size(); ++row) {
    for (const std::size_t column : columns) {
      const Span& span = cells_[row * schema_.columns.size() + column];
      table.add_cell(span.begin, span.size);
    }
    table.finish_row(row_numbers_[row]);
  }
  table.adopt_text(std::move(text_));
  return table;
}

}  // namespace samspill::formats
