#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/resource.h"
#include "report/cell.h"

namespace samspill::report {

using reference::Language;

/// Words and numbers in the report's language. English writes 1,234.5 and Norwegian 1 234,5 (with
/// no-break spaces); a minus is "−".
class Wording {
 public:
  explicit Wording(Language language) : language_(language) {}

  Language language() const { return language_; }
  std::string_view code() const {
    return reference::kLanguageCodes[static_cast<std::size_t>(language_)];
  }

  /// The text of a key of data/texts.csv with {0}, {1} … filled in.
  std::string text(std::string_view key, std::vector<std::string> arguments = {}) const;
  /// The text of `key` + ".one" when count is 1, else of `key` + ".many"; {0} is the count.
  std::string counted(std::string_view key, std::size_t count,
                      std::vector<std::string> more_arguments = {}) const;

  /// At most so many decimals; zeros at the end are dropped.
  std::string number(double value, int decimals) const;
  std::string count(std::size_t value) const;
  /// For sentences: three significant digits, "3.2 million" from a million on.
  std::string rounded(double value) const;
  std::string percent(double share) const;
  /// "2026-03-01" as people write it, "1 March 2026"; any other text as it is.
  std::string date(std::string_view iso) const;
  /// "a, b and c"
  std::string list(const std::vector<std::string>& parts) const;

  /// "t/yr" in the language; `unit` is a base unit, "EUR" or "t CO2e".
  std::string per_year(std::string_view unit) const;
  std::string unit(std::string_view unit) const;

  /// The cell as one line of text, with its own unit if it has one.
  std::string cell(const Cell& cell) const;
  /// The mark in words; empty for none.
  std::string mark(Mark mark) const;

 private:
  Language language_;
};

/// Decimals for a table: none from 10 on, else two significant digits.
int table_decimals(double value);
/// Decimals that keep three significant digits.
int fine_decimals(double value);

}  // namespace samspill::report
