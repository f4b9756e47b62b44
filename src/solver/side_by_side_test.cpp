#include "solver/side_by_side.h"

#include <gtest/gtest.h>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "solver/solve.h"

namespace samspill::solver {
namespace {

TEST(SideBySide, each_task_is_done_once) {
  for (const int threads : {1, 2, 5}) {
    std::vector<int> done(100);
    side_by_side(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    EXPECT_EQ(done, std::vector<int>(100, 1));
  }
  side_by_side(0, 3, [](std::size_t) { FAIL(); });
}

TEST(SideBySide, a_failure_comes_back) {
  EXPECT_THROW(side_by_side(50, 3,
                            [](std::size_t i) {
                              if (i == 7) throw std::runtime_error("7");
                            }),
               std::runtime_error);
}

/// The largest number of things that fit into a box, which takes some branching.
Problem packing(std::size_t seed) {
  Problem problem;
  for (int row = 0; row < 8; ++row) problem.add_row(0, 100 + static_cast<double>(seed % 7));
  for (std::size_t i = 0; i < 45; ++i) {
    problem.add_column(-10 - static_cast<double>((i * 37 + seed * 11) % 23), 0, 1, true);
    for (std::size_t row = 0; row < 8; ++row) {
      problem.add_coefficient(
          row, 5 + static_cast<double>((i * 29 + row * row * 13 + i * row * 7 + seed) % 31));
    }
  }
  return problem;
}

TEST(SideBySide, a_search_that_ends_by_steps_ends_alike_on_any_number_of_threads) {
  const auto solve_all = [](int threads, std::size_t steps) {
    std::vector<double> found(16);
    side_by_side(8, threads, [&](std::size_t i) {
      const Solution solution = solve(packing(i), {.gap = 0, .most_steps = steps});
      found[2 * i] = solution.bound;
      found[2 * i + 1] = solution.objective;
    });
    return found;
  };
  const auto one = solve_all(1, 300);
  EXPECT_EQ(solve_all(2, 300), one);
  EXPECT_EQ(solve_all(3, 300), one);
  EXPECT_NE(solve_all(1, 5'000), one);  // the steps did end some
}

}  // namespace
}  // namespace samspill::solver
