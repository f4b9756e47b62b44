#include "matching/best_case.h"

#include <gtest/gtest.h>

#include "matching/small_world_test.h"

namespace samspill::matching {
namespace {

using testing::SmallWorld;

TEST(BestCase, worked_number) {
  SmallWorld world;
  world.add("constants", "constant_id,value,unit\nroad_detour_factor,1.3,1\n");
  world.add("resources", "resource_id,broader,unit\nbark,,t\n");
  world.add("transport",
            "mode,carries,cost_eur_per_unit_km,cost_eur_per_unit\nlorry,bark,0.12,4.5\n");
  const double degrees = 10 / 111.19508;  // 10 km
  const StreamId offer = world.offer("o", world.site("a", 63), "bark", 100);
  const StreamId need = world.need("n", world.site("b", 63 + degrees), "bark", 60);
  world.price(offer, 50);
  world.price(need, 20);
  const PairRules rules(world.region, world.reference);
  const auto fit = rules.fit(world.region[offer].resource, world.region[need].resource);
  ASSERT_TRUE(fit);
  const auto best = BestCase(rules, Pathways(rules)).score(offer, need, *fit);
  ASSERT_TRUE(best);
  EXPECT_NEAR(best->benefit->in(euro / year), 3858, 0.01);
  EXPECT_NEAR(rules.evaluate(offer, need, *fit)->benefit()->in(euro / year), 3836.4, 0.01);
}

TEST(BestCase, what_is_lost_on_the_way_is_not_burnt) {
  SmallWorld world;
  world.add("resources", "resource_id,broader,unit\nsludge,,t\n");
  world.add("factors",
            "factor_id,kind,resource,value,unit,origin\nu,process,sludge,80,kg/t,fossil\n");
  world.add("transport",
            "mode,carries,co2e_kg_per_unit_km,loss_percent_per_km\npipe,sludge,0,10\n");
  const StreamId offer = world.offer("o", world.site("a", 63), "sludge", 100);
  const StreamId need = world.need("n", world.site("b", 63.05), "sludge", 100);
  world.factor(offer, 400);
  world.factor(need, 0);
  const PairRules rules(world.region, world.reference);
  const auto fit = rules.fit(world.region[offer].resource, world.region[need].resource);
  ASSERT_TRUE(fit);
  const Score truth = rules.evaluate(offer, need, *fit)->score();
  EXPECT_GT(truth.co2e_saved, 35.0 * tonne_co2e / year) << "(400 − 80·0.56)·100 kg";
  EXPECT_GE(BestCase(rules, Pathways(rules)).score(offer, need, *fit)->co2e_saved,
            truth.co2e_saved);
}

/// Every offer with every need of a thousand small worlds.
struct RandomPair {
  std::uint64_t seed = 0;
  const PairRules& rules;
  const Pathways& pathways;
  const BestCase& best_case;
  StreamId offer;
  StreamId need;
};

template <typename Visit>
void for_each_random_pair(Visit visit) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const SmallWorld world = testing::random_world(seed);
    const PairRules rules(world.region, world.reference);
    const Pathways pathways(rules);
    const BestCase best_case(rules, pathways);
    const auto& streams = world.region.streams;
    for (std::size_t o = 0; o < streams.size(); ++o) {
      for (std::size_t n = 0; n < streams.size(); ++n) {
        if (streams[o].direction != Direction::offer || streams[n].direction != Direction::need) {
          continue;
        }
        visit(RandomPair{seed, rules, pathways, best_case, StreamId(o), StreamId(n)});
      }
    }
  }
}

TEST(BestCase, no_pair_is_better_than_its_best_case) {
  std::size_t pairs = 0, near = 0;
  for_each_random_pair([&](const RandomPair& pair) {
    const auto& [seed, rules, pathways, best_case, offer, need] = pair;
    const Region& region = rules.region();
    const auto fit = rules.fit(region[offer].resource, region[need].resource);
    const auto truth = fit ? rules.evaluate(offer, need, *fit) : std::nullopt;
    if (!truth) return;
    const auto best = best_case.score(offer, need, *fit);
    ASSERT_TRUE(best) << seed;
    const Score score = truth->score();
    ASSERT_EQ(best->benefit.has_value(), score.benefit.has_value()) << seed;
    ASSERT_GE(best->benefit, score.benefit) << seed;
    ASSERT_GE(best->co2e_saved, score.co2e_saved) << seed;
    ASSERT_LE(best->distance, score.distance) << seed;
    ++pairs;
    near += best->benefit && *score.benefit > MoneyFlow{} && *best->benefit < 1.5 * *score.benefit;
  });
  EXPECT_GT(pairs, 5000u);
  EXPECT_GT(near, 1000u) << "a bound that is far off skips nothing";
}

TEST(BestCase, no_pathway_is_better_than_its_best_case) {
  std::size_t pathways_seen = 0, near = 0;
  for_each_random_pair([&](const RandomPair& pair) {
    const auto& [seed, rules, pathways, best_case, offer, need] = pair;
    const Region& region = rules.region();
    const Routes routes =
        find_routes(rules, pathways, region[offer].resource, region[need].resource);
    for (const Chain& chain : routes.chains) {
      const auto truth = pathways.best_outcome(offer, need, chain).best;
      if (!truth) continue;
      const auto best = best_case.score(offer, need, chain);
      ASSERT_TRUE(best) << seed;
      const Score score = truth->score();
      ASSERT_GE(best->benefit, score.benefit) << seed;
      ASSERT_GE(best->co2e_saved, score.co2e_saved) << seed;
      ASSERT_LE(best->distance, score.distance) << seed;
      ++pathways_seen;
      near += best->benefit && score.benefit && *score.benefit > MoneyFlow{} &&
              *best->benefit < 1.5 * *score.benefit;
    }
  });
  EXPECT_GT(pathways_seen, 2000u);
  EXPECT_GT(near, 200u) << "a bound that is far off skips nothing";
}

}  // namespace
}  // namespace samspill::matching
