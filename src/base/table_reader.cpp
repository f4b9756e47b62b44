#include "base/table_reader.h"

#include <cmath>

#include "base/number.h"
#include "base/text.h"
#include "base/yes_no.h"

namespace samspill {

TableReader::TableReader(const Table& table, Diagnostics& diagnostics)
    : table_(table), diagnostics_(diagnostics) {}

TableReader::Column TableReader::column(std::string_view name) const {
  return table_.column(name).value_or(kAbsent);
}

bool TableReader::next() {
  if (is_started_) ++row_;
  is_started_ = true;
  return row_ < table_.rows();
}

std::string_view TableReader::text(Column column) const {
  return column == kAbsent ? std::string_view() : table_.cell(row_, column);
}

std::optional<std::string_view> TableReader::required(Column column, std::string_view name) {
  const std::string_view found = text(column);
  if (!found.empty()) return found;
  fail(name, tell("the cell is empty; a value is required"));
  return {};
}

std::optional<double> TableReader::number(Column column, NumberRange range) {
  const std::string_view found = text(column);
  if (found.empty()) return {};
  const std::optional<ReadNumber> number = read_number(found);
  if (!number || number->value < range.least || number->value > range.most) {
    expected(column, tell(range.what));
    return {};
  }
  if (number->is_ambiguous) {
    warn(column, tell("{} is read as {}; write {} if thousands were meant", in_quotes(found),
                      to_text(number->value), to_text(std::round(number->value * 1000))));
  }
  return number->value;
}

std::optional<double> TableReader::required_number(Column column, std::string_view name,
                                                   NumberRange range) {
  if (!required(column, name)) return {};
  return number(column, range);
}

std::optional<std::int64_t> TableReader::integer(Column column, std::int64_t least,
                                                 std::int64_t most) {
  const std::string_view found = text(column);
  if (found.empty()) return {};
  const std::optional<std::int64_t> number = read_integer(found);
  if (number && *number >= least && *number <= most) return number;
  expected(column, tell("a whole number from {} to {}", least, most));
  return {};
}

std::optional<bool> TableReader::yes_no(Column column) {
  const std::string_view found = text(column);
  if (found.empty()) return {};
  if (const std::optional<bool> answer = read_yes_no(found)) return answer;
  expected(column, tell("yes or no"));
  return {};
}

void TableReader::fail(Column column, Message message) {
  fail(column == kAbsent ? std::string_view() : std::string_view(column_name(column)),
       std::move(message));
}

void TableReader::fail(std::string_view column_name, Message message) {
  diagnostics_.error(table_.file(), row_number(), std::string(column_name), std::move(message));
}

void TableReader::warn(Column column, Message message) {
  diagnostics_.warning(table_.file(), row_number(), column_name(column), std::move(message));
}

void TableReader::expected(Column column, Message what) {
  fail(column, tell("found {}, expected {}", in_quotes(text(column)), std::move(what)));
}

void TableReader::fail_choice(Column column, const std::vector<std::string_view>& names) {
  std::string listed;
  for (const std::string_view name : names) {
    if (!listed.empty()) listed += ", ";
    listed += name;
  }
  expected(column, tell("one of {}{}", listed, did_you_mean(text(column), names)));
}

}  // namespace samspill
