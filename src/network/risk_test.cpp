#include "network/risk.h"

#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace samspill::network {
namespace {

std::vector<WeighedCost> costs(std::vector<std::pair<double, double>> list) {
  std::vector<WeighedCost> out;
  for (const auto& [cost, probability] : list) out.push_back({cost * euro / year, probability});
  return out;
}

TEST(Risk, the_last_scenario_of_the_worst_part_counts_in_part) {
  const RiskyCost risky = weigh(costs({{100, 0.5}, {400, 0.2}, {200, 0.3}}), {0.25, 0.7});
  EXPECT_NEAR(risky.expected.in(euro / year), 190, 1e-9);
  EXPECT_NEAR(risky.worst_part.in(euro / year), (0.2 * 400 + 0.1 * 200) / 0.3, 1e-9);
  EXPECT_NEAR(risky.objective.in(euro / year), 0.75 * 190 + 0.25 * 1000 / 3, 1e-9);
}

TEST(Risk, at_level_zero_the_worst_part_is_everything) {
  const RiskyCost risky = weigh(costs({{-50, 0.4}, {10, 0.6}}), {1, 0});
  EXPECT_NEAR(risky.worst_part.in(euro / year), risky.expected.in(euro / year), 1e-12);
}

// The least of η + Σ p·max(cost − η, 0) / (1 − α) over η lies at one of the costs.
TEST(Risk, sorting_finds_the_least_over_all_thresholds) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> digit(-9, 9);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::pair<double, double>> list;
    for (int i = 0; i < 5; ++i) list.emplace_back(digit(random), 0.2);
    const double level = 0.05 * (digit(random) + 9);
    const auto scenarios = costs(list);
    const auto beyond = [&](double threshold) {
      double sum = 0;
      for (const auto& [cost, probability] : list) {
        sum += probability * std::max(cost - threshold, 0.0);
      }
      return threshold + sum / (1 - level);
    };
    double least = 1e9;
    for (const auto& [cost, probability] : list) least = std::min(least, beyond(cost));
    EXPECT_NEAR(weigh(scenarios, {1, level}).objective.in(euro / year), least, 1e-9);
    EXPECT_NEAR(beyond(threshold_of(scenarios, {1, level}).in(euro / year)), least, 1e-9);
  }
}

}  // namespace
}  // namespace samspill::network
