#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"

namespace samspill {

/// What a number may be. `what` completes "expected …" in messages.
struct NumberRange {
  double least = std::numeric_limits<double>::lowest();
  double most = std::numeric_limits<double>::max();
  Form<0> what = "a number";
};
inline constexpr NumberRange kAnyNumber{};
inline constexpr NumberRange kNotNegative{.least = 0, .what = "a number of at least 0"};
inline constexpr NumberRange kPercent{.least = 0, .most = 100, .what = "a number from 0 to 100"};

/// A text with the value it stands for.
template <typename Value>
using Choice = std::pair<std::string_view, Value>;

/// Walks the rows of a table and turns cells into values. Everything wrong becomes a diagnostic
/// with file, row and column; the caller gets an empty value and goes on. A column that the table
/// lacks reads as empty cells.
class TableReader {
 public:
  using Column = std::size_t;
  static constexpr Column kAbsent = std::numeric_limits<std::size_t>::max();

  TableReader(const Table& table, Diagnostics& diagnostics);

  Column column(std::string_view name) const;
  bool next();

  /// The cell's text, possibly empty.
  std::string_view text(Column column) const;
  bool is_filled(Column column) const { return !text(column).empty(); }
  /// Non-empty text, or a diagnostic.
  std::optional<std::string_view> required(Column column, std::string_view name);
  std::optional<double> number(Column column, NumberRange range = kAnyNumber);
  std::optional<double> required_number(Column column, std::string_view name,
                                        NumberRange range = kAnyNumber);
  std::optional<std::int64_t> integer(Column column, std::int64_t least, std::int64_t most);
  std::optional<bool> yes_no(Column column);

  /// The value that the cell's text stands for; empty cells give nothing.
  template <typename Value>
  std::optional<Value> choice(Column column, std::span<const Choice<Value>> choices) {
    const std::string_view found = text(column);
    if (found.empty()) return {};
    for (const auto& [name, value] : choices) {
      if (name == found) return value;
    }
    std::vector<std::string_view> names;
    for (const auto& [name, value] : choices) names.push_back(name);
    fail_choice(column, names);
    return {};
  }

  template <typename Value, std::size_t N>
  std::optional<Value> choice(Column column, const std::array<Choice<Value>, N>& choices) {
    return choice(column, std::span<const Choice<Value>>(choices));
  }

  int row_number() const { return table_.row_number(row_); }
  const std::string& column_name(Column column) const { return table_.columns()[column]; }
  /// A diagnostic on this cell; on a column that the table lacks, give its name yourself.
  void fail(Column column, Message message);
  void fail(std::string_view column_name, Message message);
  void warn(Column column, Message message);
  /// "found "x", expected …" on this cell.
  void expected(Column column, Message what);

 private:
  void fail_choice(Column column, const std::vector<std::string_view>& names);

  const Table& table_;
  Diagnostics& diagnostics_;
  std::size_t row_ = 0;
  bool is_started_ = false;
};

}  // namespace samspill
