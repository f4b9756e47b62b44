#include <gtest/gtest.h>

#include "base/error.h"
#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

constexpr CarbonPrice operator""_eur_per_t(unsigned long long value) {
  return static_cast<double>(value) * euro / tonne_co2e;
}

/// 100 t of bark, disposal 4 EUR and 50 kg/t; fuel of 60 t bought at 5 EUR and 100 kg/t, 10 km
/// away: carrying costs 10 EUR and 1 kg/t. A tonne carried costs 1 EUR more than today and saves
/// 149 kg. Paper: 100 t at c, 20 km away, bought at 1 EUR and 200 kg/t: 15 EUR dearer, 248 kg less.
World climate_world(const std::string& settings = kSettings) {
  return make("a 0\nb 10\nc 20\n",
              {{"streams",
                "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,"
                "present_co2e_kg_per_unit\n"
                "bark,a,offer,bark,100,t/yr,4,50\nfuel,b,need,bark,60,t/yr,5,100\n"
                "paper,c,need,bark,100,t/yr,1,200\n"}},
              {}, settings);
}
constexpr double kNone = 100 * 4 + 60 * 5 + 100 * 1;  // cost when nothing moves
constexpr double kNoneCo2e = (100 * 50 + 60 * 100 + 100 * 200) / 1000.0;

// 1 EUR per 0.149 t: worth it above 6.71 EUR/t. 15 EUR per 0.248 t: above 60.5 EUR/t.
TEST(PlanOptions, the_carbon_price_switches_the_plan) {
  const World world = climate_world();
  const auto text = [&](CarbonPrice price) {
    return world.text(world.plan({.carbon_price = price}).planned);
  };
  EXPECT_EQ(text(6_eur_per_t),
            "bark disposes of bark 100\nfuel buys bark 60\npaper buys bark 100\n");
  EXPECT_EQ(text(7_eur_per_t),
            "bark > fuel 60 lorry\nbark disposes of bark 40\npaper buys bark 100\n");
  EXPECT_EQ(text(61_eur_per_t),
            "bark > fuel 60 lorry\nbark > paper 40 lorry\npaper buys bark 60\n");
  // Above 14 EUR per 0.099 t = 141.4 EUR/t paper comes before fuel.
  EXPECT_EQ(text(142_eur_per_t), "bark > paper 100 lorry\nfuel buys bark 60\n");
  const Plan plan = world.plan({.carbon_price = 7_eur_per_t});
  EXPECT_NEAR(tonnes(plan.planned.co2e.total()), kNoneCo2e - 60 * 0.149, 1e-9);
  EXPECT_NEAR(eur(plan.planned.cost.carbon), 7 * (kNoneCo2e - 60 * 0.149), 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.total()), kNone + 60 + 7 * (kNoneCo2e - 60 * 0.149), 1e-6);
  EXPECT_NEAR(eur(plan.baseline.cost.total()), kNone + 7 * kNoneCo2e, 1e-6);
}

TEST(PlanOptions, the_carbon_price_is_that_of_the_year) {
  const World world = climate_world(kSettings + "carbon_price_eur_per_t = {2025 = 6, 2030 = 7}\n" +
                                    "planning_years = [2025, 2030]\n");
  EXPECT_TRUE(world.plan().planned.flows.empty());
  EXPECT_EQ(world.plan({.year = 2030}).planned.flows.size(), 1u);
  EXPECT_TRUE(world.plan({.carbon_price = 0_eur_per_t, .year = 2030}).planned.flows.empty());
}

// 4.47 t less than today are half of the fuel's 8.94 t: 30 t carried, 30 EUR dearer.
TEST(PlanOptions, a_cap_is_kept_at_least_cost) {
  const World world = climate_world();
  const Co2eFlow cap = (kNoneCo2e - 4.47) * tonne_co2e / year;
  const Plan plan = world.plan({.cap = cap});
  EXPECT_EQ(plan.status, PlanStatus::optimal);
  EXPECT_NEAR(tonnes(plan.planned.co2e.total()), tonnes(cap), 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.total()), kNone + 30, 1e-4);
  EXPECT_EQ(plan.planned.flows.size(), 1u);
}

// Least: 100 t to paper, 24.8 t less.
TEST(PlanOptions, a_cap_out_of_reach_is_infeasible_and_says_what_is_possible) {
  const World world = climate_world();
  const Plan plan = world.plan({.cap = (kNoneCo2e - 24.9) * tonne_co2e / year});
  EXPECT_EQ(plan.status, PlanStatus::infeasible);
  EXPECT_EQ(plan.planned, NetworkState{});
  EXPECT_NEAR(eur(plan.baseline.cost.total()), kNone, 1e-6);
  const auto note = std::ranges::find(plan.notes, "network.cap_out_of_reach", &Remark::key);
  ASSERT_NE(note, plan.notes.end());
  EXPECT_EQ(note->arguments, (std::vector<std::string>{"6.1", "6.2"}));
}

TEST(PlanOptions, the_climate_objective_emits_least_whatever_it_costs) {
  const World world = climate_world();
  const Plan plan = world.plan({.objective = Objective::climate});
  EXPECT_EQ(plan.status, PlanStatus::optimal);
  EXPECT_EQ(world.text(plan.planned), "bark > paper 100 lorry\nfuel buys bark 60\n");
  EXPECT_NEAR(tonnes(plan.planned.co2e.total()), kNoneCo2e - 24.8, 2e-3);
}

// Bark that emits nothing either way: the climate does not mind, so cost decides.
TEST(PlanOptions, of_plans_that_emit_alike_the_climate_objective_takes_the_cheapest) {
  const World world =
      make("a 0\n", {{"streams",
                      "stream_id,site_id,direction,resource,quantity,unit,"
                      "present_cost_eur_per_unit,present_co2e_kg_per_unit\n"
                      "bark,a,offer,bark,100,t/yr,4,0\nfuel,a,need,bark,60,t/yr,5,0\n"}});
  EXPECT_EQ(world.text(world.plan({.objective = Objective::climate}).planned),
            "bark > fuel 60\nbark disposes of bark 40\n");
}

// Burning gives off 120 kg/t: with it a tonne to fuel saves 29 kg, worth it above 34.5 EUR/t.
TEST(PlanOptions, what_the_new_use_gives_off_counts) {
  const World world =
      make("a 0\nb 10\n",
           {{"streams",
             "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,"
             "present_co2e_kg_per_unit\n"
             "bark,a,offer,bark,100,t/yr,4,50\nfuel,b,need,bark,60,t/yr,5,100\n"}},
           {{"factors", "factor_id,kind,resource,value,unit\nburnt,process,bark,120,kg/t\n"}});
  EXPECT_TRUE(world.plan({.carbon_price = 34_eur_per_t}).planned.flows.empty());
  const Plan plan = world.plan({.carbon_price = 35_eur_per_t});
  ASSERT_EQ(plan.planned.flows.size(), 1u);
  EXPECT_EQ(plan.planned.flows.front().use_factor_id, "burnt");
  EXPECT_NEAR(tonnes(plan.planned.co2e.use), 7.2, 1e-9);
  EXPECT_NEAR(tonnes(plan.planned.co2e.total()), 11 - 60 * 0.029, 1e-9);
}

TEST(PlanOptions, a_site_that_is_left_away_takes_its_streams_with_it) {
  const World world = climate_world();
  const NetworkOptions options{.carbon_price = 61_eur_per_t, .without = {world.site("b")}};
  const Plan plan = world.plan(options);
  EXPECT_EQ(world.text(plan.planned), "bark > paper 100 lorry\n");
  EXPECT_EQ(world.text(plan.baseline), "bark disposes of bark 100\npaper buys bark 100\n");
}

// From the cheapest (nothing moves) to the cleanest (100 t to paper): first fuel at 1 EUR per 0.149
// t (up to 8.94 t), then paper of the remaining 40 t at 15 per 0.248 t (9.92 t), then paper instead
// of fuel at 14 per 0.099 t (5.94 t): 24.8 t in all.
TEST(PlanOptions, the_pareto_front_runs_from_cheapest_to_cleanest) {
  const World world = climate_world();
  const auto front = pareto(world.data.region, world.data.reference, {}, 5);
  ASSERT_EQ(front.size(), 5u);
  const auto cost_of_saving = [](double saved) {
    return kNone + std::min(saved, 8.94) / 0.149 +
           15 * std::clamp(saved - 8.94, 0.0, 9.92) / 0.248 +
           14 * std::max(saved - 18.86, 0.0) / 0.099;
  };
  for (std::size_t i = 0; i < front.size(); ++i) {
    const double saved = 24.8 * static_cast<double>(i) / 4;
    EXPECT_NEAR(tonnes(front[i].co2e), kNoneCo2e - saved, 2e-3) << i;
    EXPECT_NEAR(eur(front[i].cost), cost_of_saving(saved), 0.3) << i;
    EXPECT_EQ(front[i].plan.status, PlanStatus::optimal);
    EXPECT_EQ(front[i].plan.baseline, front.front().plan.baseline);
  }
}

TEST(PlanOptions, a_front_without_conflict_is_one_point) {
  const World world =
      make("a 0\n", {{"streams",
                      "stream_id,site_id,direction,resource,quantity,unit,"
                      "present_cost_eur_per_unit,present_co2e_kg_per_unit\n"
                      "bark,a,offer,bark,100,t/yr,4,50\nfuel,a,need,bark,60,t/yr,5,100\n"}});
  EXPECT_EQ(pareto(world.data.region, world.data.reference, {}, 5).size(), 1u);
  EXPECT_TRUE(pareto(world.data.region, world.data.reference, {}, 0).empty());
}

// Two plans of equal cost: the first point is the one that emits less.
TEST(PlanOptions, the_cheapest_point_is_the_cleanest_of_its_equals) {
  const World world = make("a 0\nb 10\n", {{"streams",
                                            "stream_id,site_id,direction,resource,quantity,unit,"
                                            "present_cost_eur_per_unit,present_co2e_kg_per_unit\n"
                                            "bark,a,offer,bark,100,t/yr,4,50\n"
                                            "fuel,b,need,bark,60,t/yr,6,100\n"}});
  const auto front = pareto(world.data.region, world.data.reference, {}, 3);
  ASSERT_EQ(front.size(), 1u);
  EXPECT_NEAR(tonnes(front.front().co2e), 11 - 60 * 0.149, 1e-6);
}

TEST(PlanOptions, progress_runs_from_nothing_to_all) {
  std::vector<double> seen;
  NetworkOptions options;
  options.progress = [&](const Standing& standing) { seen.push_back(standing.share); };
  const World world = climate_world();
  world.plan(options);
  ASSERT_FALSE(seen.empty());
  EXPECT_TRUE(std::ranges::is_sorted(seen));
  EXPECT_NEAR(seen.back(), 1, 1e-12);
  seen.clear();
  pareto(world.data.region, world.data.reference, options, 4);
  EXPECT_TRUE(std::ranges::is_sorted(seen));
  EXPECT_LE(seen.back(), 1 + 1e-12);
}

ErrorKind kind_of_failure(const World& world, const NetworkOptions& options) {
  try {
    world.plan(options);
  } catch (const Error& error) {
    return error.kind;
  }
  return ErrorKind::invalid;  // it did not fail
}

TEST(PlanOptions, a_run_stopped_at_once_has_no_plan) {
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(kind_of_failure(climate_world(), {.stop = source.get_token()}), ErrorKind::unavailable);
}

// The baseline is done at the first word of progress; what comes after is cut short.
TEST(PlanOptions, a_run_stopped_after_the_baseline_gives_todays_state) {
  const World world = climate_world();
  for (const Objective objective : {Objective::cost, Objective::climate}) {
    std::stop_source source;
    NetworkOptions options{.objective = objective, .stop = source.get_token()};
    options.progress = [&](const Standing&) { source.request_stop(); };
    const Plan plan = world.plan(options);
    EXPECT_EQ(plan.status, PlanStatus::feasible);
    EXPECT_EQ(plan.planned, plan.baseline);
    EXPECT_EQ(plan.gap, 1);
    EXPECT_TRUE(has_note(plan, "network.stopped_today"));
  }
}

TEST(PlanOptions, a_run_stopped_before_the_cap_is_kept_has_no_plan) {
  std::stop_source source;
  NetworkOptions options{.cap = (kNoneCo2e - 4.47) * tonne_co2e / year, .stop = source.get_token()};
  options.progress = [&](const Standing&) { source.request_stop(); };
  EXPECT_EQ(kind_of_failure(climate_world(), options), ErrorKind::unavailable);
}

TEST(PlanOptions, a_front_that_is_cut_short_keeps_what_is_done) {
  std::stop_source source;
  NetworkOptions options{.stop = source.get_token()};
  options.progress = [&](const Standing& standing) {
    if (standing.share > 0.7) source.request_stop();
  };
  const World world = climate_world();
  const auto front = pareto(world.data.region, world.data.reference, options, 9);
  EXPECT_GT(front.size(), 2u);
  EXPECT_LT(front.size(), 9u);
  EXPECT_TRUE(std::ranges::is_sorted(front, {}, &ParetoPoint::cost));
}

}  // namespace
}  // namespace samspill::network
