#include "network/plan_network.h"

#include <gtest/gtest.h>

#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

/// 100 t of bark at a, disposed of at 90 EUR/t; 60 t bought at b, 10 km away, at 40 EUR/t.
World bark_world(const std::string& more_columns = "", const std::string& offer_cells = "",
                 const std::string& need_cells = "") {
  return make(
      "a 0\nb 10\n",
      {{"streams", "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit" +
                       more_columns + "\nbark,a,offer,bark,100,t/yr,90" + offer_cells +
                       "\nfuel,b,need,bark,60,t/yr,40" + need_cells + "\n"}});
}

// 60 t go at 10 EUR/t (600); 40 t are disposed of at 90 (3600). Today: 100·90 + 60·40 = 11 400.
// One tonne more of bark costs 90; one more of need saves 90 and costs 10 of transport.
TEST(PlanNetwork, an_offer_meets_a_need_at_the_price_of_its_transport) {
  const World world = bark_world();
  const Plan plan = world.plan();
  EXPECT_EQ(plan.status, PlanStatus::optimal);
  EXPECT_EQ(world.text(plan.planned), "bark > fuel 60 lorry\nbark disposes of bark 40\n");
  EXPECT_EQ(world.text(plan.baseline), "bark disposes of bark 100\nfuel buys bark 60\n");
  EXPECT_NEAR(eur(plan.planned.cost.transport), 600, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.disposal), 3600, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.total()), 4200, 1e-6);
  EXPECT_NEAR(eur(plan.baseline.cost.total()), 11400, 1e-6);
  EXPECT_NEAR(tonnes(plan.planned.co2e.transport), 60 * 10 * 0.1e-3, 1e-9);
  EXPECT_NEAR(world.price(plan, "bark"), -90, 1e-6);
  EXPECT_NEAR(world.price(plan, "fuel"), -80, 1e-6);
  EXPECT_NEAR(plan.planned.flows.front().distance.in(kilometre), 10, 1e-6);
}

// Disposal 6 + purchase 3 < transport 10: it stays as it is, and a unit is worth what it costs
// today.
TEST(PlanNetwork, nothing_moves_when_transport_costs_more_than_it_saves) {
  const World world = make("a 0\nb 10\n", {{"streams",
                                            "stream_id,site_id,direction,resource,quantity,unit,"
                                            "present_cost_eur_per_unit\n"
                                            "bark,a,offer,bark,100,t/yr,6\n"
                                            "fuel,b,need,bark,60,t/yr,3\n"}});
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned), "bark disposes of bark 100\nfuel buys bark 60\n");
  EXPECT_EQ(plan.planned, plan.baseline);
  EXPECT_NEAR(world.price(plan, "fuel"), 3, 1e-6);
}

TEST(PlanNetwork, within_one_site_the_way_is_free) {
  const World world = make("a 0\n", {{"streams",
                                      "stream_id,site_id,direction,resource,quantity,unit,"
                                      "present_cost_eur_per_unit\n"
                                      "bark,a,offer,bark,100,t/yr,6\n"
                                      "fuel,a,need,bark,60,t/yr,3\n"}});
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned), "bark > fuel 60\nbark disposes of bark 40\n");
  EXPECT_NEAR(eur(plan.planned.cost.total()), 240, 1e-6);
}

TEST(PlanNetwork, a_link_carries_no_more_than_its_capacity) {
  const World world = make("a 0\nb 10\n", {{"streams",
                                            "stream_id,site_id,direction,resource,quantity,unit,"
                                            "present_cost_eur_per_unit\n"
                                            "bark,a,offer,bark,100,t/yr,90\n"
                                            "fuel,b,need,bark,60,t/yr,40\n"},
                                           {"links",
                                            "from_site,to_site,mode,cost_eur_per_unit,capacity\n"
                                            "a,b,lorry,2,30\n"}});
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "bark > fuel 30 lorry\nbark disposes of bark 70\nfuel buys bark 30\n");
  EXPECT_NEAR(eur(plan.planned.cost.total()), 30 * 2 + 70 * 90 + 30 * 40, 1e-6);
}

TEST(PlanNetwork, neither_stream_reaches_farther_than_it_says) {
  for (const auto& [offer, need] : {std::pair(",9", ","), std::pair(",", ",9")}) {
    const World world = bark_world(",max_distance_km", offer, need);
    EXPECT_TRUE(world.plan().planned.flows.empty());
  }
  EXPECT_EQ(bark_world(",max_distance_km", ",11", ",11").plan().planned.flows.size(), 1u);
}

// Heat of 100 MWh, half in each half-year; a need of 100 MWh, 80 of them in winter: 50 + 20 can be
// used.
TEST(PlanNetwork, heat_that_cannot_wait_serves_only_its_own_period) {
  const std::string streams =
      "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,profile,"
      "storable\n"
      "surplus,a,offer,heat,100,MWh/yr,1,flat,no\n";
  const World world =
      make("a 0\n", {{"streams", streams + "wanted,a,need,heat,100,MWh/yr,30,4;1,no\n"}}, {},
           kTwoPeriods);
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "surplus > wanted 70\nsurplus disposes of heat 30\nwanted buys heat 30\n");
  EXPECT_NEAR(eur(plan.planned.cost.total()), 30 * 1 + 30 * 30, 1e-6);
  EXPECT_EQ(plan.planned.disposals.front().period, 1u);
  EXPECT_EQ(plan.planned.purchases.front().period, 0u);
  // Worth per MWh: need in winter 30, in summer −1 (more would be taken off the surplus), weighted
  // 80 : 20.
  EXPECT_NEAR(world.price(plan, "wanted"), 0.8 * 30 + 0.2 * -1, 1e-6);
}

TEST(PlanNetwork, what_can_be_stored_waits_for_its_period) {
  for (const auto& [offer, need] :
       {std::pair("yes", "no"), std::pair("no", "yes"), std::pair("yes", "yes")}) {
    const World world =
        make("a 0\nb 10\n",
             {{"streams", std::format("stream_id,site_id,direction,resource,quantity,unit,"
                                      "present_cost_eur_per_unit,profile,storable\n"
                                      "bark,a,offer,bark,100,t/yr,90,1;1,{}\n"
                                      "fuel,b,need,bark,100,t/yr,40,4;1,{}\n",
                                      offer, need)}},
             {}, kTwoPeriods);
    const Plan plan = world.plan();
    EXPECT_EQ(world.text(plan.planned), "bark > fuel 100 lorry\n") << offer << need;
    EXPECT_NEAR(eur(plan.planned.cost.total()), 1000, 1e-6);
  }
}

// 1 % lost per km over 10 km: 0.99^10 = 0.904 382 1 arrives.
TEST(PlanNetwork, what_is_lost_on_the_way_does_not_arrive) {
  const World world =
      make("a 0\nb 10\n",
           {{"streams",
             "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
             "surplus,a,offer,heat,100,MWh/yr,0\nwanted,b,need,heat,200,MWh/yr,30\n"}},
           {{"transport", "mode,carries,loss_percent_per_km\nhose,heat,1\n"}});
  const Plan plan = world.plan();
  ASSERT_EQ(plan.planned.flows.size(), 1u);
  EXPECT_NEAR(plan.planned.flows.front().sent.in(unit_amount), 100, 1e-6);
  EXPECT_NEAR(plan.planned.flows.front().received.in(unit_amount), 90.43820750, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.total()), (200 - 90.43820750) * 30, 1e-4);
}

// The pipe costs 10 km · 100 = 1000 EUR a year and saves 20 EUR/MWh: it pays above 50 MWh.
TEST(PlanNetwork, a_pipe_is_built_only_where_it_pays) {
  for (const auto& [wanted, is_built] : {std::pair(49, false), std::pair(51, true)}) {
    const World world =
        make("a 0\nb 10\n",
             {{"streams",
               std::format("stream_id,site_id,direction,resource,quantity,unit,"
                           "present_cost_eur_per_unit\n"
                           "surplus,a,offer,heat,100,MWh/yr,0\nwanted,b,need,heat,{},MWh/yr,20\n",
                           wanted)}});
    const Plan plan = world.plan();
    EXPECT_EQ(world.text(plan.planned),
              is_built ? "surplus > wanted 51 pipe\nsurplus disposes of heat 49\n"
                         "pipe a-b is built\n"
                       : "surplus disposes of heat 100\nwanted buys heat 49\n");
    EXPECT_NEAR(eur(plan.planned.cost.total()), is_built ? 1000 : 980, 1e-4);
    EXPECT_NEAR(eur(plan.planned.cost.investment), is_built ? 1000 : 0, 1e-4);
  }
}

// Two takers at one site of 30 MWh each: neither pays a pipe of 1000 EUR alone (600 < 1000), both
// do.
TEST(PlanNetwork, one_pipe_serves_all_takers_of_a_site_in_all_periods) {
  const World world =
      make("a 0\nb 10\n",
           {{"streams",
             "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
             "surplus,a,offer,heat,100,MWh/yr,0\none,b,need,heat,30,MWh/yr,20\n"
             "two,b,need,heat,30,MWh/yr,20\n"}},
           {}, kTwoPeriods);
  const Plan plan = world.plan();
  EXPECT_NEAR(eur(plan.planned.cost.total()), 1000, 1e-4);
  EXPECT_EQ(plan.planned.link_builds.size(), 1u);
}

// One tonne of sludge replaces half a tonne of fertiliser: 40 t of need take 80 t.
TEST(PlanNetwork, a_synergy_counts_its_substitution) {
  const Text synergy = {{"synergies",
                         "synergy_id,offer_resource,need_resource,substitution,max_distance_km\n"
                         "s,sludge,fertiliser,0.5,50\n"}};
  const std::string streams =
      "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
      "sludge,a,offer,sludge,100,t/yr,0\nfertiliser,b,need,fertiliser,40,t/yr,60\n";
  const World near = make("a 0\nb 10\n", {{"streams", streams}}, synergy);
  const Plan plan = near.plan();
  EXPECT_EQ(near.text(plan.planned),
            "sludge > fertiliser 80 lorry\nsludge disposes of sludge 20\n");
  EXPECT_NEAR(eur(plan.planned.cost.total()), 800, 1e-6);
  EXPECT_NEAR(near.price(plan, "fertiliser"), 20, 1e-6);  // 2 t more at 10 EUR of transport
  const World far = make("a 0\nb 51\n", {{"streams", streams}}, synergy);
  EXPECT_TRUE(far.plan().planned.flows.empty());
}

TEST(PlanNetwork, a_broader_need_takes_a_narrower_offer_and_not_the_other_way) {
  const std::string head =
      "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n";
  const World narrower = make("a 0\n", {{"streams", head + "bark,a,offer,bark,10,t/yr,9\n"
                                                           "any,a,need,organic,10,t/yr,9\n"}});
  EXPECT_EQ(narrower.text(narrower.plan().planned), "bark > any 10\n");
  const World broader = make("a 0\n", {{"streams", head + "some,a,offer,organic,10,t/yr,9\n"
                                                          "fuel,a,need,bark,10,t/yr,9\n"}});
  EXPECT_TRUE(broader.plan().planned.flows.empty());
}

TEST(PlanNetwork, heat_too_cold_or_of_unknown_temperature_is_not_sent) {
  const auto world = [](const std::string& offer_quality) {
    return make("a 0\n",
                {{"streams",
                  "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
                  "surplus,a,offer,heat,100,MWh/yr,0\nwanted,a,need,heat,60,MWh/yr,20\n"},
                 {"qualities",
                  "stream_id,property,min,typical,max,unit\n"
                  "wanted,temperature,70,,,°C\n" +
                      offer_quality}});
  };
  EXPECT_TRUE(world("").plan().planned.flows.empty());
  EXPECT_TRUE(world("surplus,temperature,,65,,°C\n").plan().planned.flows.empty());
  EXPECT_EQ(world("surplus,temperature,,75,,°C\n").plan().planned.flows.size(), 1u);
}

// Without a price for ash nothing may be said of its cost: both ash streams stay out, bark goes on.
TEST(PlanNetwork, a_stream_without_a_price_is_left_out_and_named) {
  const World world = make("a 0\n", {{"streams",
                                      "stream_id,site_id,direction,resource,quantity,unit,"
                                      "present_cost_eur_per_unit\n"
                                      "ash,a,offer,ash,10,t/yr,\nfiller,a,need,ash,10,t/yr,5\n"
                                      "bark,a,offer,bark,10,t/yr,7\n"}});
  const Plan plan = world.plan();
  ASSERT_EQ(plan.left_out.size(), 1u);
  EXPECT_EQ(world.data.region[plan.left_out.front()].key, "ash");
  EXPECT_EQ(world.text(plan.planned), "bark disposes of bark 10\nfiller buys ash 10\n");
}

TEST(PlanNetwork, reference_prices_stand_in_and_are_named) {
  const World world =
      make("a 0\n",
           {{"streams",
             "stream_id,site_id,direction,resource,quantity,unit\n"
             "ash,a,offer,ash,10,t/yr\n"}},
           {{"prices", "price_id,kind,resource,value,unit\ndump,disposal,ash,50,EUR/t\n"},
            {"factors", "factor_id,kind,resource,value,unit\ndump-gas,disposal,ash,20,kg/t\n"}});
  const Plan plan = world.plan();
  ASSERT_EQ(plan.planned.disposals.size(), 1u);
  EXPECT_EQ(plan.planned.disposals.front().price_id, "dump");
  EXPECT_EQ(plan.planned.disposals.front().factor_id, "dump-gas");
  EXPECT_NEAR(eur(plan.planned.cost.disposal), 500, 1e-9);
  EXPECT_NEAR(tonnes(plan.planned.co2e.disposal), 0.2, 1e-9);
}

TEST(PlanNetwork, an_unknown_factor_counts_nowhere_and_is_noted) {
  const Plan plan = bark_world().plan();
  ASSERT_EQ(plan.planned.disposals.size(), 1u);
  EXPECT_FALSE(plan.planned.disposals.front().co2e);
  EXPECT_NEAR(tonnes(plan.planned.co2e.disposal), 0, 1e-12);
  EXPECT_TRUE(has_note(plan, "check.factor_unknown"));
}

TEST(PlanNetwork, offers_that_earn_are_not_given_away_for_less) {
  const World world = make("a 0\nb 10\n", {{"streams",
                                            "stream_id,site_id,direction,resource,quantity,unit,"
                                            "present_cost_eur_per_unit\n"
                                            "bark,a,offer,bark,100,t/yr,-35\n"
                                            "fuel,b,need,bark,60,t/yr,40\n"}});
  EXPECT_TRUE(world.plan().planned.flows.empty());  // −35 + 40 < 10
}

TEST(PlanNetwork, of_two_ways_the_cheaper_is_taken_for_each_amount) {
  const Text boat = {{"transport",
                      "mode,carries,cost_eur_per_unit_km,cost_eur_per_unit,capacity\n"
                      "boat,bark,0.1,2,25\n"}};
  const World world = make("a 0\nb 10\n",
                           {{"streams",
                             "stream_id,site_id,direction,resource,quantity,unit,"
                             "present_cost_eur_per_unit\n"
                             "bark,a,offer,bark,100,t/yr,90\nfuel,b,need,bark,60,t/yr,40\n"}},
                           boat);
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "bark > fuel 25 boat\nbark > fuel 35 lorry\nbark disposes of bark 40\n");
  EXPECT_NEAR(eur(plan.planned.cost.transport), 25 * 3 + 35 * 10, 1e-6);
}

TEST(PlanNetwork, beyond_the_limit_each_giver_keeps_its_nearest_and_says_so) {
  const std::string streams =
      "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
      "bark,a,offer,bark,100,t/yr,90\nfar,c,need,bark,60,t/yr,80\nnear,b,need,bark,60,t/yr,40\n";
  const World world = make("a 0\nb 10\nc 30\n", {{"streams", streams}});
  EXPECT_EQ(world.text(world.plan().planned),
            "bark > far 60 lorry\nbark > near 40 lorry\nnear buys bark 20\n");
  const Plan plan = world.plan({.most_pairs = 1});
  EXPECT_EQ(world.text(plan.planned),
            "bark > near 60 lorry\nbark disposes of bark 40\nfar buys bark 60\n");
  EXPECT_TRUE(has_note(plan, "network.nearest_only"));
}

TEST(PlanNetwork, an_empty_region_has_an_empty_plan) {
  const Plan plan =
      make("a 0\n", {{"streams", "stream_id,site_id,direction,resource,unit\n"}}).plan();
  EXPECT_EQ(plan.status, PlanStatus::optimal);
  EXPECT_EQ(plan.planned, NetworkState{});
  EXPECT_EQ(plan.gap, 0);
}

TEST(PlanNetwork, the_plan_is_the_same_on_every_run) {
  const World world = bark_world();
  EXPECT_EQ(world.plan(), world.plan());
}

}  // namespace
}  // namespace samspill::network
