#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"
#include "units/quantity.h"

namespace samspill::cli {

/// A table for people: columns aligned by what the terminal shows (ø is one cell wide), numbers to
/// the right, the widest text columns shortened when a row would not fit; ids, which are typed
/// again in other commands, stay whole.
class TextTable {
 public:
  struct Column {
    std::string title;
    bool is_number = false;
    bool is_id = false;
  };
  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void add(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }
  void print(const Terminal& terminal) const;

 private:
  std::vector<std::size_t> widths(std::size_t most) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Cells of a terminal that the UTF-8 text takes.
std::size_t shown_width(std::string_view text);

/// "1 234 567": thousands apart, rounded to `decimals`; "unknown" is for the caller to say.
std::string grouped(double value, int decimals = 0);

/// Whole EUR or tonnes of CO2e a year, or "unknown".
std::string shown(const std::optional<MoneyFlow>& money);
std::string shown(const std::optional<Co2eFlow>& co2e);

}  // namespace samspill::cli
