#include <gtest/gtest.h>

#include "base/error.h"
#include "network/random_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

/// What is said when a plan at scale cannot hold the world; empty = it can.
std::string refusal(const World& world, NetworkOptions options) {
  options.method = Method::scale;
  try {
    plan_network(world.data.region, world.data.reference, options);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::invalid) << error.what();
    return error.what();
  }
  return {};
}

TEST(AtScale, every_random_plan_is_sound_and_between_its_bound_and_todays_cost) {
  int compared = 0, refused = 0, with_flows = 0, with_builds = 0, with_pipes = 0, with_relays = 0;
  int with_mixes = 0;
  int best = 0;
  for (unsigned seed = 0; compared < 300; ++seed) {
    const World world = RandomWorld(seed).make_one();
    if (!refusal(world, {}).empty()) {
      ++refused;
      continue;
    }
    ++compared;
    const double optimum = eur(world.plan({.gap = 0}).planned.cost.total());
    const Plan plan = world.plan({.method = Method::scale, .gap = 1e-3});
    const double cost = eur(plan.planned.cost.total()), rounding = 1e-6 * std::abs(cost) + 1e-6;
    EXPECT_EQ(plan.method, Method::scale);
    EXPECT_GE(cost, optimum - rounding) << seed;
    EXPECT_LE(cost, eur(plan.baseline.cost.total()) + rounding) << seed;
    ASSERT_TRUE(plan.proof) << seed;
    EXPECT_LE(eur(plan.proof->least), optimum + rounding) << seed;
    EXPECT_GE(plan.gap * std::abs(cost), cost - optimum - rounding) << seed;
    with_mixes += has_note(plan, "network.blended");
    best += cost <= optimum + 1e-3 * std::abs(optimum);
    with_flows += !plan.planned.flows.empty();
    with_builds += std::ranges::any_of(plan.planned.activities, &Activity::is_built);
    with_pipes += !plan.planned.link_builds.empty();
    with_relays += std::ranges::any_of(plan.planned.flows,
                                       [](const PlanFlow& flow) { return !flow.legs.empty(); });
    if (cost > optimum + 1e-2 * std::abs(optimum)) {
      std::printf("seed %u optimum %g cost %g bound %g today %g\n", seed, optimum, cost,
                  eur(plan.proof->least), eur(plan.baseline.cost.total()));
    }
  }
  std::printf("compared %d refused %d best %d flows %d builds %d pipes %d relays %d mixes %d\n",
              compared, refused, best, with_flows, with_builds, with_pipes, with_relays,
              with_mixes);
}

}  // namespace
}  // namespace samspill::network
