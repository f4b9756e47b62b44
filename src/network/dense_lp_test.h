#pragma once

#include <optional>
#include <vector>

// A linear programme solver of a few lines, for tests that need a second opinion: two-phase simplex
// on a dense tableau, Bland's rule, no tricks.
namespace samspill::network::testing {

struct DenseLp {
  std::vector<double> cost;  // minimised; columns are ≥ 0
  struct Row {
    std::vector<double> coefficients;  // by column; missing ones are 0
    double right = 0;
    bool is_equality = true;  // else ≤
  };
  std::vector<Row> rows;

  std::size_t add_column(double column_cost) {
    cost.push_back(column_cost);
    return cost.size() - 1;
  }
  std::size_t add_row(double right, bool is_equality) {
    rows.push_back({{}, right, is_equality});
    return rows.size() - 1;
  }
  void set(std::size_t row, std::size_t column, double value) {
    auto& coefficients = rows[row].coefficients;
    if (coefficients.size() <= column) coefficients.resize(column + 1);
    coefficients[column] += value;
  }
};

/// The least cost; empty when there is none.
std::optional<double> solve(const DenseLp& lp);

}  // namespace samspill::network::testing
