#include "solver/problem.h"

#include <algorithm>

namespace samspill::solver {

std::size_t Problem::add_row(double lower_bound, double upper_bound) {
  row_lower.push_back(lower_bound);
  row_upper.push_back(upper_bound);
  return row_lower.size() - 1;
}

std::size_t Problem::add_column(double column_cost, double column_lower, double column_upper,
                                bool column_is_integer) {
  cost.push_back(column_cost);
  lower.push_back(column_lower);
  upper.push_back(column_upper);
  is_integer.push_back(column_is_integer);
  column_begin.push_back(column_begin.back());
  return cost.size() - 1;
}

void Problem::add_coefficient(std::size_t row, double value) {
  if (value == 0) return;
  const auto begin = static_cast<std::size_t>(column_begin[columns() - 1]);
  for (std::size_t i = begin; i < row_of.size(); ++i) {
    if (row_of[i] == static_cast<int>(row)) {
      coefficients[i] += value;
      return;
    }
  }
  row_of.push_back(static_cast<int>(row));
  coefficients.push_back(value);
  ++column_begin.back();
}

void Problem::reserve(std::size_t row_count, std::size_t column_count,
                      std::size_t coefficient_count) {
  for (auto* column : {&cost, &lower, &upper}) column->reserve(column_count);
  for (auto* row : {&row_lower, &row_upper}) row->reserve(row_count);
  is_integer.reserve(column_count);
  column_begin.reserve(column_count + 1);
  row_of.reserve(coefficient_count);
  coefficients.reserve(coefficient_count);
}

bool Problem::has_integers() const {
  return std::ranges::any_of(is_integer, [](char flag) { return flag != 0; });
}

double Problem::objective_of(const std::vector<double>& values) const {
  double sum = offset;
  for (std::size_t i = 0; i < columns(); ++i) sum += cost[i] * values[i];
  return sum;
}

}  // namespace samspill::solver
