#include "matching/score.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace samspill::matching {
namespace {

Score score(std::optional<double> benefit, std::optional<double> co2e, double kilometres = 0) {
  Score out;
  if (benefit) out.benefit = *benefit * euro / year;
  if (co2e) out.co2e_saved = *co2e * tonne_co2e / year;
  out.distance = kilometres * kilometre;
  return out;
}

TEST(Score, layers_of_the_worked_number) {
  const std::vector<Score> scores{score(5, 1), score(4, 4), score(3, 3), score(4, 2)};
  EXPECT_EQ(pareto_layers(scores), (std::vector<std::size_t>{0, 0, 1, 1}));
}

TEST(Score, equals_and_unknowns_do_not_dominate_each_other) {
  EXPECT_FALSE(dominates(score(5, 1), score(5, 1)));
  EXPECT_TRUE(dominates(score(5, 1), score(5, {})));
  EXPECT_TRUE(dominates(score(-5, {}), score({}, {})));
  EXPECT_FALSE(dominates(score(5, {}), score({}, -9)));
}

TEST(Score, each_rank_has_its_own_order) {
  const Score money = score(9, 1, 5), climate = score(1, 9, 5), near = score(9, 0, 1);
  EXPECT_TRUE(compare(Rank::benefit, money, climate) < 0);
  EXPECT_TRUE(compare(Rank::climate, climate, money) < 0);
  EXPECT_TRUE(compare(Rank::benefit, near, money) < 0) << "same benefit: the nearer one";
  EXPECT_TRUE(compare(Rank::both, money, near) < 0) << "same benefit: the one that saves more";
  EXPECT_TRUE(compare(Rank::benefit, score({}, 9), score(-100, 0)) > 0) << "unknown comes last";
}

TEST(Score, layers_equal_peeling_off_the_undominated) {
  rc::check([] {
    const auto numbers = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(-1, 8), rc::gen::inRange(-1, 8)));
    std::vector<Score> scores;
    for (const auto& [benefit, co2e] : numbers) {
      scores.push_back(score(benefit < 0 ? std::nullopt : std::optional<double>(benefit),
                             co2e < 0 ? std::nullopt : std::optional<double>(co2e)));
    }
    const auto layers = pareto_layers(scores);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      std::size_t deepest = 0;
      for (std::size_t j = 0; j < scores.size(); ++j) {
        if (dominates(scores[j], scores[i])) deepest = std::max(deepest, layers[j] + 1);
      }
      RC_ASSERT(layers[i] == deepest);
    }
  });
}

}  // namespace
}  // namespace samspill::matching
