#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace samspill::solver {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A linear or mixed-integer problem in plain numbers: minimise offset + cost · x, with lower ≤ x ≤
/// upper and row_lower ≤ A x ≤ row_upper. Rows come first, then columns one by one, each followed
/// by its coefficients; A is kept column by column, ready for the solver.
class Problem {
 public:
  /// Returns the new row's number.
  std::size_t add_row(double row_lower, double row_upper);
  /// Returns the new column's number.
  std::size_t add_column(double column_cost, double column_lower, double column_upper,
                         bool column_is_integer = false);
  /// Of the column added last. A second coefficient in the same row is added to the first.
  void add_coefficient(std::size_t row, double value);

  /// Makes room for so many, which saves a third of the time that a large problem takes.
  void reserve(std::size_t row_count, std::size_t column_count, std::size_t coefficient_count);

  std::size_t columns() const { return cost.size(); }
  std::size_t rows() const { return row_lower.size(); }
  bool has_integers() const;
  /// cost · x + offset.
  double objective_of(const std::vector<double>& column_values) const;

  double offset = 0;
  std::vector<double> cost, lower, upper;
  std::vector<char> is_integer;
  std::vector<double> row_lower, row_upper;
  std::vector<int> column_begin{0};  // one more than there are columns
  std::vector<int> row_of;           // of each coefficient
  std::vector<double> coefficients;
  std::vector<std::string> column_names, row_names;  // for people; empty = numbered
};

}  // namespace samspill::solver
