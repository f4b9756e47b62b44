#include "network/dense_lp_test.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace samspill::network::testing {
namespace {

constexpr double kZero = 1e-9;

class Tableau {
 public:
  explicit Tableau(const DenseLp& lp) : columns_(lp.cost.size()) {
    std::size_t slacks = 0;
    for (const DenseLp::Row& row : lp.rows) slacks += !row.is_equality;
    first_artificial_ = columns_ + slacks;
    width_ = first_artificial_ + lp.rows.size();
    std::size_t slack = columns_;
    for (std::size_t i = 0; i < lp.rows.size(); ++i) {
      std::vector<double> row(width_ + 1);
      std::ranges::copy(lp.rows[i].coefficients, row.begin());
      if (!lp.rows[i].is_equality) row[slack++] = 1;
      row[width_] = lp.rows[i].right;
      if (row[width_] < 0) {
        for (double& value : row) value = -value;
      }
      row[first_artificial_ + i] = 1;
      rows_.push_back(std::move(row));
      basis_.push_back(first_artificial_ + i);
    }
  }

  std::optional<double> solve(const std::vector<double>& cost) {
    std::vector<double> phase_one(width_);
    for (std::size_t i = first_artificial_; i < width_; ++i) phase_one[i] = 1;
    const auto infeasibility = minimise(phase_one, width_);
    if (!infeasibility || *infeasibility > 1e-6) return {};
    drive_out_artificials();
    std::vector<double> phase_two = cost;
    phase_two.resize(width_);
    return minimise(phase_two, first_artificial_);
  }

 private:
  std::optional<double> minimise(const std::vector<double>& cost, std::size_t allowed) {
    std::vector<double> reduced(width_ + 1);
    for (std::size_t j = 0; j <= width_; ++j) {
      reduced[j] = j < width_ ? cost[j] : 0;
      for (std::size_t i = 0; i < rows_.size(); ++i) reduced[j] -= cost[basis_[i]] * rows_[i][j];
    }
    for (;;) {
      std::size_t entering = 0;
      while (entering < allowed && reduced[entering] > -kZero) ++entering;
      if (entering == allowed) return -reduced[width_];
      std::size_t leaving = rows_.size();
      double least = 0;
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i][entering] < kZero) continue;
        const double ratio = rows_[i][width_] / rows_[i][entering];
        if (leaving == rows_.size() || ratio < least - kZero ||
            (ratio < least + kZero && basis_[i] < basis_[leaving])) {
          leaving = i;
          least = ratio;
        }
      }
      if (leaving == rows_.size()) return {};
      pivot(leaving, entering);
      const double factor = reduced[entering];
      for (std::size_t j = 0; j <= width_; ++j) reduced[j] -= factor * rows_[leaving][j];
    }
  }

  void pivot(std::size_t leaving, std::size_t entering) {
    const double by = rows_[leaving][entering];
    for (double& value : rows_[leaving]) value /= by;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double factor = rows_[i][entering];
      if (i == leaving || factor == 0) continue;
      for (std::size_t j = 0; j <= width_; ++j) rows_[i][j] -= factor * rows_[leaving][j];
    }
    basis_[leaving] = entering;
  }

  void drive_out_artificials() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (basis_[i] < first_artificial_) continue;
      for (std::size_t j = 0; j < first_artificial_; ++j) {
        if (std::abs(rows_[i][j]) < 1e-7) continue;
        pivot(i, j);
        break;
      }
    }
  }

  std::size_t columns_;
  std::size_t first_artificial_ = 0;
  std::size_t width_ = 0;
  std::vector<std::vector<double>> rows_;
  std::vector<std::size_t> basis_;
};

// max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y = 18: 36 at (2, 6).
TEST(DenseLp, knows_a_known_optimum) {
  DenseLp lp;
  lp.add_column(-3);
  lp.add_column(-5);
  lp.rows = {{{1}, 4, false}, {{0, 2}, 12, false}, {{3, 2}, 18, true}};
  ASSERT_TRUE(solve(lp));
  EXPECT_NEAR(*solve(lp), -36, 1e-9);
  lp.rows.push_back({{1}, -1, false});
  EXPECT_FALSE(solve(lp));
}

}  // namespace

std::optional<double> solve(const DenseLp& lp) {
  return Tableau(lp).solve(lp.cost);
}

}  // namespace samspill::network::testing
