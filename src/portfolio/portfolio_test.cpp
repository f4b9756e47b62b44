#include "portfolio/portfolio.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "base/error.h"
#include "base/file.h"
#include "portfolio/questions.h"
#include "tests/support/world.h"

namespace samspill::portfolio {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kColumns =
    "initiative_id,name,stage,start_year,capex_meur,opex_meur_per_year,cut_kt_per_year_likely,";

struct World {
  std::string initiatives = "initiative_id,name\n";
  std::string targets = "scope,base_year,base_kt,year,target_kt\nall,2025,100,2026,60\n";
  std::string emissions = "site_id,year,gas,tonnes\n";
  std::string more_settings = "planning_years = [2026, 2027]\n";

  Region read() const {
    return testing::make_world(
               "name = \"test\"\nbase_year = 2025\ndiscount_rate = 0.0\n" + more_settings,
               {{"sites", "site_id,name,country,latitude_deg,longitude_deg\nworks,W,NO,63,10\n"},
                {"streams", "stream_id,site_id,direction,resource,quantity,unit\n"},
                {"initiatives", initiatives},
                {"targets", targets},
                {"emissions", emissions}},
               {{"resources", "resource_id,broader,unit,state\nbark,,t,solid\n"}})
        .region;
  }
};

/// "a 2026, c 2026"
std::string chosen(const Region& region, const Portfolio& portfolio) {
  std::vector<std::string> words;
  for (const Chosen& one : portfolio.chosen) {
    words.push_back(region[one.initiative].key + " " + std::to_string(one.start_year));
  }
  std::ranges::sort(words);
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

double planned(const Portfolio& portfolio, int in_year) {
  for (const PathYear& one : portfolio.path) {
    if (one.year == in_year) return one.planned.in(kilotonne_co2e / year);
  }
  return -1e9;
}

const World kThree = {.initiatives = kColumns +
                                     "probability\n"
                                     "a,A,idea,,0,3,30,0.5\n"
                                     "b,B,idea,,0,8,40,0.9\n"
                                     "c,C,idea,,0,1,20,0.5\n"};

TEST(Portfolio, meets_the_target_at_least_cost) {
  const Region region = kThree.read();
  const Portfolio found = choose(region, {});
  EXPECT_EQ(chosen(region, found), "a 2026, c 2026");
  EXPECT_NEAR(found.cost.in(million_euro), 8, 1e-6);
  EXPECT_TRUE(found.is_met());
  EXPECT_NEAR(planned(found, 2027), 50, 1e-6);
}

TEST(Portfolio, starts_in_the_year_it_is_held_to_or_not_at_all) {
  const Region region = kThree.read();
  const InitiativeId a(0), b(1);
  EXPECT_EQ(chosen(region, choose(region, {.starts = {{b, 2026}}})), "a 2026, c 2026");
  const Portfolio late = choose(region, {.starts = {{a, 2027}}});
  EXPECT_EQ(chosen(region, late), "b 2026");
  const Portfolio never = choose(region, {.starts = {{a, 2031}}});
  EXPECT_EQ(never.not_ranked, (std::vector<NotRanked>{{a, Unranked::not_in_its_year}}));
  World running = kThree;
  running.initiatives += "d,D,operating,2026,0,0,1,\n";
  try {
    choose(running.read(), {.starts = {{InitiativeId(3), 2027}}});
    FAIL() << "was moved";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "d cannot be moved to 2027: it operates already");
  }
}

TEST(Portfolio, moves_before_and_after_the_years_of_its_row) {
  World world = kThree;
  world.initiatives = kColumns + "latest_start_year\na,A,idea,2027,0,3,50,2027\n";
  const Region region = world.read();
  EXPECT_EQ(chosen(region, choose(region, {})), "a 2027");
  EXPECT_EQ(chosen(region, choose(region, {.starts = {{InitiativeId(0), 2026}}})), "a 2026");
}

TEST(Portfolio, tells_captured_from_other_cuts) {
  World world = kThree;
  world.initiatives = kColumns +
                      "measure,removal_share\n"
                      "a,A,idea,,0,3,30,capture,\n"
                      "b,B,idea,,0,8,40,,0.75\n"
                      "c,C,idea,,0,1,20,,\n";
  world.targets = "scope,base_year,base_kt,year,target_kt\nall,2025,100,2026,0\n";
  const Region region = world.read();
  const Portfolio found = choose(region, {});
  EXPECT_EQ(chosen(region, found), "a 2026, b 2026, c 2026");
  EXPECT_NEAR(found.path.front().cut.in(kilotonne_co2e / year), 60, 1e-6);
  EXPECT_NEAR(found.path.front().captured.in(kilotonne_co2e / year), 40, 1e-6);
}

TEST(Portfolio, left_out_means_left_out) {
  const Region region = kThree.read();
  const Portfolio found = choose(region, {.without = {InitiativeId(0)}});
  EXPECT_EQ(chosen(region, found), "b 2026");
  EXPECT_THAT(found.not_ranked, ElementsAre(NotRanked{InitiativeId(0), Unranked::left_out}));
}

TEST(Portfolio, starts_no_earlier_than_the_target_asks_and_charges_what_is_used) {
  World world = kThree;
  world.targets = "scope,base_year,base_kt,year,target_kt\nall,2025,100,2030,60\n";
  world.initiatives = kColumns + "lifetime_years\na,A,idea,,100,0,50,10\n";
  world.more_settings = "planning_years = [2026, 2031]\n";
  const Region region = world.read();
  const Portfolio found = choose(region, {});
  EXPECT_EQ(chosen(region, found), "a 2030");
  EXPECT_NEAR(found.cost.in(million_euro), 20, 1e-6);  // two of ten years of use
  EXPECT_NEAR(found.capex.in(million_euro), 100, 1e-6);
}

TEST(Portfolio, without_a_stated_cost_an_initiative_is_listed_and_never_free) {
  World world;
  world.initiatives = kColumns +
                      "probability\n"
                      "no-capex,N,idea,,,1,50,1\n"
                      "no-opex,N,idea,,1,,50,1\n"
                      "no-cut,N,idea,,1,1,,1\n"
                      "stated,S,idea,,900,90,40,1\n";
  const Region region = world.read();
  const Portfolio found = choose(region, {});
  EXPECT_EQ(chosen(region, found), "stated 2026");
  EXPECT_THAT(found.not_ranked, ElementsAre(NotRanked{InitiativeId(0), Unranked::cost_unknown},
                                            NotRanked{InitiativeId(1), Unranked::cost_unknown},
                                            NotRanked{InitiativeId(2), Unranked::cut_unknown}));
}

TEST(Portfolio, what_needs_an_initiative_that_cannot_be_chosen_cannot_either) {
  World world;
  world.initiatives = kColumns +
                      "needs\n"
                      "plant,P,idea,,0,1,50,pipe\n"
                      "pipe,P,idea,,,1,0,\n"
                      "over,O,ended,,0,1,50,\n";
  const Region region = world.read();
  const Portfolio found = choose(region, {});
  EXPECT_THAT(found.chosen, IsEmpty());
  EXPECT_THAT(found.not_ranked, ElementsAre(NotRanked{InitiativeId(0), Unranked::need_unranked},
                                            NotRanked{InitiativeId(1), Unranked::cost_unknown},
                                            NotRanked{InitiativeId(2), Unranked::ended}));
}

TEST(Portfolio, cuts_at_an_emitter_never_add_up_to_more_than_it_emits) {
  World world;
  world.targets = "scope,base_year,base_kt,year,target_kt\nall,2025,1000,2026,700\n";
  world.emissions = "site_id,year,gas,tonnes\nworks,2020,CO2,999000\nworks,2024,CO2,200000\n";
  world.initiatives = kColumns +
                      "emitter_id\n"
                      "capture,C,idea,,0,1,180,works\n"
                      "biocarbon,B,idea,,0,1,60,works\n";
  const Portfolio found = choose(world.read(), {});
  EXPECT_NEAR(planned(found, 2026), 800, 1e-6);
  EXPECT_NEAR(found.missed.in(kilotonne_co2e), 200, 1e-3);
}

TEST(Portfolio, overlapping_initiatives_count_the_same_tonne_once) {
  World world;
  world.targets = "scope,base_year,base_kt,year,target_kt\nall,2025,100,2026,0\n";
  world.initiatives = kColumns +
                      "overlaps\n"
                      "large,L,idea,,0,1,40,\n"
                      "small,S,idea,,0,1,30,large\n"
                      "other,O,idea,,0,1,20,large\n";
  const Portfolio two = choose(world.read(), {.without = {InitiativeId(2)}});
  EXPECT_NEAR(planned(two, 2026), 60, 1e-6);
  // Without the larger one the two smaller ones share nothing, also where it could be chosen.
  EXPECT_NEAR(planned(choose(world.read(), {}), 2026), 50, 1e-6);
  const Portfolio rest = choose(world.read(), {.without = {InitiativeId(0)}});
  EXPECT_NEAR(planned(rest, 2026), 50, 1e-6);
  const Portfolio alone = choose(world.read(), {.without = {InitiativeId(0), InitiativeId(2)}});
  EXPECT_NEAR(planned(alone, 2026), 70, 1e-6);
}

TEST(Portfolio, what_each_counts_towards_the_target_adds_up_to_the_cut_of_every_year) {
  World world;
  world.initiatives = kColumns + "overlaps,removal_share,ramp_up_years\n" +
                      "a,A,idea,2026,0,3,30,,,1\nb,B,idea,2026,0,1,20,a,,\n" +
                      "c,C,idea,2026,0,1,20,,0.5,\n";
  const Portfolio made = choose(world.read(), {});
  ASSERT_EQ(made.chosen.size(), 3u);
  for (std::size_t t = 0; t < made.path.size(); ++t) {
    Co2eFlow sum;
    for (const Chosen& one : made.chosen) sum += one.towards_target.at(t);
    EXPECT_NEAR(sum.in(kilotonne_co2e / year),
                (made.path[t].baseline - made.path[t].planned).in(kilotonne_co2e / year), 1e-6);
  }
  EXPECT_NEAR(made.path.back().planned.in(kilotonne_co2e / year), 60, 1e-6);
}

TEST(Portfolio, all_who_need_shared_infrastructure_stay_within_its_capacity) {
  World world;
  world.targets = "scope,base_year,base_kt,year,target_kt\nall,2025,100,2026,0\n";
  world.initiatives = kColumns +
                      "needs,capacity_kt_per_year\n"
                      "pipe,P,idea,,10,1,0,,50\n"
                      "one,O,idea,,0,1,40,pipe,\n"
                      "two,T,idea,,0,1,40,pipe,\n";
  EXPECT_NEAR(planned(choose(world.read(), {}), 2026), 50, 1e-6);
}

TEST(Portfolio, a_budget_that_binds_delays_and_the_shortage_says_so) {
  World world;
  world.initiatives = kColumns +
                      "staff_person_years\n"
                      "a,A,idea,,10,0,20,4\n"
                      "b,B,idea,,10,0,20,4\n";
  const Region region = world.read();
  const Options poor{.budget = 10 * million_euro};
  const Portfolio found = choose(region, poor);
  EXPECT_NEAR(planned(found, 2026), 80, 1e-6);
  EXPECT_NEAR(planned(found, 2027), 60, 1e-6);
  EXPECT_FALSE(found.is_met());
  const Shortage why = shortage(region, poor, found);
  EXPECT_NEAR(why.missed.in(kilotonne_co2e), 20, 1e-3);
  EXPECT_NEAR(why.without_budget->in(kilotonne_co2e), 0, 1e-3);
  EXPECT_FALSE(why.with_unknown);
  EXPECT_NEAR(planned(choose(region, {.staff = 4}), 2026), 80, 1e-6);
}

TEST(Portfolio, building_years_come_before_the_start) {
  World world;
  world.initiatives = kColumns + "build_years\na,A,idea,,10,0,40,1\n";
  const Portfolio found = choose(world.read(), {});
  EXPECT_EQ(found.chosen.front().start_year, 2027);
  EXPECT_NEAR(found.path.front().invested.in(million_euro), 10, 1e-6);
}

TEST(Portfolio, what_ran_before_the_last_known_figure_is_in_it) {
  World world;
  world.targets =
      "scope,base_year,base_kt,year,target_kt,baseline_kt\n"
      "all,2015,100,2020,,90\nall,2015,100,2026,60,\n";
  world.initiatives = kColumns +
                      "probability\n"
                      "old,O,operating,2018,,,15,1\n"
                      "new,N,operating,2022,,,30,1\n"
                      "when,W,operating,,,,30,1\n";
  const Region region = world.read();
  const Portfolio found = choose(region, {});
  EXPECT_EQ(chosen(region, found), "new 2022");
  EXPECT_TRUE(found.chosen.front().is_operating);
  EXPECT_EQ(found.cost, Money{});
  EXPECT_NEAR(planned(found, 2026), 60, 1e-6);
  EXPECT_THAT(found.not_ranked, ElementsAre(NotRanked{InitiativeId(0), Unranked::in_baseline},
                                            NotRanked{InitiativeId(2), Unranked::start_unknown}));
}

TEST(Portfolio, stored_biogenic_carbon_counts_only_where_the_target_says_so) {
  World world;
  world.initiatives = kColumns + "removal_share\na,A,idea,,0,1,40,0.75\n";
  const Portfolio apart = choose(world.read(), {});
  EXPECT_NEAR(planned(apart, 2026), 90, 1e-6);
  EXPECT_NEAR(apart.path.front().removed.in(kilotonne_co2e / year), 30, 1e-6);
  world.targets =
      "scope,base_year,base_kt,year,target_kt,counts_removals\nall,2025,100,2026,60,yes\n";
  EXPECT_NEAR(planned(choose(world.read(), {}), 2026), 60, 1e-6);
}

TEST(Portfolio, a_target_holds_until_the_next_and_the_baseline_is_a_line) {
  World world;
  world.more_settings = "planning_years = [2026]\n";
  world.targets =
      "scope,base_year,base_kt,year,target_kt,baseline_kt\n"
      "all,2025,100,2027,95,\nall,2025,100,2029,-5,80\n";
  const Portfolio found = choose(world.read(), {});
  std::string path;
  for (const PathYear& one : found.path) {
    path += std::format(
        "{}: {:.0f} {}; ", one.year, one.baseline.in(kilotonne_co2e / year),
        one.target ? std::format("{:.0f}", one.target->in(kilotonne_co2e / year)) : "-");
  }
  EXPECT_EQ(path, "2026: 95 -; 2027: 90 95; 2028: 85 95; 2029: 80 -5; ");
}

TEST(Portfolio, a_target_of_the_options_takes_the_place_of_the_tables) {
  const Region region = kThree.read();
  const Portfolio found = choose(region, {.targets = {{2026, 80 * kilotonne_co2e / year}}});
  EXPECT_EQ(chosen(region, found), "c 2026");
}

TEST(Portfolio, asks_for_a_scope_that_has_a_target_and_a_baseline) {
  const auto message = [](const World& world, const Options& options) {
    try {
      choose(world.read(), options);
      return std::string("nothing was thrown");
    } catch (const Error& error) {
      return std::string(error.what());
    }
  };
  EXPECT_THAT(message(kThree, {.scope = "al"}), HasSubstr("did you mean \"all\"?"));
  World none = kThree;
  none.targets = "scope,base_year,base_kt,year,target_kt\nall,2025,,2026,60\n";
  EXPECT_THAT(message(none, {}), HasSubstr("no scope with both a target_kt and a base_kt"));
}

TEST(Portfolio, carbon_saved_can_pay_for_what_no_target_asks) {
  World world = kThree;
  world.targets = "scope,base_year,base_kt,year,target_kt\nall,2025,100,2026,100\n";
  const Region region = world.read();
  EXPECT_THAT(choose(region, {}).chosen, IsEmpty());
  const Portfolio found = choose(region, {.carbon_price = 150 * euro / tonne_co2e});
  EXPECT_EQ(chosen(region, found), "a 2026, c 2026");  // at 100 and 50 EUR per t; b costs 200
}

TEST(PortfolioModel, can_be_written_for_other_solvers) {
  const std::filesystem::path file =
      std::filesystem::path(::testing::TempDir()) / "samspill-portfolio.lp";
  write_model(kThree.read(), {}, file);
  const std::string text = read_file(file);
  EXPECT_THAT(text, HasSubstr("target_2026"));
  EXPECT_THAT(text, HasSubstr("a_by_2026"));
  std::filesystem::remove(file);
}

TEST(PortfolioOdds, follow_from_probabilities_and_prerequisites) {
  World world;
  world.initiatives = kColumns + "probability,needs\na,A,idea,,0,1,40,0.7,p\np,P,idea,,0,1,0,1,\n";
  const Region region = world.read();
  const Portfolio found = choose(region, {});
  const Odds sure = odds(region, {}, found, {.seed = 7, .trials = 20'000});
  EXPECT_NEAR(*sure.years.front().met, 0.7, 0.01);
  EXPECT_NEAR(sure.years.front().mean.in(kilotonne_co2e / year), 72, 0.5);
  EXPECT_NEAR(sure.all_met, 0.7, 0.01);
  const Odds again = odds(region, {}, found, {.seed = 7, .trials = 20'000});
  EXPECT_EQ(sure.all_met, again.all_met);
  world.initiatives =
      kColumns + "probability,needs\na,A,idea,,0,1,40,0.7,p\np,P,idea,,0,1,0,0.5,\n";
  const Odds doubtful = odds(world.read(), {}, found, {.trials = 20'000});
  EXPECT_NEAR(doubtful.all_met, 0.35, 0.01);
}

TEST(PortfolioOdds, follow_from_low_and_high_and_say_what_states_no_probability) {
  World world;
  world.initiatives = kColumns +
                      "cut_kt_per_year_low,cut_kt_per_year_high\n"
                      "a,A,idea,,0,1,40,20,60\n";
  const Region region = world.read();
  const Portfolio found = choose(region, {});
  const Odds even = odds(region, {}, found, {.trials = 20'000});
  EXPECT_NEAR(even.all_met, 0.5, 0.015);
  EXPECT_NEAR(even.years.front().low.in(kilotonne_co2e / year), 100 - 60 + 20 * std::sqrt(0.2),
              0.5);
  EXPECT_THAT(even.without_probability, ElementsAre(InitiativeId(0)));
}

TEST(PortfolioQuestions, regret_is_what_the_best_of_the_rest_costs_or_misses_more) {
  const Region region = kThree.read();
  const Portfolio found = choose(region, {});
  const std::vector<Regret> without = regrets(region, {}, found);
  ASSERT_EQ(without.size(), 2u);  // without a or c it is b alone: 8 a year in place of 4
  for (const Regret& regret : without) {
    EXPECT_NEAR(regret.cost.in(million_euro), 8, 1e-6);
    EXPECT_NEAR(regret.missed.in(tonne_co2e), 0, 1);
  }
}

TEST(PortfolioQuestions, a_tonne_more_costs_what_the_best_portfolio_for_it_costs_more) {
  World world = kThree;
  world.initiatives = kColumns + "probability\na,A,idea,,0,3,40,1\nc,C,idea,,0,1,20,1\n";
  const Region region = world.read();
  const Portfolio found = choose(region, {});
  EXPECT_EQ(chosen(region, found), "a 2026");
  // 1 % of 40 kt asks for c: 1 million EUR a year for 0.4 kt.
  EXPECT_NEAR(marginal_cost(region, {}, found)->in(euro / tonne_co2e), 2500, 1);
  const Portfolio most = choose(region, {.targets = {{2026, 40 * kilotonne_co2e / year}}});
  EXPECT_FALSE(marginal_cost(region, {.targets = {{2026, 40 * kilotonne_co2e / year}}}, most));
}

TEST(PortfolioQuestions, the_curve_knows_what_overlaps_and_the_naive_one_does_not) {
  World world;
  world.initiatives = kColumns +
                      "overlaps,needs\n"
                      "large,L,idea,,0,4,40,,pipe\n"
                      "small,S,idea,,0,1,20,large,\n"
                      "pipe,P,idea,,0,6,0,,\n";
  const Region region = world.read();
  const std::vector<CurveStep> curve = cost_curve(region, {}, 2);
  ASSERT_EQ(curve.size(), 2u);
  EXPECT_THAT(curve[0].added, ElementsAre(InitiativeId(1)));
  EXPECT_NEAR(curve[0].step.in(euro / tonne_co2e), 50, 0.1);
  // The larger one brings 20 kt more only, needs the pipe, and makes the smaller one superfluous:
  // (4 + 6 − 1) million EUR for 20 kt.
  EXPECT_THAT(curve[1].added, ElementsAre(InitiativeId(0), InitiativeId(2)));
  EXPECT_THAT(curve[1].dropped, ElementsAre(InitiativeId(1)));
  EXPECT_NEAR(curve[1].step.in(euro / tonne_co2e), 450, 0.1);
  const std::vector<NaiveStep> naive = naive_curve(region, {});
  ASSERT_EQ(naive.size(), 2u);
  EXPECT_NEAR(naive[1].own_cost.in(euro / tonne_co2e), 100, 0.1);
}

TEST(PortfolioQuestions, prices_change_the_choice) {
  World world;
  world.more_settings += "carbon_price_eur_per_t = 60\n";
  world.initiatives = kColumns +
                      "electricity_gwh_per_year\n"
                      "electric,E,idea,,0,4,40,100\n"
                      "other,O,idea,,0,5,40,\n";
  const Region region = world.read();
  const std::vector<PriceCase> cases = price_cases(region, {}, 20 * euro / megawatt_hour);
  ASSERT_EQ(cases.size(), 5u);
  EXPECT_EQ(chosen(region, cases[0].portfolio), "electric 2026");
  EXPECT_EQ(chosen(region, cases[3].portfolio), "other 2026");  // 2 million EUR a year dearer
  EXPECT_NEAR(cases[1].carbon_saved.in(million_euro), 2 * 40 * 0.06, 1e-6);
}

TEST(PortfolioTurns, are_where_the_best_costs_of_two_portfolios_meet) {
  World world = kThree;
  world.targets = "scope,base_year,base_kt,year,target_kt\nall,2025,100,2026,100\n";
  const Region region = world.read();
  const Turns found = turns(region, {});
  // Nothing is asked for, so each comes in where a tonne saves what it costs: 50, 100, 200 EUR.
  ASSERT_EQ(found.carbon.size(), 3u);
  const std::array<double, 3> prices = {50, 100, 200};
  const std::array<std::size_t, 3> who = {2, 0, 1};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found.carbon[i].price.in(euro / tonne_co2e), prices[i], 1e-6);
    EXPECT_THAT(found.carbon[i].added, ElementsAre(InitiativeId(who[i])));
    EXPECT_THAT(found.carbon[i].dropped, IsEmpty());
  }
  EXPECT_THAT(found.electricity, IsEmpty());
}

TEST(PortfolioTurns, name_what_dearer_electricity_drives_out) {
  World world;
  world.initiatives = kColumns +
                      "electricity_gwh_per_year\n"
                      "electric,E,idea,,0,4,40,100\n"
                      "other,O,idea,,0,5,40,\n";
  const Turns found = turns(world.read(), {.carbon_price = 20 * euro / tonne_co2e});
  ASSERT_EQ(found.electricity.size(), 1u);  // 1 million EUR a year for 100 GWh
  EXPECT_NEAR(found.electricity[0].price.in(euro / megawatt_hour), 10, 1e-6);
  EXPECT_THAT(found.electricity[0].added, ElementsAre(InitiativeId(1)));
  EXPECT_THAT(found.electricity[0].dropped, ElementsAre(InitiativeId(0)));
}

TEST(PortfolioTurns, say_what_only_starts_in_another_year) {
  World world;
  world.initiatives = kColumns + "latest_start_year\na,A,idea,2026,0,4,20,2027\n";
  world.targets = "scope,base_year,base_kt,year,target_kt\nall,2025,100,2027,80\n";
  const Turns found = turns(world.read(), {});
  ASSERT_EQ(found.carbon.size(), 1u);
  EXPECT_NEAR(found.carbon[0].price.in(euro / tonne_co2e), 200, 1e-6);
  EXPECT_THAT(found.carbon[0].moved, ElementsAre(InitiativeId(0)));
  EXPECT_THAT(found.carbon[0].added, IsEmpty());
}

TEST(PortfolioQuestions, named_portfolios_stand_beside_the_others) {
  const Region region = kThree.read();
  const Portfolio found = choose(region, {});
  const std::vector<Alternative> beside =
      alternatives(region, {}, found, {{"without A", {.without = {InitiativeId(0)}}}});
  ASSERT_EQ(beside.size(), 2u);
  EXPECT_EQ(beside[1].name, "without A");
  EXPECT_EQ(chosen(region, beside[1].portfolio), "b 2026");
}

TEST(PortfolioQuestions, a_stop_leaves_them_unanswered) {
  const Region region = kThree.read();
  const Portfolio found = choose(region, {});
  const auto ignore = [](double) {};
  EXPECT_TRUE(answer(region, {}, found, {.draw = {.trials = 10}}, ignore));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(answer(region, {.stop = stop.get_token()}, found, {.draw = {.trials = 10}}, ignore));
}

}  // namespace
}  // namespace samspill::portfolio
