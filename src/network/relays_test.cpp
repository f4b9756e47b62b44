// Sites that pass on what arrives, by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "network/plan_world_test.h"
#include "network/resilience.h"

namespace samspill::network {
namespace {

using namespace testing;

const Text kCarts = {
    {"resources", "resource_id,broader,unit,state\ngoods,,t,solid\n"},
    {"transport",
     "mode,carries,cost_eur_per_unit_km,co2e_kg_per_unit_km,loss_percent_per_km,max_km\n"
     "cart,goods,0,0,0,0.001\nlorry,goods,1,2,0,30\nleaky,goods,1,2,1,0.001\n"},
};

/// 100 t at a, wanted at d; the lorry goes 30 km at most.
World line_world(const std::string& links, const std::string& more = "",
                 const std::string& places = "a 0\nb 20\nc 40\nd 60\n") {
  return make(places,
              {{"streams",
                "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,"
                "max_distance_km\n"
                "o,a,offer,goods,100,t/yr,50,\nn,d,need,goods,100,t/yr,40,\n" +
                    more},
               {"links",
                "from_site,to_site,mode,distance_km,cost_eur_per_unit,fixed_eur_per_year,"
                "capacity\n" +
                    links}},
              kCarts);
}

// Lorry to b 20 EUR/t, cart to c 3, cart to d 1: 24 instead of 90.
TEST(Relays, goods_go_on_by_links_alone) {
  const World world = line_world("b,c,cart,20,3,,\nc,d,cart,20,1,,\n");
  const Plan plan = world.plan();
  EXPECT_NEAR(eur(plan.planned.cost.total()), 2400, 1e-6);
  ASSERT_EQ(plan.planned.flows.size(), 1u);
  const PlanFlow& flow = plan.planned.flows.front();
  ASSERT_EQ(flow.legs.size(), 3u);
  EXPECT_EQ(flow.legs[0].to, world.site("b"));
  EXPECT_EQ(flow.legs[2].from, world.site("c"));
  EXPECT_NEAR(flow.distance.in(kilometre), 60, 0.1);
  EXPECT_NEAR(flow.co2e.in(kilogram_co2e), 4000, 1);
  ASSERT_TRUE(plan.proof);
  EXPECT_NEAR(eur(plan.proof->least), 2400, 1e-6);
}

TEST(Relays, a_site_without_a_link_onward_passes_nothing_on) {
  EXPECT_TRUE(line_world("b,c,cart,20,3,,\n").plan().planned.flows.empty());
  EXPECT_TRUE(line_world("c,b,cart,20,3,,\nd,c,cart,20,1,,\n").plan().planned.flows.empty());
}

TEST(Relays, a_site_left_away_passes_nothing_on) {
  const World world = line_world("b,c,cart,20,3,,\nc,d,cart,20,1,,\n");
  EXPECT_TRUE(world.plan({.without = {world.site("c")}}).planned.flows.empty());
}

// From b to c a twentieth-percent-per-km cart loses 1 - 0.99^20 of the goods, disposed of at 50.
TEST(Relays, what_is_lost_on_the_way_to_a_site_is_disposed_of) {
  const World world = line_world("a,b,leaky,20,1,,\nb,d,cart,20,1,,\n");
  const Plan plan = world.plan();
  const double left = std::pow(0.99, 20);
  EXPECT_NEAR(eur(plan.planned.cost.total()),
              100 * (1 + left * 1 + (1 - left) * 50 + (1 - left) * 40), 1e-6);
}

// The builds of two links, 1000 EUR a year in all, pay for 100 t that save 90 each.
TEST(Relays, links_with_a_fixed_cost_are_built_for_what_passes) {
  const Plan plan = line_world("b,c,cart,20,3,600,\nc,d,cart,20,1,400,\n").plan({.gap = 0});
  EXPECT_NEAR(eur(plan.planned.cost.total()), 3400, 1e-6);
  EXPECT_EQ(plan.planned.link_builds.size(), 2u);
  EXPECT_TRUE(line_world("b,c,cart,20,3,6000,\nc,d,cart,20,1,4000,\n")
                  .plan({.gap = 0})
                  .planned.flows.empty());
}

// By carts it is 60 km, by the lorry from c 54; a need takes nothing from further off than 55.
TEST(Relays, the_reach_holds_for_the_whole_way) {
  const World world = line_world("b,c,cart,20,3,,\nc,d,cart,20,1,,\nc,d,lorry,14,9,,\n",
                                 "m,d,need,goods,50,t/yr,70,55\n", "a 0\nb 20\nc 40\nd 50\n");
  EXPECT_EQ(world.text(world.plan().planned), "o > m 50 lorry\no > n 50 cart\nn buys goods 50\n");
}

TEST(Relays, a_round_that_earns_is_an_error) {
  const World world = line_world("b,c,cart,20,3,,\nc,b,cart,20,-4,,\nc,d,cart,20,1,,\n");
  try {
    world.plan();
    ADD_FAILURE() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    EXPECT_THAT(error.what(), ::testing::HasSubstr("c > b > c earns for each unit of goods"));
  }
}

// As for straight ways: the second could not be told apart from the first.
TEST(Relays, of_two_links_by_one_mode_the_first_counts) {
  const World world = line_world("b,c,cart,20,3,,\nb,c,cart,20,2,,\nc,d,cart,20,1,,\n");
  EXPECT_NEAR(eur(world.plan().planned.cost.total()), 2400, 1e-6);
}

// Without c nothing comes through: the giver disposes of 100 at 50, the taker buys 100 at 40, and
// 2400 are not spent on the way.
TEST(Relays, a_lost_site_stops_what_it_passes_on) {
  const World world = line_world("b,c,cart,20,3,,\nc,d,cart,20,1,,\n");
  const Plan plan = world.plan();
  const Resilience found =
      find_resilience(world.data.region, world.data.reference, plan, {.plan = {}});
  ASSERT_EQ(found.failures.size(), 7u);  // four sites, three ways
  for (const Failure& failure : found.failures) {
    if (failure.lost == Lost(world.site("c"))) {
      EXPECT_NEAR(eur(failure.cost), 9000 - 2400, 1e-6);
      EXPECT_EQ(failure.stopped.size(), 1u);
    }
  }
}

}  // namespace
}  // namespace samspill::network
