#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stop_token>

#include "base/error.h"
#include "network/random_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;
using ::testing::HasSubstr;

/// What is said when a plan at scale cannot hold the world; empty = it can.
std::string refusal(const World& world, NetworkOptions options = {}) {
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
  int compared = 0, good = 0, as_tight = 0, with_flows = 0, with_builds = 0, with_pipes = 0,
      with_relays = 0;
  int exact_ones = 0, with_parks = 0;
  int with_mixes = 0, with_storages = 0, with_new_storages = 0;
  for (unsigned seed = 0; compared < 300; ++seed) {
    const World world = RandomWorld(seed).make_one();
    if (const std::string said = refusal(world); !said.empty()) {
      EXPECT_THAT(said, HasSubstr("cannot hold storages that lose")) << seed;
      continue;
    }
    ++compared;
    const Plan exact = world.plan({.gap = 0});
    const double optimum = eur(exact.planned.cost.total());
    const Plan plan = world.plan({.method = Method::scale, .gap = 1e-3});
    const double cost = eur(plan.planned.cost.total()), rounding = 1e-6 * std::abs(cost) + 1e-6;
    EXPECT_EQ(plan.method, Method::scale);
    EXPECT_EQ(plan.status, plan.gap <= 1e-3 ? PlanStatus::optimal : PlanStatus::feasible);
    EXPECT_GE(cost, optimum - rounding) << seed;
    EXPECT_LE(cost, eur(plan.baseline.cost.total()) + rounding) << seed;
    ASSERT_TRUE(plan.proof) << seed;
    EXPECT_LE(eur(plan.proof->least), optimum + rounding) << seed;
    EXPECT_GE(plan.gap * std::abs(cost), cost - optimum - rounding) << seed;
    exact_ones += cost <= optimum + 1e-4 * std::abs(optimum);
    with_parks += has_note(plan, "network.bound_by_parks");
    good += cost <= optimum + 1e-2 * std::abs(optimum);
    as_tight += eur(plan.proof->least) >= eur(exact.proof->least) - 1e-2 * std::abs(optimum);
    with_flows += !plan.planned.flows.empty();
    with_builds += std::ranges::any_of(plan.planned.activities, &Activity::is_built);
    with_pipes += !plan.planned.link_builds.empty();
    with_relays += std::ranges::any_of(plan.planned.flows,
                                       [](const PlanFlow& flow) { return !flow.legs.empty(); });
    with_mixes += has_note(plan, "network.blend");
    for (const StorageUse& use : plan.planned.storages) {
      with_storages += !use.holdings.empty();
      with_new_storages += use.is_built;
    }
  }
  EXPECT_GT(good, 290);
  EXPECT_GT(exact_ones, 285);
  EXPECT_GT(with_parks, 100);
  EXPECT_GT(as_tight, 284);
  EXPECT_GT(with_flows, 150);
  EXPECT_GT(with_builds, 50);
  EXPECT_GT(with_pipes, 20);
  EXPECT_GT(with_relays, 8);
  EXPECT_GT(with_mixes, 3);
  EXPECT_GT(with_storages, 10);
  EXPECT_GT(with_new_storages, 3);
}

/// Bark for a boiler, and heat for a school by a pipe that must be built.
World small_world() {
  return make("a 0\nb 5\n",
              {{"streams",
                "stream_id,direction,resource,unit,present_cost_eur_per_unit,site_id,quantity\n"
                "bark,offer,bark,t/yr,90,a,100\nfuel,need,bark,t/yr,40,b,60\n"
                "warm,offer,heat,MWh/yr,0,a,500\ncold,need,heat,MWh/yr,50,b,400\n"}},
              {});
}

TEST(AtScale, a_small_plan_is_the_exact_one) {
  const World world = small_world();
  const Plan plan = world.plan({.method = Method::scale});
  EXPECT_EQ(world.text(plan.planned), world.text(world.plan().planned));
  EXPECT_EQ(world.text(plan.planned),
            "bark > fuel 60 lorry\nwarm > cold 400 pipe\nbark disposes of bark 40\n"
            "warm disposes of heat 100\npipe a-b is built\n");
  EXPECT_EQ(plan.status, PlanStatus::optimal);
  EXPECT_NEAR(world.price(plan, "bark"), -90, 1e-6);
  EXPECT_FALSE(has_note(plan, "network.stopped"));
}

/// Two offers of the first half of the year share a shed with room for 50 until the second.
World storing_world(const std::string& settings) {
  return make(
      "a 0\n",
      {{"streams",
        "stream_id,direction,resource,unit,present_cost_eur_per_unit,site_id,quantity,profile\n"
        "bark,offer,bark,t/yr,90,a,100,1;0\nfuel,need,bark,t/yr,40,a,60,0;1\n"
        "sludge,offer,sludge,t/yr,60,a,100,1;0\nfeed,need,sludge,t/yr,30,a,60,0;1\n"},
       {"storages",
        "storage_id,name,lifetime_years,status,site_id,resource,capacity_unit,capacity,"
        "loss_percent_per_month\nshed,Shed,10,existing,a,organic,t,50,1\n"}},
      {}, settings);
}

TEST(AtScale, those_who_share_a_room_pay_for_it_in_the_bound) {
  const World world = storing_world(kTwoPeriods);
  const Plan plan = world.plan({.method = Method::scale}), exact = world.plan();
  EXPECT_EQ(world.text(plan.planned), world.text(exact.planned));
  ASSERT_EQ(plan.planned.storages.size(), 1u);
  EXPECT_EQ(plan.planned.storages[0].holdings.size(), 1u);
  EXPECT_LT(plan.gap, 0.01);
}

TEST(AtScale, what_it_cannot_hold_is_named) {
  const World world = small_world();
  EXPECT_THAT(refusal(world, {.objective = Objective::climate}), HasSubstr("climate objective"));
  EXPECT_THAT(refusal(world, {.cap = 3.0 * tonne_co2e / year}), HasSubstr("found 3 t/yr"));
  EXPECT_THAT(
      refusal(storing_world(kSettings + "periods = [2190, 6570]\n")),
      HasSubstr("cannot hold storages that lose other shares in other periods: found shed"));
}

TEST(AtScale, a_run_that_is_cut_short_gives_todays_plan_or_better) {
  const World world = small_world();
  std::stop_source stop;
  NetworkOptions options{.method = Method::scale, .stop = stop.get_token()};
  options.progress = [&](const Standing&) { stop.request_stop(); };  // once today is known
  const Plan plan = world.plan(options);
  EXPECT_EQ(plan.status, PlanStatus::feasible);
  EXPECT_LE(plan.planned.cost.total(), plan.baseline.cost.total());
  EXPECT_TRUE(has_note(plan, "network.stopped_today"));
}

}  // namespace
}  // namespace samspill::network
