#include "network/robust_plan.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "base/error.h"
#include "base/temporary_folder.h"
#include "network/check_builds.h"
#include "network/check_state.h"
#include "network/plan_world_test.h"
#include "network/scenario_regions.h"

namespace samspill::network {
namespace {

using namespace testing;

/// 200 MWh/yr of heat that costs nothing, a need of 100 that buys at 20 EUR, 10 km of pipe between
/// them at 1000 EUR/yr, and a chance that the giver closes.
World heat(double closing, const std::string& more = "") {
  return make("a 0\nb 10\n",
              {{"streams",
                "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
                "waste,a,offer,heat,200,MWh/yr,0\nhouses,b,need,heat,100,MWh/yr,20\n"},
               {"scenarios", std::format("scenario_id,name,probability\nusual,R,{}\n"
                                         "closing,C,{}\n",
                                         1 - closing, closing)},
               {"scenario_changes",
                "scenario_id,change,site_id,factor,stream_id,direction,resource,mode,process_id\n"
                "closing,closing,a,,,,,,\n" +
                    more}});
}

RobustPlan plan_of(const World& world, const RiskTerms& terms = {}) {
  return plan_scenarios(world.data.region, world.data.reference, {{.gap = 0}, terms});
}

// Built: 1000 as recorded, 3000 after the closing. Not built: 2000 either way.
TEST(RobustPlan, a_pipe_is_built_while_its_giver_is_likely_enough_to_stay) {
  const RobustPlan likely = plan_of(heat(0.4));
  EXPECT_EQ(likely.status, PlanStatus::optimal);
  EXPECT_EQ(likely.builds.links.size(), 1);
  EXPECT_NEAR(eur(likely.planned.expected), 0.6 * 1000 + 0.4 * 3000, 1e-6);
  EXPECT_NEAR(eur(likely.planned.worst_part), 3000, 1e-6);
  EXPECT_NEAR(eur(likely.if_known.expected), 0.6 * 1000 + 0.4 * 2000, 1e-6);
  EXPECT_NEAR(eur(likely.worth_of_knowing()), 400, 1e-6);
  EXPECT_NEAR(eur(likely.worth_of_scenarios().value()), 0, 1e-6);
  EXPECT_EQ(likely.outcomes[1].plan.planned.link_builds.size(), 1) << "idle, and still paid";
}

// The mean offer of 80 MWh pays for the pipe: 20·20 + 1000 < 2000. The scenarios do not.
TEST(RobustPlan, what_suits_the_mean_may_suit_no_scenario) {
  const RobustPlan plan = plan_of(heat(0.6));
  EXPECT_EQ(plan.builds, Builds{});
  EXPECT_EQ(plan.mean_builds.links.size(), 1);
  EXPECT_NEAR(eur(plan.planned.objective), 2000, 1e-6);
  EXPECT_NEAR(eur(plan.for_mean->objective), 0.4 * 1000 + 0.6 * 3000, 1e-6);
  EXPECT_NEAR(eur(plan.worth_of_scenarios().value()), 200, 1e-6);
  EXPECT_NEAR(eur(plan.worth_of_knowing()), 400, 1e-6);
}

TEST(RobustPlan, caution_pays_on_average_for_a_better_worst_case) {
  const RobustPlan plan = plan_of(heat(0.4), {0.5, 0.9});
  EXPECT_EQ(plan.builds, Builds{});
  EXPECT_NEAR(eur(plan.planned.objective), 2000, 1e-6);
  EXPECT_NEAR(eur(plan.for_expected->expected), 1800, 1e-6);
  EXPECT_NEAR(eur(plan.for_expected->worst_part), 3000, 1e-6);
}

TEST(RobustPlan, what_stands_today_stands_in_every_scenario_at_no_cost) {
  World world = heat(0.6, "usual,price,,3,,,,pipe,\n");
  world.data.region.exchanges = {{.key = "x",
                                  .offer = StreamId(0),
                                  .giver_site = world.site("a"),
                                  .resource = world.data.region.streams[0].resource,
                                  .need = StreamId(1),
                                  .process_site = {},
                                  .stage = Stage::operating,
                                  .quantity = 100.0 * unit_amount / year}};
  const RobustPlan plan = plan_of(world);
  EXPECT_EQ(plan.builds, Builds{});
  EXPECT_NEAR(eur(plan.planned.expected), 0.6 * 2000, 1e-6);
  EXPECT_NEAR(eur(plan.today.expected), 0.6 * 2000, 1e-6);
}

TEST(RobustPlan, a_region_without_scenarios_and_what_money_does_not_settle_are_refused) {
  World world = heat(0.5);
  const auto kind_of = [&](const NetworkOptions& options) {
    try {
      plan_scenarios(world.data.region, world.data.reference, {options, {}});
    } catch (const Error& error) {
      return error.kind;
    }
    return ErrorKind::internal;
  };
  EXPECT_EQ(kind_of({.objective = Objective::climate}), ErrorKind::invalid);
  EXPECT_EQ(kind_of({.cap = 1.0 * tonne_co2e / year}), ErrorKind::invalid);
  world.data.region.scenarios.clear();
  EXPECT_EQ(kind_of({}), ErrorKind::invalid);
}

TEST(RobustPlan, the_file_for_other_solvers_names_scenarios) {
  const World world = heat(0.4);
  const samspill::TemporaryFolder folder;
  const auto path = folder.path() / "model.lp";
  write_scenarios(world.data.region, world.data.reference, {{}, {0.5, 0.9}}, path);
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_TRUE(text.str().contains("connect.a.b.heat.pipe")) << text.str();
  EXPECT_TRUE(text.str().contains("buy.houses.heat.p1.closing"));
  EXPECT_TRUE(text.str().contains("send.waste.houses.heat.pipe.p1.usual"));
  EXPECT_TRUE(text.str().contains("beyond_threshold.closing"));
}

World bark(const std::string& changes) {
  return make("a 0\nb 10\n",
              {{"streams",
                "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
                "waste,a,offer,bark,100,t/yr,90\nfuel,b,need,bark,60,t/yr,40\n"},
               {"scenarios", "scenario_id,name,probability\nonly,O,1\n"},
               {"scenario_changes",
                "scenario_id,change,factor,stream_id,resource,direction,mode,site_id\n" + changes}},
              {}, kSettings + "carbon_price_eur_per_t = 100.0\n");
}

// 60 t go 10 km at 1 EUR and 0.1 kg per t and km, 40 t are disposed of.
TEST(RobustPlan, each_kind_of_change_costs_what_it_must) {
  const auto cost = [](const std::string& changes) {
    return eur(plan_of(bark(changes)).planned.expected);
  };
  EXPECT_NEAR(cost(""), 600 + 6 + 3600, 1e-6);
  EXPECT_NEAR(cost("only,price,2,,,,lorry,\n"), 1200 + 6 + 3600, 1e-6);
  EXPECT_NEAR(cost("only,price,2,waste,,,,\n"), 600 + 6 + 7200, 1e-6);
  EXPECT_NEAR(cost("only,price,2,,organic,,,\n"), 600 + 6 + 7200, 1e-6);
  EXPECT_NEAR(cost("only,price,2,,organic,,,\nonly,price,0.5,waste,,,,\n"), 4206, 1e-6);
  EXPECT_NEAR(cost("only,quantity,0.8,,bark,offer,,\n"), 600 + 6 + 1800, 1e-6);
  EXPECT_NEAR(cost("only,quantity,0.5,,,,,b\n"), 300 + 3 + 6300, 1e-6);
  EXPECT_NEAR(cost("only,carbon_price,3,,,,,\n"), 600 + 18 + 3600, 1e-6);
}

TEST(RobustPlan, prices_of_the_tables_change_for_processes_too) {
  World world = bark("only,price,2,,power,,,\n");
  const auto scenario = scenario_regions(world.data.region, world.data.reference).front();
  const std::vector<double>& factors = scenario.region.circumstances.prices;
  EXPECT_EQ(factors[world.data.reference.find_resource_id("power").index()], 2);
  EXPECT_EQ(factors[world.data.reference.find_resource_id("heat").index()], 1);
}

TEST(RobustPlan, the_mean_region_has_the_means) {
  const World world = heat(0.25, "usual,price,,2,,,heat,,\n");
  const ScenarioRegion mean = mean_region(world.data.region, world.data.reference);
  EXPECT_NEAR(mean.region.streams[0].quantity.in(unit_amount / year), 150, 1e-9);
  EXPECT_NEAR(mean.region.streams[1].present_cost->in(euro / unit_amount), 35, 1e-9);
}

TEST(CheckBuilds, builds_that_no_scenario_needs_or_that_one_does_not_have_are_found) {
  const World world = heat(0.4);
  const RobustPlan plan = plan_of(world);
  const auto regions = scenario_regions(world.data.region, world.data.reference);
  const auto violations = [&](const Builds& builds) {
    const Region* all[] = {&regions[0].region, &regions[1].region};
    const NetworkState* states[] = {&plan.outcomes[0].plan.planned, &plan.outcomes[1].plan.planned};
    return check_builds(all, states, builds).violations.size();
  };
  EXPECT_EQ(violations(plan.builds), 0);
  Builds more = plan.builds;
  more.links[{world.site("b"), world.site("a"), {}, {}}] = {};
  EXPECT_EQ(violations(more), 1);

  const auto broken = [&](const NetworkState& state, const Builds& shared) {
    return check_state(regions[1].region, world.data.reference,
                       reference::Carriages(regions[1].region, world.data.reference), state, {}, {},
                       &shared)
        .violations.size();
  };
  NetworkState idle = plan.outcomes[1].plan.planned;
  EXPECT_EQ(broken(idle, plan.builds), 0);
  EXPECT_GT(broken(idle, {}), 0) << "what others do not share";
  idle.cost.investment -= idle.link_builds[0].investment;
  idle.link_builds.clear();
  EXPECT_GT(broken(idle, plan.builds), 0) << "idle, but to be paid";
}

}  // namespace
}  // namespace samspill::network
