#include "network/resilience.h"

#include <gtest/gtest.h>
#include <random>

#include "base/error.h"
#include "network/bill_shares.h"
#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

Resilience resilience_of(const World& world, const ResilienceOptions& options = {}) {
  const Plan plan = world.plan(options.plan);
  return find_resilience(world.data.region, world.data.reference, plan, options);
}

const Failure& loss_of(const World& world, const Resilience& found, std::string_view site) {
  return *std::ranges::find(found.failures, Lost(world.site(site)), &Failure::lost);
}

World bark() {
  return make("a 0\nb 10\nc 40\n",
              {{"streams",
                "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
                "waste,a,offer,bark,100,t/yr,90\nfuel,b,need,bark,60,t/yr,40\n"
                "far,c,need,bark,60,t/yr,-80\n"}});
}

// 60 t/yr go 10 km: 600 of transport. The far taker is paid 80 to take bark, so nothing goes there.
TEST(Resilience, the_loss_of_a_giver_a_taker_and_a_way_cost_what_they_do) {
  const World world = bark();
  const Resilience found = resilience_of(world);
  EXPECT_NEAR(eur(found.benefit), 7200, 1e-6);
  ASSERT_EQ(found.failures.size(), 3);
  EXPECT_TRUE(found.is_complete);
  EXPECT_EQ(found.untouched, 1);
  const Failure &way = found.failures[0], &taker = found.failures[1], &giver = found.failures[2];
  ASSERT_TRUE(std::holds_alternative<UsedWay>(way.lost));
  EXPECT_NEAR(eur(way.cost), 60 * 90 + 60 * 40 - 600, 1e-6);
  EXPECT_EQ(std::get<UsedWay>(way.lost).to, world.site("b"));
  ASSERT_EQ(way.hits.size(), 2);
  EXPECT_EQ(way.hits[0].site, world.site("a"));
  EXPECT_NEAR(eur(way.hits[0].cost), 5400, 1e-6);
  EXPECT_NEAR(eur(way.hits[1].cost), 2400, 1e-6);
  EXPECT_NEAR(eur(way.transport), -600, 1e-6);

  EXPECT_EQ(taker.lost, Lost(world.site("b")));
  EXPECT_NEAR(eur(taker.cost), 60 * 90, 1e-6);
  EXPECT_TRUE(taker.stranded.empty());
  EXPECT_EQ(giver.lost, Lost(world.site("a")));
  EXPECT_NEAR(eur(giver.cost), 60 * 40, 1e-6);
  ASSERT_EQ(giver.stranded.size(), 1);
  EXPECT_EQ(world.data.region[giver.stranded[0]].key, "fuel");
  ASSERT_EQ(giver.stopped.size(), 1);
  EXPECT_NEAR(giver.stopped[0].sent.in(unit_amount / year), 60, 1e-6);
}

// The taker's loss costs three quarters of the benefit and strands no need.
TEST(Resilience, a_single_point_costs_more_than_the_share_or_strands_a_need) {
  const World world = bark();
  EXPECT_TRUE(loss_of(world, resilience_of(world, {{}, 0.74}), "b").is_single_point);
  EXPECT_FALSE(loss_of(world, resilience_of(world, {{}, 0.76}), "b").is_single_point);
  EXPECT_TRUE(loss_of(world, resilience_of(world, {{}, 0.76}), "a").is_single_point);
}

// The second giver steps in: it no longer pays 80 EUR/t, and carries for 5.
TEST(Resilience, flows_find_other_ways) {
  const World world =
      make("a 0\nb 10\nc 15\n",
           {{"streams",
             "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
             "waste,a,offer,bark,60,t/yr,90\nfuel,b,need,bark,60,t/yr,40\n"
             "spare,c,offer,bark,60,t/yr,80\n"}});
  const Resilience found = resilience_of(world);
  const Failure& failure = loss_of(world, found, "a");
  EXPECT_NEAR(eur(failure.cost), 60 * 5 - 60 * 80, 1e-6);
  EXPECT_TRUE(failure.stranded.empty());
  EXPECT_FALSE(failure.is_single_point);
  ASSERT_EQ(failure.hits.size(), 1);
  EXPECT_EQ(failure.hits[0].site, world.site("c"));
}

// Boiler b burns what digester d makes of a's sludge; both are built, and stay paid when a is lost.
TEST(Resilience, what_is_built_stays_paid_and_stands_idle) {
  const World world =
      make("a 0\nd 1\n",
           {{"streams",
             "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
             "muck,a,offer,sludge,100,t/yr,60\nwarm,d,need,heat,80,MWh/yr,50\n"},
            {"processes",
             "process_id,name,capacity_unit,lifetime_years,status,sites,capacity_min,capacity_max,"
             "capex_fixed_eur,capex_eur_per_capacity,opex_fixed_eur_per_year,opex_eur_per_unit\n"
             "burner,Burner,t/yr,10,candidate,d,,,10000,,7,2\n"},
            {"process_flows",
             "process_id,direction,resource,amount,unit\nburner,in,sludge,1,t\n"
             "burner,out,heat,0.8,MWh\nburner,out,loss,1,t\n"}});
  const Resilience found = resilience_of(world);
  const Failure& failure = loss_of(world, found, "a");
  // Its heat is bought again; running it at 2 EUR/t is saved, its capital is
  // not.
  EXPECT_NEAR(eur(failure.cost), 80 * 50 - 100 * 2, 1e-6);
  ASSERT_EQ(failure.idle.size(), 1);
  EXPECT_EQ(world.name(failure.idle[0]), "burner@d");
  EXPECT_EQ(failure.stranded.size(), 1);
}

// With nothing to build, the plan without a site is the same question.
TEST(Resilience, a_lost_site_costs_what_the_plan_without_it_says) {
  std::mt19937 random(3);
  const auto between = [&](int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random);
  };
  int compared = 0, rerouted = 0;
  for (int round = 0; round < 60; ++round) {
    std::string places;
    for (int i = 0; i < 6; ++i) places += std::format("s{} {}\n", i, between(0, 60));
    std::string streams =
        "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,storable,"
        "profile\n";
    const char* resources[] = {"bark", "sludge", "organic"};
    for (int i = 0; i < 14; ++i) {
      const bool offers = between(0, 1) == 0;
      streams += std::format(
          "x{},s{},{},{},{},t/yr,{},{},{};{}\n", i, between(0, 5), offers ? "offer" : "need",
          resources[between(offers ? 0 : 1, offers ? 1 : 2)], between(1, 100), between(-5, 70),
          between(0, 2) == 0 ? "yes" : "no", between(1, 4), between(1, 4));
    }
    const World world = make(places, {{"streams", streams}}, {}, kTwoPeriods);
    const Plan plan = world.plan();
    const Resilience found = find_resilience(world.data.region, world.data.reference, plan, {});
    for (const Failure& failure : found.failures) {
      const auto* site = std::get_if<SiteId>(&failure.lost);
      if (site == nullptr) continue;
      const BillShares before = share_bill(world.data.region, plan.planned, {});
      const Plan without = world.plan({.without = {*site}});
      const double others = eur(plan.planned.cost.total() - before.sites[site->index()].cost -
                                before.carriage[site->index()].cost);
      ASSERT_NEAR(others + eur(failure.cost), eur(without.planned.cost.total()), 1e-3) << round;
      ++compared;
      rerouted += failure.stranded.empty() && failure.hits.size() > 1;
    }
  }
  EXPECT_GT(compared, 150);
  EXPECT_GT(rerouted, 50);
}

TEST(Resilience, a_stop_returns_what_is_done) {
  const World world = bark();
  const Plan plan = world.plan();
  std::stop_source source;
  ResilienceOptions options;
  options.plan.stop = source.get_token();
  options.plan.progress = [&](const Standing&) { source.request_stop(); };
  const Resilience found = find_resilience(world.data.region, world.data.reference, plan, options);
  EXPECT_FALSE(found.is_complete);
  EXPECT_EQ(found.failures.size(), 1);
}

TEST(Resilience, a_cap_is_refused) {
  const World world = bark();
  const Plan plan = world.plan();
  const ResilienceOptions options{{.cap = 1.0 * tonne_co2e / year}};
  EXPECT_THROW(find_resilience(world.data.region, world.data.reference, plan, options), Error);
}

}  // namespace
}  // namespace samspill::network
