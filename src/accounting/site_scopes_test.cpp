#include "accounting/site_scopes.h"

#include <algorithm>
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounting/check_scopes.h"
#include "accounting/initiative_ledger.h"
#include "accounting/make_ledger.h"
#include "accounting/plan_builder_test.h"
#include "accounting/standards.h"

namespace samspill::accounting {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::PlanBuilder;

constexpr Co2eFlow kTonnes = tonne_co2e / year;

std::string shown(const std::optional<Co2eFlow>& flow) {
  return flow ? std::format("{:.6g}", flow->in(kTonnes)) : "unknown";
}

/// 100 t of bark leave the mill's disposal for a boiler that burns 300 MWh of gas today.
struct BarkForGas {
  BarkForGas() {
    build.recourse(plan.baseline, build.stream("bark"), 100);
    build.recourse(plan.baseline, build.stream("gas"), 300);
    build.flow(plan.planned, build.stream("bark"), build.stream("gas"), 100);
    build.recourse(plan.planned, build.stream("gas"), 75);
    PlanBuilder::finish(plan);
  }

  Ledger ledger(ReferenceScenario reference = ReferenceScenario::today) {
    return make_ledger(world.region, world.reference, plan, {.reference = reference});
  }
  std::vector<ScopeLine> lines(ReferenceScenario reference = ReferenceScenario::today) {
    return make_site_scopes(world.region, world.reference, plan, ledger(reference),
                            reference::GwpSet::ar6);
  }
  /// "a scope_3.5 calculated 2 -2 0 0": site, account, basis, without, change, with, bought less.
  std::vector<std::string> texts(const std::vector<ScopeLine>& lines) {
    std::vector<std::string> out;
    for (const ScopeLine& line : lines) {
      out.push_back(std::format(
          "{} {}{} {} {} {} {} {}", world.region[line.site].key, word(line.place.account),
          line.place.category == 0 ? "" : std::format(".{}", line.place.category),
          word(line.basis()), shown(line.without()), shown(line.change), shown(line.with()),
          shown(line.bought_less)));
    }
    return out;
  }
  void report(std::size_t site, double tonnes, Origin origin, std::optional<int> scope,
              const std::string& gas = "CO2") {
    world.region.emissions.push_back({.site = SiteId(site),
                                      .year = 2020,
                                      .gas = gas,
                                      .amount = tonnes * tonne,
                                      .origin = origin,
                                      .scope = scope});
  }

  formats::Dataset world = testing::three_sites();
  PlanBuilder build{world};
  Plan plan;
};

TEST(SiteScopes, each_entry_stands_in_its_account_and_what_is_bought_less_beside_it) {
  BarkForGas world;
  EXPECT_THAT(
      world.texts(world.lines()),
      ElementsAre("a scope_3.4 unknown unknown 0.1 unknown 0", "a scope_3.5 calculated 2 -2 0 0",
                  "b scope_1 calculated 60.6 0 15.15 -45.45",
                  "b outside_scopes unknown unknown 1.35 unknown 0"));
  EXPECT_THAT(check_scopes(world.world.region, &world.plan, world.ledger(), world.lines()),
              IsEmpty());
}

TEST(SiteScopes, what_a_site_reports_stands_for_what_is_calculated) {
  BarkForGas world;
  world.report(1, 70, Origin::fossil, 1);
  world.report(1, 1, Origin::process, std::nullopt, "CH4");
  world.report(1, 5, Origin::biogenic, 1);
  world.report(0, 9, Origin::mixed, 3);
  EXPECT_THAT(world.texts(world.lines()), ElementsAre("a scope_3 reported 9 -1.9 7.1 0",
                                                      "b scope_1 reported 97.9 0 unknown -45.45",
                                                      "b outside_scopes reported 5 1.35 6.35 0"));
  EXPECT_THAT(check_scopes(world.world.region, &world.plan, world.ledger(), world.lines()),
              IsEmpty());
}

TEST(SiteScopes, of_what_operates_today_the_reported_figure_is_the_one_with_it) {
  BarkForGas world;
  world.report(0, 9, Origin::mixed, 3);
  EXPECT_THAT(world.texts(world.lines(ReferenceScenario::without_exchanges)),
              Contains("a scope_3 reported 10.9 -1.9 9 0"));
}

TEST(SiteScopes, a_figure_below_zero_is_a_credit_and_no_emission) {
  BarkForGas world;
  for (Recourse& row : world.plan.baseline.disposals) row.co2e = -*row.co2e;
  world.plan.baseline.co2e = {};
  world.plan.planned.co2e = {};
  PlanBuilder::finish(world.plan);
  const auto lines = world.lines();
  const auto waste = std::ranges::find(lines, AccountPlace{Account::scope_3, 5}, &ScopeLine::place);
  EXPECT_NEAR(waste->credits.in(kTonnes), -2, 1e-9);
  EXPECT_NEAR(waste->change.in(kTonnes), 2, 1e-9);
  EXPECT_FALSE(waste->calculated || waste->without() || waste->with()) << "no level follows";
  EXPECT_THAT(check_scopes(world.world.region, &world.plan, world.ledger(), lines), IsEmpty());
}

TEST(SiteScopes, a_reported_figure_smaller_than_its_change_gives_no_level) {
  BarkForGas world;
  world.report(0, 1, Origin::mixed, 3);
  EXPECT_THAT(world.texts(world.lines()), Contains("a scope_3 reported 1 -1.9 unknown 0"));
}

TEST(SiteScopes, changes_of_all_sites_add_up_to_the_balance) {
  BarkForGas world;
  Co2eFlow change, apart;
  for (const ScopeChange& sum : changes_by_account(world.lines())) {
    change += sum.change;
    apart += sum.bought_less;
  }
  EXPECT_NEAR(change.in(kTonnes), -0.55, 1e-9);
  EXPECT_NEAR(apart.in(kTonnes), -45.45, 1e-9);
}

TEST(CheckScopes, a_comparative_claim_inside_a_scope_is_refused) {
  BarkForGas world;
  auto lines = world.lines();
  const auto boiler = std::ranges::find(lines, AccountPlace{Account::scope_1}, &ScopeLine::place);
  // The site's sum stays the same: only what stands apart tells.
  std::swap(boiler->change, boiler->bought_less);
  const auto faults = check_scopes(world.world.region, &world.plan, world.ledger(), lines);
  EXPECT_THAT(faults, Contains(HasSubstr("the changes in all scopes: -47.35 t CO2e a year")));
  EXPECT_THAT(faults, Contains(HasSubstr("what is bought less: 0 t CO2e a year against -45.45")));
}

TEST(CheckScopes, lines_that_are_lost_or_below_zero_are_refused) {
  BarkForGas world;
  auto lines = world.lines();
  lines[1].calculated = -2.0 * kTonnes;  // and 2 t less
  EXPECT_THAT(check_scopes(world.world.region, &world.plan, world.ledger(), lines),
              Contains(HasSubstr("a: -4 t stand in scope_3, an emission is never below zero")));
  lines = world.lines();
  lines.erase(lines.begin() + 1);
  EXPECT_THAT(check_scopes(world.world.region, &world.plan, world.ledger(), lines),
              Contains(HasSubstr("what is calculated at a: 2 t CO2e a year against 0")));
}

TEST(InitiativeScopes, cut_the_emitters_scope_1_and_keep_removals_apart) {
  BarkForGas world;
  world.report(0, 900, Origin::fossil, 1);
  world.world.region.initiatives = {{.key = "i-1", .emitter = SiteId(0)},
                                    {.key = "i-2", .site = SiteId(1)}};
  const Ledger ledger = make_initiative_ledger(
      world.world.region,
      std::vector<InitiativeCut>{{InitiativeId(0), 2035, 65.0 * kTonnes, 150.0 * kTonnes},
                                 {InitiativeId(1), 2035, 7.0 * kTonnes}});
  const auto lines = make_initiative_scopes(world.world.region, world.world.reference, ledger,
                                            reference::GwpSet::ar6);
  EXPECT_THAT(world.texts(lines), ElementsAre("a scope_1 reported 900 -65 835 0",
                                              "a removal unknown unknown -150 unknown 0",
                                              "b no_site unknown unknown -7 unknown 0"));
  EXPECT_THAT(check_scopes(world.world.region, nullptr, ledger, lines), IsEmpty());
}

TEST(Standards, comparative_claims_are_those_of_the_balance_and_no_others) {
  BarkForGas world;
  const Ledger ledger = world.ledger();
  const auto claims = comparative_claims(ledger);
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_NEAR(claims.front()->co2e->in(kTonnes), ledger.balance.avoided.in(kTonnes), 1e-12);
  const Standards standards = make_standards(world.world.region, world.world.reference, world.plan,
                                             ledger, {}, reference::GwpSet::ar6);
  EXPECT_EQ(standards.projects.size(), 1u);
  EXPECT_THAT(standards.initiative_scopes, IsEmpty());
}

}  // namespace
}  // namespace samspill::accounting
