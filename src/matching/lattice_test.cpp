#include "matching/lattice.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <vector>

#include "base/normal_quantile.h"

namespace samspill::matching {
namespace {

TEST(Lattice, the_normal_quantile_undoes_the_error_function) {
  for (const double score : {-6.0, -3.0, -1.7, -0.4, 0.0, 0.2, 1.2, 2.5, 4.0}) {
    const double probability = 0.5 * std::erfc(-score / std::numbers::sqrt2);
    EXPECT_NEAR(normal_quantile(probability), score, 2e-6) << score;
  }
  EXPECT_NEAR(normal_quantile(0.95), 1.644854, 1e-6);
}

TEST(Lattice, every_input_takes_every_score_once) {
  for (std::size_t input = 0; input < kMostInputs; ++input) {
    std::vector<int> times(kSamples);
    const LatticeOrder order(input, 7);
    for (std::size_t i = 0; i < kSamples; ++i) ++times[order[i]];
    EXPECT_EQ(times, std::vector<int>(kSamples, 1)) << input;
  }
}

double correlation(std::size_t a, std::size_t b) {
  const ScoreGrid& grid = score_grid();
  const LatticeOrder first(a, 1), second(b, 1);
  double product = 0;
  for (std::size_t i = 0; i < kSamples; ++i)
    product += grid.score[first[i]] * grid.score[second[i]];
  return product / kSamples;
}

TEST(Lattice, no_two_inputs_go_the_same_way) {
  for (std::size_t a = 0; a < kMostInputs; ++a) {
    for (std::size_t b = 0; b < a; ++b)
      EXPECT_LT(std::abs(correlation(a, b)), 0.35) << a << ' ' << b;
  }
}

TEST(Lattice, the_first_inputs_pair_better_than_plain_draws) {
  double squares = 0;
  for (std::size_t a = 0; a < 8; ++a) {
    for (std::size_t b = 0; b < a; ++b) squares += correlation(a, b) * correlation(a, b) / 28;
  }
  EXPECT_LT(std::sqrt(squares), 0.6 / std::sqrt(kSamples));
}

TEST(Lattice, the_powers_are_orthonormal_on_the_grid) {
  const ScoreGrid& grid = score_grid();
  for (std::size_t a = 0; a < grid.powers.size(); ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      double product = 0, sum = 0;
      for (std::size_t i = 0; i < kSamples; ++i) {
        product += grid.powers[a][i] * grid.powers[b][i];
        sum += grid.powers[a][i];
      }
      EXPECT_NEAR(product / kSamples, a == b ? 1 : 0, 1e-12);
      EXPECT_NEAR(sum / kSamples, 0, 1e-12);
    }
  }
}

}  // namespace
}  // namespace samspill::matching
