#include "accounting/check_ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounting/claims.h"
#include "accounting/initiative_ledger.h"
#include "accounting/make_ledger.h"
#include "accounting/plan_builder_test.h"
#include "base/error.h"

namespace samspill::accounting {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::PlanBuilder;

constexpr Co2eFlow kTonnes = tonne_co2e / year;

/// 100 t of bark leave disposal for a boiler that burns gas today: −2 disposal, +0.1 transport,
/// −45.45 production, +1.35 use.
struct BarkForGas {
  BarkForGas() {
    build.recourse(plan.baseline, build.stream("bark"), 100);
    build.recourse(plan.baseline, build.stream("gas"), 300);
    build.flow(plan.planned, build.stream("bark"), build.stream("gas"), 100);
    build.recourse(plan.planned, build.stream("gas"), 75);
    PlanBuilder::finish(plan);
    Exchange record{.key = "x-bark", .offer = build.stream("bark").stream};
    record.giver_site = build.stream("bark").site;
    record.need = build.stream("gas").stream;
    world.region.exchanges.push_back(record);
  }

  Ledger ledger() { return make_ledger(world.region, world.reference, plan, {}); }
  std::vector<std::string> faults(const Ledger& ledger) {
    return check_ledger(world.region, ledger, &plan);
  }

  formats::Dataset world = testing::three_sites();
  PlanBuilder build{world};
  Plan plan;
};

TEST(CheckLedger, a_ledger_as_made_holds) {
  BarkForGas world;
  EXPECT_THAT(world.faults(world.ledger()), IsEmpty());
}

TEST(CheckLedger, an_entry_booked_twice_is_refused_with_both_named) {
  BarkForGas world;
  Ledger ledger = world.ledger();
  ledger.entries.push_back(ledger.entries[2]);
  EXPECT_THAT(world.faults(ledger),
              Contains("the same tonnes are claimed twice: avoided_production of b with a (f2, "
                       "-45.45 t) and avoided_production of b with a (f2, -45.45 t)"));
  EXPECT_THROW(require_sound(world.world.region, ledger, &world.plan), Error);
}

TEST(CheckLedger, claims_of_an_entry_are_the_entry_and_no_more) {
  BarkForGas world;
  Ledger ledger = world.ledger();
  ledger.entries[0].claims[1].share = 0.6;
  EXPECT_THAT(world.faults(ledger), Contains(AllOf(HasSubstr("avoided_disposal of a with b (f1"),
                                                   HasSubstr("sum to 1.1, expected 1"))));
  ledger.entries[0].claims = {{world.build.stream("bark").site, 0.5},
                              {world.build.stream("bark").site, 0.5}};
  EXPECT_THAT(world.faults(ledger), Contains(HasSubstr("a claims it twice")));
  ledger.entries[0].claims = {{world.build.stream("chips").site, 1}};
  EXPECT_THAT(world.faults(ledger), Contains(HasSubstr("c claims it and has no part in it")));
}

TEST(CheckLedger, removals_and_cuts_are_not_mixed) {
  BarkForGas world;
  Ledger ledger = world.ledger();
  ledger.entries[0].kind = EntryKind::stored;
  EXPECT_THAT(world.faults(ledger), Contains(HasSubstr("a removal and a cut are mixed")));
  ledger = world.ledger();
  std::swap(ledger.balance.removed, ledger.balance.avoided);
  EXPECT_THAT(world.faults(ledger), Contains(HasSubstr("the balance's avoided line is 0 t")));
  EXPECT_THAT(world.faults(ledger), Contains(HasSubstr("the balance's removed line is -45.45 t")));
}

TEST(CheckLedger, nothing_avoided_stands_in_a_scope) {
  BarkForGas world;
  Ledger ledger = world.ledger();
  ASSERT_EQ(ledger.entries[2].place, AccountPlace{Account::comparative});
  ledger.entries[2].place = {Account::scope_1};
  EXPECT_THAT(world.faults(ledger),
              Contains(AllOf(HasSubstr("avoided_production of b with a (f2"),
                             HasSubstr("stands in scope_1, expected comparative"))));
  EXPECT_THAT(world.faults(ledger), Contains(HasSubstr("fossil line beside the scopes is -1.9 t")));
  EXPECT_THAT(world.faults(ledger), Contains(HasSubstr("beside the comparative claims is -45.45")));
  ledger = world.ledger();
  ledger.entries[0].place = {Account::comparative};
  EXPECT_THAT(world.faults(ledger),
              Contains(HasSubstr("it stands in comparative, expected a scope")));
  ledger = world.ledger();
  ledger.entries[0].place.category = 0;
  EXPECT_THAT(world.faults(ledger), Contains(HasSubstr("category 0 of scope_3")));
}

TEST(CheckLedger, entries_of_an_exchange_sum_to_its_effect) {
  BarkForGas world;
  Ledger ledger = world.ledger();
  EXPECT_NEAR(ledger.exchanges.front().effect.in(kTonnes), -46.0, 1e-9);
  ledger.entries[1].exchange = {};
  EXPECT_THAT(world.faults(ledger),
              Contains(HasSubstr("the effect of the exchange from a to b is -46")));
}

TEST(CheckLedger, what_is_booked_is_what_the_plan_says_of_each_site) {
  BarkForGas world;
  Ledger ledger = world.ledger();
  // The sum stays the same: only the site tells.
  std::swap(ledger.entries[0].site, ledger.entries[0].counterparty);
  EXPECT_THAT(world.faults(ledger), Contains(HasSubstr("what is booked at a is")));
}

/// The exchange's cut as an initiative's.
Ledger initiative_ledger(BarkForGas& world) {
  Initiative initiative{.key = "i-bark", .name = "Bark", .cut_likely = 40.0 * kTonnes};
  initiative.exchanges = {"x-bark"};
  world.world.region.initiatives = {initiative};
  return make_initiative_ledger(
      world.world.region, std::vector<InitiativeCut>{{InitiativeId(0), 2030, 40.0 * kTonnes}});
}

TEST(CheckCountedOnce, an_exchange_that_an_initiative_names_is_refused_unless_it_says_so) {
  BarkForGas world;
  const Ledger unaware = world.ledger();
  const Ledger initiatives = initiative_ledger(world);
  const auto faults = check_counted_once(world.world.region, unaware, initiatives);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_THAT(faults.front(), AllOf(HasSubstr("exchange x-bark in the plan's ledger (-46 t)"),
                                    HasSubstr("initiative i-bark, which names it (-40 t)")));
  const Ledger aware = world.ledger();
  EXPECT_EQ(aware.exchanges.front().initiatives, std::vector<InitiativeId>{InitiativeId(0)});
  EXPECT_THAT(check_counted_once(world.world.region, aware, initiatives), IsEmpty());
}

TEST(CheckCountedOnce, initiatives_cut_no_more_at_an_emitter_than_it_gives_off) {
  BarkForGas world;
  Region& region = world.world.region;
  const SiteId mill(0);
  region.initiatives = {{.key = "i-1", .emitter = mill}, {.key = "i-2", .emitter = mill}};
  region.emissions = {{.site = mill, .year = 2019, .gas = "CO2", .amount = 900.0 * tonne},
                      {.site = mill, .year = 2023, .gas = "CO2", .amount = 100.0 * tonne}};
  const auto ledger = [&](double second) {
    return make_initiative_ledger(
        region, std::vector<InitiativeCut>{{InitiativeId(0), 2030, 60.0 * kTonnes},
                                           {InitiativeId(1), 2030, second * kTonnes}});
  };
  EXPECT_THAT(check_counted_once(region, {}, ledger(40)), IsEmpty());
  EXPECT_THAT(check_counted_once(region, {}, ledger(50)),
              Contains("i-1 and i-2 cut 110 t a year at a, which gives off 100: some are claimed "
                       "twice"));
}

TEST(InitiativeLedger, keeps_what_is_stored_from_what_is_cut) {
  BarkForGas world;
  world.world.region.initiatives = {{.key = "i-1",
                                     .site = SiteId(1),
                                     .cut_low = 160.0 * kTonnes,
                                     .cut_likely = 215.0 * kTonnes,
                                     .cut_high = 220.0 * kTonnes}};
  const Ledger ledger = make_initiative_ledger(
      world.world.region,
      std::vector<InitiativeCut>{{InitiativeId(0), 2035, 65.0 * kTonnes, 150.0 * kTonnes}});
  ASSERT_EQ(ledger.entries.size(), 2u);
  EXPECT_EQ(ledger.balance.fossil, -65.0 * kTonnes);
  EXPECT_EQ(ledger.balance.removed, -150.0 * kTonnes);
  EXPECT_EQ(ledger.balance.avoided, Co2eFlow{});
  EXPECT_EQ(ledger.entries[1].kind, EntryKind::stored);
  EXPECT_EQ(ledger.entries[1].year, 2035);
  EXPECT_EQ(ledger.entries[1].reference, ReferenceScenario::without_initiatives);
  // 65 / 215 of the triangle's 5 and 95 %: 172.8 and 216.1 kt.
  EXPECT_NEAR(ledger.entries[0].interval->low.in(kTonnes), -65.34, 0.01);
  EXPECT_NEAR(ledger.entries[0].interval->high.in(kTonnes), -52.25, 0.01);
}

}  // namespace
}  // namespace samspill::accounting
