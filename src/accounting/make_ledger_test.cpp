#include "accounting/make_ledger.h"

#include <algorithm>
#include <format>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "accounting/plan_builder_test.h"
#include "base/csv.h"
#include "base/error.h"
#include "tests/support/world.h"

namespace samspill::accounting {
namespace {

using testing::PlanBuilder;

constexpr AmountFlow kUnits = unit_amount / year;
constexpr Co2eFlow kTonnes = tonne_co2e / year;

/// "mill→boiler bark avoided_disposal -100 -2 f1": one line per entry, in the ledger's order.
std::string shown(const formats::Dataset& world, const Ledger& ledger) {
  std::string text;
  for (const LedgerEntry& entry : ledger.entries) {
    text +=
        std::format("{}→{} {} {} {:.6g} {} {}\n", world.region[entry.site].name,
                    entry.counterparty ? world.region[entry.counterparty].name : "-",
                    world.reference[entry.resource].key, word(entry.kind), entry.amount.in(kUnits),
                    entry.co2e ? std::format("{:.6g}", entry.co2e->in(kTonnes)) : "unknown",
                    entry.factor_id.empty() ? "-" : entry.factor_id);
  }
  return text;
}

/// The world of the worked number, and what is written into its two years.
struct World {
  Ledger ledger() {
    PlanBuilder::finish(plan);
    return make_ledger(world.region, world.reference, plan, {});
  }
  std::string lines() { return shown(world, ledger()); }

  formats::Dataset world = testing::three_sites();
  PlanBuilder build{world};
  Plan plan;
  NetworkState& planned = plan.planned;
  NetworkState& today = plan.baseline;
};

TEST(MakeLedger, worked_exchange_of_bark_for_gas) {
  World w;
  w.build.recourse(w.today, w.build.stream("bark"), 100);
  w.build.recourse(w.today, w.build.stream("gas"), 300);
  w.build.flow(w.planned, w.build.stream("bark"), w.build.stream("gas"), 100);
  w.build.recourse(w.planned, w.build.stream("gas"), 75);
  // 10 % is lost on the way: 90 t replace 225 MWh. 20 kg/t, 0.1 kg/(t km), 202 kg/MWh, 15 kg/t.
  EXPECT_EQ(w.lines(),
            "mill→boiler bark avoided_disposal -100 -2 f1\n"
            "mill→boiler bark transport 100 0.1 t1\n"
            "boiler→mill gas avoided_production -225 -45.45 f2\n"
            "boiler→mill bark direct 90 1.35 f3\n");
  const Ledger ledger = make_ledger(w.world.region, w.world.reference, w.plan, {});
  EXPECT_NEAR(ledger.balance.fossil.in(kTonnes), -1.9, 1e-9);
  EXPECT_NEAR(ledger.balance.biogenic.in(kTonnes), 1.35, 1e-9);
  EXPECT_NEAR(ledger.balance.avoided.in(kTonnes), -45.45, 1e-9);
  EXPECT_EQ(ledger.balance.removed, Co2eFlow{});
  EXPECT_NEAR(ledger.total.in(kTonnes), -46.0, 1e-9);
  EXPECT_EQ(ledger.unknown, 0u);
}

TEST(MakeLedger, entries_name_origin_source_and_whether_it_was_read) {
  World w;
  w.build.recourse(w.today, w.build.stream("bark"), 100);
  w.build.recourse(w.today, w.build.stream("bark2"), 80);
  w.build.flow(w.planned, w.build.stream("bark"), w.build.stream("gas"), 100);
  w.build.flow(w.planned, w.build.stream("bark2"), w.build.stream("gas"), 80);
  const Ledger ledger = w.ledger();
  ASSERT_EQ(ledger.entries.size(), 6u);
  const auto expect = [&](std::size_t index, Origin origin, const std::string& source,
                          bool is_verified) {
    EXPECT_EQ(ledger.entries[index].origin, origin) << index;
    EXPECT_EQ(ledger.entries[index].source, source) << index;
    EXPECT_EQ(ledger.entries[index].is_verified, is_verified) << index;
  };
  expect(0, Origin::fossil, "read, 2020", true);      // f1
  expect(1, Origin::mixed, "weighed", true);          // the stream's own figure
  expect(2, Origin::mixed, "DEFRA, 2025", true);      // t1
  expect(4, Origin::biogenic, "guess, 2019", false);  // f3
}

TEST(MakeLedger, several_takers_share_what_is_avoided_by_amount) {
  World w;
  w.build.recourse(w.today, w.build.stream("bark"), 100);
  w.build.recourse(w.today, w.build.stream("chips"), 500);
  w.build.flow(w.planned, w.build.stream("bark"), w.build.stream("gas"), 20);
  w.build.flow(w.planned, w.build.stream("bark"), w.build.stream("chips"), 60);
  w.build.recourse(w.planned, w.build.stream("bark"), 20);
  w.build.recourse(w.planned, w.build.stream("chips"), 446);
  EXPECT_EQ(w.lines(),
            "mill→boiler bark avoided_disposal -20 -0.4 f1\n"
            "mill→boiler bark transport 20 0.02 t1\n"
            "mill→farm bark avoided_disposal -60 -1.2 f1\n"
            "mill→farm bark transport 60 0.06 t1\n"
            "boiler→mill bark direct 18 0.27 f3\n"
            "farm→mill wood avoided_production -54 -0.54 f4\n");
}

TEST(MakeLedger, an_exchange_that_ends_adds_disposal_and_production) {
  World w;
  w.build.flow(w.today, w.build.stream("bark"), w.build.stream("chips"), 100);
  w.build.recourse(w.today, w.build.stream("chips"), 410);
  w.build.recourse(w.planned, w.build.stream("bark"), 100);
  w.build.recourse(w.planned, w.build.stream("chips"), 500);
  EXPECT_EQ(w.lines(),
            "mill→farm bark treatment 100 2 f1\n"
            "mill→farm bark transport -100 -0.1 t1\n"
            "farm→mill wood added_production 90 0.9 f4\n");
  const Ledger ledger = make_ledger(w.world.region, w.world.reference, w.plan, {});
  EXPECT_NEAR(ledger.balance.fossil.in(kTonnes), 2.8, 1e-9);
  EXPECT_EQ(ledger.balance.avoided, Co2eFlow{}) << "more production is no avoided emission";
}

TEST(MakeLedger, moving_an_exchange_changes_transport_and_purchases_alone) {
  World w;
  w.build.flow(w.today, w.build.stream("bark"), w.build.stream("gas"), 100);
  w.build.recourse(w.today, w.build.stream("gas2"), 300);
  w.build.flow(w.planned, w.build.stream("bark"), w.build.stream("gas2"), 100);
  w.build.recourse(w.planned, w.build.stream("gas2"), 75);
  w.build.recourse(w.planned, w.build.stream("gas"), 225);
  EXPECT_EQ(w.lines(),
            "mill→boiler bark transport -100 -0.1 t1\n"
            "mill→farm bark transport 100 0.1 t1\n"
            "boiler→mill gas added_production 225 45.45 f2\n"
            "boiler→mill bark direct -90 -1.35 f3\n"
            "farm→mill gas avoided_production -225 -45.45 f2\n"
            "farm→mill bark direct 90 1.35 f3\n");
  EXPECT_NEAR(w.plan.planned.co2e.total().in(kTonnes), w.plan.baseline.co2e.total().in(kTonnes),
              1e-9);
}

TEST(MakeLedger, unknown_factors_are_listed_and_counted_never_zero) {
  World w;
  w.build.recourse(w.today, w.build.stream("lime"), 60);
  w.build.recourse(w.today, w.build.stream("ash"), 50);
  w.build.flow(w.planned, w.build.stream("ash"), w.build.stream("lime"), 50);
  w.build.recourse(w.planned, w.build.stream("lime"), 35);
  EXPECT_EQ(w.lines(),
            "mill→farm ash avoided_disposal -50 -0.25 f5\n"
            "mill→farm ash transport 50 unknown -\n"
            "farm→mill lime avoided_production -25 unknown -\n");
  const Ledger ledger = make_ledger(w.world.region, w.world.reference, w.plan, {});
  EXPECT_EQ(ledger.unknown, 2u);
  EXPECT_NEAR(ledger.total.in(kTonnes), -0.25, 1e-12);
  EXPECT_NEAR(ledger.balance.biogenic.in(kTonnes), -0.25, 1e-12);
}

TEST(MakeLedger, a_plant_s_residue_and_inputs_belong_to_who_brings_its_main_input) {
  World w;
  const Endpoint plant = w.build.process("plant", "b");
  w.build.recourse(w.today, w.build.stream("bark"), 100);
  w.build.flow(w.planned, w.build.stream("bark"), plant, 100);
  w.build.recourse(w.planned, plant, 9, 0, "gas");
  w.build.recourse(w.planned, plant, 2.7, 0, "ash");
  EXPECT_EQ(w.lines(),
            "mill→boiler bark avoided_disposal -100 -2 f1\n"
            "mill→boiler bark transport 100 0.1 t1\n"
            "boiler→mill ash treatment 2.7 0.0135 f5\n"
            "boiler→mill gas added_production 9 1.818 f2\n");
  const Ledger ledger = make_ledger(w.world.region, w.world.reference, w.plan, {});
  EXPECT_NEAR(ledger.balance.fossil.in(kTonnes), -2 + 0.1 + 1.818, 1e-9);
  EXPECT_NEAR(ledger.exchanges.front().effect.in(kTonnes), -2 + 0.1 + 1.818 + 0.0135, 1e-9);
  EXPECT_EQ(ledger.balance.avoided, Co2eFlow{});
}

TEST(MakeLedger, part_that_no_exchange_explains_has_no_counterparty) {
  World w;
  const Endpoint plant = w.build.process("plant", "b");
  w.build.recourse(w.today, plant, 30, 0, "ash");
  w.build.recourse(w.planned, plant, 10, 0, "ash");
  w.build.flow(w.planned, plant, w.build.stream("lime"), 5, 0, "ash");
  EXPECT_EQ(w.lines(),
            "boiler→farm ash avoided_disposal -5 -0.025 f5\n"
            "boiler→farm ash transport 5 unknown -\n"
            "boiler→- ash avoided_disposal -15 -0.075 f5\n");
}

TEST(MakeLedger, a_flow_explains_only_the_input_and_output_it_belongs_to) {
  World w;
  const Endpoint plant = w.build.process("plant", "b");
  w.build.recourse(w.today, plant, 90, 0, "wood");
  w.build.recourse(w.today, plant, 9, 0, "gas");
  w.build.recourse(w.today, plant, 30, 0, "ash");
  w.build.recourse(w.today, plant, 2, 0, "lime");
  w.build.flow(w.planned, w.build.stream("bark"), plant, 100);
  w.build.flow(w.planned, plant, w.build.stream("lime"), 30, 0, "ash");
  const std::string lines = w.lines();
  EXPECT_NE(lines.find("boiler→mill wood avoided_production -90 -0.9 f4\n"), std::string::npos);
  EXPECT_NE(lines.find("boiler→- gas avoided_production -9 -1.818 f2\n"), std::string::npos)
      << "bark could replace gas elsewhere, but in the plant it stands for wood";
  EXPECT_NE(lines.find("boiler→farm ash avoided_disposal -30 -0.15 f5\n"), std::string::npos);
  EXPECT_NE(lines.find("boiler→- lime avoided_disposal -2 unknown -\n"), std::string::npos);
}

TEST(MakeLedger, reuse_in_house_has_no_transport) {
  World w;
  w.build.recourse(w.today, w.build.stream("bark"), 40);
  w.build.recourse(w.today, w.build.stream("own"), 40);
  w.build.flow(w.planned, w.build.stream("bark"), w.build.stream("own"), 40);
  EXPECT_EQ(w.lines(),
            "mill→mill bark avoided_disposal -40 -0.8 f1\n"
            "mill→mill wood avoided_production -40 -0.4 f4\n");
}

TEST(MakeLedger, own_figures_of_two_streams_stay_two_entries) {
  World w;
  w.build.recourse(w.today, w.build.stream("bark2"), 80);
  w.build.recourse(w.today, w.build.stream("bark3"), 80);
  w.build.flow(w.planned, w.build.stream("bark2"), w.build.stream("chips"), 80);
  w.build.flow(w.planned, w.build.stream("bark3"), w.build.stream("chips"), 80);
  EXPECT_EQ(w.lines(),
            "mill→farm bark avoided_disposal -80 -2.4 stream\n"
            "mill→farm bark avoided_disposal -80 -3.2 stream\n"
            "mill→farm bark transport 80 0.08 t1\n"
            "mill→farm bark transport 80 0.08 t1\n");
}

TEST(MakeLedger, periods_are_added_and_what_cancels_is_left_out) {
  World w;
  w.build.recourse(w.today, w.build.stream("bark"), 50, 0);
  w.build.recourse(w.today, w.build.stream("bark"), 50, 1);
  w.build.recourse(w.planned, w.build.stream("bark"), 70, 0);
  w.build.recourse(w.planned, w.build.stream("bark"), 30, 1);
  EXPECT_EQ(w.lines(), "");
}

TEST(MakeLedger, refuses_totals_that_the_entries_do_not_reach) {
  World w;
  w.build.recourse(w.today, w.build.stream("bark"), 100);
  PlanBuilder::finish(w.plan);
  w.plan.planned.co2e.disposal += 0.001 * kTonnes;
  try {
    make_ledger(w.world.region, w.world.reference, w.plan, {});
    FAIL() << "a tonne was lost";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::internal);
  }
}

TEST(MakeLedger, refuses_an_infeasible_plan) {
  World w;
  EXPECT_THROW(make_ledger(w.world.region, w.world.reference, Plan{}, {}), Error);
}

/// A year with random flows, disposals and purchases.
void fill(const PlanBuilder& build, NetworkState& state, std::mt19937_64& dice) {
  const auto amount = [&] { return static_cast<double>(dice() % 1000) / 7; };
  const auto some = [&] { return dice() % 3 != 0; };
  const Endpoint plant = build.process("plant", "b");
  for (std::size_t period = 0; period < 2; ++period) {
    for (const auto key :
         {"bark", "bark2", "bark3", "ash", "gas", "gas2", "chips", "own", "lime"}) {
      if (some()) build.recourse(state, build.stream(key), amount(), period);
    }
    for (const auto key : {"wood", "gas", "ash"}) {
      if (some()) build.recourse(state, plant, amount(), period, key);
    }
    for (const auto giver : {"bark", "bark2", "bark3"}) {
      for (const auto taker : {"gas", "gas2", "chips", "own"}) {
        if (some()) build.flow(state, build.stream(giver), build.stream(taker), amount(), period);
      }
      if (some()) build.flow(state, build.stream(giver), plant, amount(), period);
    }
    if (some()) build.flow(state, build.stream("ash"), build.stream("lime"), amount(), period);
    if (some()) build.flow(state, plant, build.stream("lime"), amount(), period, "ash");
  }
}

double sum(const Ledger& ledger, auto wanted) {
  double total = 0;
  for (const LedgerEntry& entry : ledger.entries) {
    if (entry.co2e && wanted(entry)) total += entry.co2e->in(kTonnes);
  }
  return total;
}

TEST(MakeLedger, entries_add_up_on_random_plans) {
  const formats::Dataset world = testing::three_sites();
  const PlanBuilder build(world);
  std::size_t most = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    std::mt19937_64 dice(seed);
    Plan plan;
    fill(build, plan.planned, dice);
    fill(build, plan.baseline, dice);
    PlanBuilder::finish(plan);
    const Ledger ledger = make_ledger(world.region, world.reference, plan, {.trials = 10});
    const Co2eFlow change = plan.planned.co2e.total() - plan.baseline.co2e.total();
    EXPECT_NEAR(sum(ledger, [](auto&) { return true; }), change.in(kTonnes), 1e-9);
    EXPECT_NEAR(ledger.total.in(kTonnes), change.in(kTonnes), 1e-9);
    const Co2eBalance& balance = ledger.balance;
    EXPECT_NEAR((balance.fossil + balance.biogenic + balance.removed + balance.avoided).in(kTonnes),
                change.in(kTonnes), 1e-9);
    EXPECT_NEAR(
        balance.avoided.in(kTonnes),
        sum(ledger,
            [](const LedgerEntry& entry) { return entry.kind == EntryKind::avoided_production; }),
        1e-9);
    for (const LedgerEntry& entry : ledger.entries) {
      const bool is_less = entry.amount < AmountFlow{};
      const bool is_avoided =
          entry.kind == EntryKind::avoided_disposal || entry.kind == EntryKind::avoided_production;
      const bool is_added = entry.kind == EntryKind::treatment ||
                            entry.kind == EntryKind::added_production ||
                            entry.kind == EntryKind::purchased_energy;
      EXPECT_TRUE(is_less ? !is_added : !is_avoided);
      // Every tonne is the amount times the factor that is named.
      const std::map<std::string, double> factors{{"f1", 0.020}, {"f2", 0.202}, {"f3", 0.015},
                                                  {"f4", 0.010}, {"f5", 0.005}, {"t1", 0.001}};
      if (factors.contains(entry.factor_id)) {
        EXPECT_NEAR(entry.co2e->in(kTonnes), entry.amount.in(kUnits)*factors.at(entry.factor_id),
                    1e-9);
      }
    }
    most = std::max(most, ledger.entries.size());
    std::ranges::shuffle(plan.planned.flows, dice);
    std::ranges::shuffle(plan.planned.disposals, dice);
    std::ranges::shuffle(plan.baseline.purchases, dice);
    EXPECT_EQ(shown(world, make_ledger(world.region, world.reference, plan, {.trials = 10})),
              shown(world, ledger))
        << "the order of rows is no matter";
  }
  EXPECT_GT(most, 25u);
}

TEST(MakeLedger, entries_say_by_which_ratio_they_replace_what_is_bought) {
  World w;
  w.build.recourse(w.today, w.build.stream("bark"), 100);
  w.build.recourse(w.today, w.build.stream("gas"), 300);
  w.build.flow(w.planned, w.build.stream("bark"), w.build.stream("gas"), 100);
  w.build.recourse(w.planned, w.build.stream("gas"), 75);
  w.build.recourse(w.today, w.build.stream("chips"), 500);
  w.build.flow(w.planned, w.build.stream("bark"), w.build.stream("chips"), 10);
  w.build.recourse(w.planned, w.build.stream("chips"), 491);
  const Ledger ledger = w.ledger();
  std::map<std::string, Substitution> by_resource;
  for (const LedgerEntry& entry : ledger.entries) {
    EXPECT_EQ(entry.substitution.has_value(), entry.kind == EntryKind::avoided_production);
    if (entry.substitution) {
      by_resource[w.world.reference[entry.resource].key] = *entry.substitution;
    }
  }
  EXPECT_EQ(by_resource["gas"], (Substitution{2.5, "s1"}));
  EXPECT_EQ(by_resource["wood"], (Substitution{1, "narrower"}));
}

TEST(MakeLedger, a_factor_of_a_removal_is_booked_as_stored_and_stands_apart) {
  World w;
  Diagnostics diagnostics;
  const auto table = read_csv("factors", "factors.csv",
                              "factor_id,kind,resource,route,country,value,unit,origin,year,source,"
                              "status\nf3,process,bark,R1,,-15,kg/t,removed,2019,read,published\n",
                              diagnostics);
  w.world.reference.add(*table, reference::Status::stated, diagnostics);
  ASSERT_FALSE(diagnostics.has_errors());
  w.build.recourse(w.today, w.build.stream("bark"), 100);
  w.build.flow(w.planned, w.build.stream("bark"), w.build.stream("gas"), 100);
  const Ledger ledger = w.ledger();
  EXPECT_NEAR(ledger.balance.removed.in(kTonnes), -1.35, 1e-9);
  EXPECT_NEAR(ledger.balance.fossil.in(kTonnes), -1.9, 1e-9);
  EXPECT_EQ(ledger.entries.back().kind, EntryKind::stored);
}

TEST(MakeLedger, power_and_heat_that_are_bought_are_told_from_other_inputs) {
  const auto world = samspill::testing::make_world(
      "name = \"Test\"\ncountry = \"NO\"\n",
      {{"sites", "site_id,name,country,latitude_deg,longitude_deg\na,mill,NO,63,10\n"},
       {"streams",
        "stream_id,site_id,direction,resource,quantity,unit\npower,a,need,electricity,10,MWh/yr\n"
        "lime,a,need,lime,10,t/yr\n"}},
      {{"built_in", ""}});
  const PlanBuilder build(world);
  Plan plan;
  build.recourse(plan.planned, build.stream("power"), 10);
  build.recourse(plan.planned, build.stream("lime"), 10);
  PlanBuilder::finish(plan);
  const Ledger ledger = make_ledger(world.region, world.reference, plan, {});
  std::map<std::string, EntryKind> kinds;
  for (const LedgerEntry& entry : ledger.entries) {
    kinds[world.reference[entry.resource].key] = entry.kind;
  }
  EXPECT_EQ(kinds["electricity"], EntryKind::purchased_energy);
  EXPECT_EQ(kinds["lime"], EntryKind::added_production);
}

TEST(MakeLedger, the_claim_rule_moves_tonnes_between_parties_and_never_changes_the_total) {
  const formats::Dataset world = testing::three_sites();
  const PlanBuilder build(world);
  bool has_moved = false;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 dice(seed);
    Plan plan;
    fill(build, plan.planned, dice);
    fill(build, plan.baseline, dice);
    for (NetworkState* state : {&plan.planned, &plan.baseline}) {
      for (Recourse& row : state->disposals) row.cost = static_cast<double>(dice() % 500) * euro;
      for (Recourse& row : state->purchases) row.cost = static_cast<double>(dice() % 500) * euro;
    }
    PlanBuilder::finish(plan);
    std::optional<Ledger> first;
    for (const ClaimRule rule :
         {ClaimRule::half, ClaimRule::giver, ClaimRule::taker, ClaimRule::benefit}) {
      const Ledger ledger =
          make_ledger(world.region, world.reference, plan, {.claim_rule = rule, .trials = 10});
      std::map<SiteId, double> claimed;
      double all = 0;
      for (const LedgerEntry& entry : ledger.entries) {
        for (const Claim& claim : entry.claims) {
          const double part = claim.share * entry.co2e.value_or(Co2eFlow{}).in(kTonnes);
          claimed[claim.site] += part;
          all += part;
        }
      }
      EXPECT_NEAR(all, ledger.total.in(kTonnes), 1e-9) << seed;
      if (!first) first = ledger;
      EXPECT_EQ(ledger.balance, first->balance) << seed;
      EXPECT_EQ(ledger.total, first->total) << seed;
      has_moved = has_moved || ledger.entries.front().claims != first->entries.front().claims;
    }
  }
  EXPECT_TRUE(has_moved);
}

}  // namespace
}  // namespace samspill::accounting
