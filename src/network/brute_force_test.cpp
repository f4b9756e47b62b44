// Every small random world, solved twice: by the engine, and by trying all choices of what to build
// with a linear programme for each, written down anew from the region's rows.
#include "network/brute_force_test.h"

#include "network/bill_shares.h"

namespace samspill::network {
namespace {

using namespace testing;

TEST(BruteForce, every_small_random_world_has_the_engines_plan) {
  int compared = 0, with_flows = 0, with_builds = 0, with_pipes = 0, with_caps = 0, with_relays = 0;
  int with_storages = 0, with_new_storages = 0, with_losses = 0;
  for (unsigned seed = 0; compared < 500; ++seed) {
    RandomWorld random(seed);
    const World world = random.make_one();
    const BruteForce brute(world);
    if (brute.choices() > 5) continue;
    ++compared;
    const auto close = [](double found, double expected, double size) {
      return std::abs(found - expected) <= 1e-6 * std::max({1.0, std::abs(expected), size});
    };
    const auto cheapest = brute.best({});
    ASSERT_TRUE(cheapest) << seed;
    const Plan plan = world.plan({.gap = 0});
    ASSERT_EQ(plan.status, PlanStatus::optimal) << seed;
    const double cost = eur(plan.planned.cost.total());
    const double today_eur = std::abs(eur(plan.baseline.cost.total()));
    const double today_kg = std::abs(plan.baseline.co2e.total().in(kilogram_co2e / year));
    ASSERT_TRUE(close(cost, *cheapest, today_eur)) << seed << ": " << cost << " for " << *cheapest;
    ASSERT_LE(cost, eur(plan.baseline.cost.total()) + 1e-6) << seed;
    with_flows += !plan.planned.flows.empty();
    with_relays += std::ranges::any_of(plan.planned.flows,
                                       [](const PlanFlow& flow) { return !flow.legs.empty(); });
    with_builds += std::ranges::any_of(plan.planned.activities, &Activity::is_built);
    with_pipes += !plan.planned.link_builds.empty();
    for (const StorageUse& use : plan.planned.storages) {
      with_storages += !use.holdings.empty();
      with_new_storages += use.is_built;
      with_losses += std::ranges::any_of(use.holdings, [](const Holding& holding) {
        return lost(holding, 0) > 0.01 * unit_amount;
      });
    }

    const auto cleanest = brute.best({.per_eur = 0, .per_kg = 1});
    const Plan clean = world.plan({.objective = Objective::climate, .gap = 0});
    const double kg = clean.planned.co2e.total().in(kilogram_co2e / year);
    ASSERT_TRUE(close(kg, *cleanest, today_kg)) << seed << ": " << kg << " for " << *cleanest;

    const double most = plan.planned.co2e.total().in(kilogram_co2e / year);
    if (most - kg < 1) continue;
    ++with_caps;
    const double cap = kg + 0.4 * (most - kg);
    const auto capped = brute.best({.cap_kg = cap});
    const Plan under_cap = world.plan({.cap = cap * kilogram_co2e / year, .gap = 0});
    ASSERT_TRUE(capped) << seed;
    const double capped_cost = eur(under_cap.planned.cost.total());
    ASSERT_TRUE(close(capped_cost, *capped, today_eur))
        << seed << ": " << capped_cost << " for " << *capped;
  }
  EXPECT_GT(with_flows, 200);
  EXPECT_GT(with_builds, 40);
  EXPECT_GT(with_pipes, 10);
  EXPECT_GT(with_caps, 100);
  EXPECT_GT(with_relays, 10);
  EXPECT_GT(with_storages, 40);
  EXPECT_GT(with_new_storages, 10);
  EXPECT_GT(with_losses, 10);
}

TEST(BruteForce, every_loss_in_every_small_random_world_costs_what_brute_force_says) {
  int compared = 0, with_builds = 0, ways = 0;
  for (unsigned seed = 0; compared < 600; ++seed) {
    RandomWorld random(seed);
    const World world = random.make_one();
    const BruteForce brute(world);
    const Plan plan = world.plan({.gap = 0});
    const Region& region = world.data.region;
    const CarbonPrice price = carbon_price_of(region.settings, 0);
    const Resilience found = find_resilience(region, world.data.reference, plan, {{.gap = 0}});
    const double before = eur(plan.planned.cost.total());
    const double size = std::max(1.0, std::abs(eur(plan.baseline.cost.total())));
    for (const Failure& failure : found.failures) {
      ++compared;
      double own = 0;
      const auto* site = std::get_if<SiteId>(&failure.lost);
      if (site != nullptr) {
        const BillShares shares = share_bill(region, plan.planned, price);
        own = eur((shares.sites[site->index()] + shares.carriage[site->index()]).cost);
      }
      ways += site == nullptr;
      with_builds += !plan.planned.link_builds.empty() ||
                     std::ranges::any_of(plan.planned.activities, &Activity::is_built);
      const auto expected = brute.after(failure.lost, plan);
      ASSERT_TRUE(expected) << seed;
      ASSERT_NEAR(before - own + eur(failure.cost), *expected, 2e-6 * size) << seed;
    }
  }
  EXPECT_GT(with_builds, 60);
  EXPECT_GT(ways, 200);
}

}  // namespace
}  // namespace samspill::network
