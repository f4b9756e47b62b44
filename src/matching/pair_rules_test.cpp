// What single exchanges are worth, worked by hand. 1 degree of latitude is 111.195 km.
#include "matching/pair_rules.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "matching/find_matches.h"
#include "matching/small_world_test.h"

namespace samspill::matching {
namespace {

using testing::SmallWorld;

constexpr AmountFlow kUnits = unit_amount / year;
constexpr MoneyFlow kEuros = euro / year;
constexpr Co2eFlow kTonnes = tonne_co2e / year;

/// Bark goes by lorry, heat through a pipe; two sites, "a" and "b", with no link between them yet.
struct Pair : SmallWorld {
  Pair() {
    add("resources",
        "resource_id,broader,unit,state,storable\nwood,,t,solid,no\nbark,wood,t,solid,no\n"
        "heat,,MWh,heat,no\ngas,,MWh,gas,no\n");
    add("property_kinds", "property,unit\ntemperature,°C\npurity,%\n");
    add("transport",
        "mode,carries,cost_eur_per_unit_km,cost_eur_per_unit,co2e_kg_per_unit_km,"
        "loss_percent_per_km,capex_eur_per_km,capacity,lifetime_years,status\n"
        "lorry,wood,0.12,4.5,0.1,0,,,,published\n"
        "pipe,heat,0,1,,10,1000,,10,published\n"
        "conveyor,wood,0.02,0.5,0.05,0,300,80,10,published\n");
    a = site("a", 63);
    b = site("b", 63.2);
  }
  std::vector<Match> find() const { return find_matches(region, reference, {}); }
  SiteId a, b;
};

TEST(PairRules, benefit_is_both_sides_savings_less_transport) {
  Pair world;
  world.link(world.a, world.b, "lorry", 10);
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.b, "bark", 150);
  world.price(offer, 50);
  world.price(need, 20);
  world.factor(offer, 30);
  world.factor(need, 200);
  const auto matches = world.find();
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_DOUBLE_EQ(matches[0].quantity.in(kUnits), 100);
  EXPECT_DOUBLE_EQ(matches[0].distance.in(kilometre), 10);
  // 50·100 + 20·100 − (4.5 + 0.12·10)·100
  EXPECT_NEAR(matches[0].benefit->in(kEuros), 6430, 1e-9);
  // (30 + 200 − 0.1·10)·100 kg
  EXPECT_NEAR(matches[0].co2e_saved->in(kTonnes), 22.9, 1e-9);
}

TEST(PairRules, what_is_sold_or_paid_for_today_counts_against_the_exchange) {
  Pair world;
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.a, "bark", 100);
  world.price(offer, -15);
  world.price(need, 10);
  EXPECT_NEAR(world.find().at(0).benefit->in(kEuros), -500, 1e-9);
}

TEST(PairRules, own_offer_may_meet_own_need_without_transport) {
  Pair world;
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.a, "bark", 60);
  for (const StreamId id : {offer, need}) world.price(id, 10), world.factor(id, 5);
  const Match match = world.find().at(0);
  EXPECT_FALSE(match.mode);
  EXPECT_DOUBLE_EQ(match.quantity.in(kUnits), 60);
  EXPECT_NEAR(match.benefit->in(kEuros), 1200, 1e-9);
  EXPECT_NEAR(match.co2e_saved->in(kTonnes), 0.6, 1e-12);
}

TEST(PairRules, losses_send_more_and_replace_less) {
  Pair world;
  world.link(world.a, world.b, "pipe", 1);
  const StreamId offer = world.offer("o", world.a, "heat", 100);
  const StreamId need = world.need("n", world.b, "heat", 45);
  world.price(offer, 3);
  world.price(need, 40);
  const Match match = world.find().at(0);
  // 10 % is lost: 50 leave, 45 arrive. The pipe: 1 000 EUR over 10 years without interest.
  EXPECT_NEAR(match.quantity.in(kUnits), 50, 1e-9);
  EXPECT_NEAR(match.benefit->in(kEuros), 3 * 50 + 40 * 45 - 1 * 50 - 100, 1e-9);
  EXPECT_FALSE(match.co2e_saved) << "the pipe has no factor";
}

TEST(PairRules, best_way_is_the_one_with_the_highest_benefit) {
  Pair world;
  world.link(world.a, world.b, "lorry", 10);
  world.link(world.a, world.b, "conveyor", 10);
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.b, "bark", 100);
  world.price(offer, 0);
  world.price(need, 20);
  // lorry: (20 − 5.7)·100 = 1 430; conveyor: (20 − 0.7)·80 − 300 = 1 244.
  Match match = world.find().at(0);
  EXPECT_EQ(match.mode, world.reference.find_mode("lorry"));
  EXPECT_NEAR(match.benefit->in(kEuros), 1430, 1e-9);
  // lorry: (8 − 5.7)·100 = 230; conveyor: (8 − 0.7)·80 − 300 = 284.
  world.price(need, 8);
  match = world.find().at(0);
  EXPECT_EQ(match.mode, world.reference.find_mode("conveyor"));
  EXPECT_NEAR(match.benefit->in(kEuros), 284, 1e-9);
  EXPECT_DOUBLE_EQ(match.quantity.in(kUnits), 80);
}

TEST(PairRules, capacity_holds_in_every_period) {
  Pair world;
  world.periods(2);
  world.link(world.a, world.b, "conveyor", 1);
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.b, "bark", 100);
  world.region.streams[need.index()].profile = {1, 0};
  for (const StreamId id : {offer, need}) world.price(id, 10);
  // The offer has 50 in the first half year, the conveyor carries 80 a year = 40 in half a year.
  EXPECT_DOUBLE_EQ(world.find().at(0).quantity.in(kUnits), 40);
  world.region.streams[need.index()].is_storable = true;
  EXPECT_DOUBLE_EQ(world.find().at(0).quantity.in(kUnits), 80);
}

TEST(PairRules, summer_surplus_meets_no_winter_need) {
  Pair world;
  world.periods(2);
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.a, "bark", 100);
  world.region.streams[offer.index()].profile = {1, 0};
  world.region.streams[need.index()].profile = {0, 1};
  EXPECT_TRUE(world.find().empty());
  world.region.streams[need.index()].profile = {0.25, 0.75};
  EXPECT_DOUBLE_EQ(world.find().at(0).quantity.in(kUnits), 25);
}

TEST(PairRules, unknown_price_leaves_the_benefit_empty_and_says_whose) {
  Pair world;
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.a, "wood", 100);
  world.price(offer, 10);
  world.factor(offer, 1);
  world.factor(need, 1);
  const Match match = world.find().at(0);
  EXPECT_FALSE(match.benefit);
  EXPECT_TRUE(match.co2e_saved);
  const Remark expected{"check.price_unknown", {"wood"}};
  EXPECT_EQ(std::ranges::count(match.checks, expected), 1);
}

TEST(PairRules, unknown_benefit_takes_the_cheapest_way_and_ranks_last) {
  Pair world;
  world.link(world.a, world.b, "lorry", 10);
  world.link(world.a, world.b, "conveyor", 10);
  world.offer("o", world.a, "bark", 100);
  world.need("unknown", world.b, "bark", 100);
  const StreamId dear = world.need("dear", world.b, "bark", 100);
  world.price(StreamId(0), 1);
  world.price(dear, -1000);
  const auto matches = world.find();
  ASSERT_EQ(matches.size(), 2u);
  EXPECT_EQ(matches[0].need, dear);
  // lorry 5.7 EUR/t; conveyor 0.7 + 300/80 = 4.45 EUR/t.
  EXPECT_EQ(matches[1].mode, world.reference.find_mode("conveyor"));
}

TEST(PairRules, tightest_distance_limit_holds) {
  Pair world;
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.b, "bark", 100);
  const double kilometres = 0.2 * 111.195;
  EXPECT_NEAR(world.find().at(0).distance.in(kilometre), kilometres, 0.01);
  world.region.streams[offer.index()].max_distance = 25.0 * kilometre;
  EXPECT_EQ(world.find().size(), 1u);
  world.region.streams[need.index()].max_distance = 22.0 * kilometre;
  EXPECT_TRUE(world.find().empty());
  world.link(world.a, world.b, "lorry", 21);
  EXPECT_EQ(world.find().size(), 1u) << "the link's distance wins over the formula";
}

TEST(PairRules, heat_of_unknown_temperature_meets_no_need_for_a_temperature) {
  Pair world;
  const StreamId offer = world.offer("o", world.a, "heat", 100);
  const StreamId need = world.need("n", world.a, "heat", 100);
  world.quality(need, "temperature", 60, {}, {});
  EXPECT_TRUE(world.find().empty());
  world.quality(offer, "temperature", {}, 59, {});
  EXPECT_TRUE(world.find().empty());
  world.region.qualities.front().typical = 60;
  EXPECT_EQ(world.find().size(), 1u);
}

TEST(PairRules, synergy_replaces_by_its_substitution_within_its_distance) {
  Pair world;
  world.add("synergies",
            "synergy_id,offer_resource,need_resource,substitution,max_distance_km,status\n"
            "s1,wood,gas,2.5,30,published\n");
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.b, "gas", 50);
  world.link(world.a, world.b, "lorry", 10);
  world.price(offer, 5);
  world.price(need, 60);
  const Match match = world.find().at(0);
  // 20 t replace 50 MWh.
  EXPECT_DOUBLE_EQ(match.substitution, 2.5);
  EXPECT_DOUBLE_EQ(match.quantity.in(kUnits), 20);
  EXPECT_NEAR(match.benefit->in(kEuros), 5 * 20 + 60 * 50 - 5.7 * 20, 1e-9);
  world.region.links[0].distance = 31.0 * kilometre;
  EXPECT_TRUE(world.find().empty());
}

TEST(PairRules, burning_at_the_taker_counts_against_the_saving) {
  Pair world;
  world.add("factors",
            "factor_id,kind,resource,route,country,value,unit,origin,status\n"
            "u1,process,wood,R1,NO,500,kg/t,fossil,published\n"
            "u2,process,wood,R1,SE,700,kg/t,fossil,unverified\n");
  world.add("synergies",
            "synergy_id,offer_resource,need_resource,substitution,rd_code,status\n"
            "s1,wood,gas,2.5,R1,published\n");
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.a, "gas", 250);
  world.factor(offer, 10);
  world.factor(need, 202);
  // (10 + 2.5·202 − 500)·100 kg
  EXPECT_NEAR(world.find().at(0).co2e_saved->in(kTonnes), 1.5, 1e-9);
  const Remark expected{"match.co2e_use", {"50", "u1"}};
  EXPECT_EQ(std::ranges::count(world.find().at(0).reasons, expected), 1);
  world.region.sites[0].country = "SE";
  EXPECT_NEAR(world.find().at(0).co2e_saved->in(kTonnes), -18.5, 1e-9);
  const Remark check{"check.factor_unverified", {"bark", "u2"}};
  EXPECT_EQ(std::ranges::count(world.find().at(0).checks, check), 1);
}

TEST(PairRules, what_is_exchanged_already_is_not_offered_again) {
  Pair world;
  const StreamId offer = world.offer("o", world.a, "bark", 100);
  const StreamId need = world.need("n", world.a, "wood", 90);
  world.need("other", world.a, "bark", 500);
  Exchange exchange{.offer = offer,
                    .giver_site = world.region[offer].site,
                    .resource = world.region[offer].resource,
                    .need = need,
                    .stage = Stage::operating};
  exchange.quantity = 70.0 * kUnits;
  world.region.exchanges.push_back(exchange);
  auto matches = world.find();
  ASSERT_EQ(matches.size(), 2u);
  for (const Match& match : matches) {
    EXPECT_DOUBLE_EQ(match.quantity.in(kUnits), match.need == need ? 20 : 30);
    EXPECT_EQ(match.reasons[2], (Remark{"match.already_exchanged", {"o", "70", "t"}}));
  }
  world.region.exchanges[0].stage = Stage::agreement;
  EXPECT_DOUBLE_EQ(world.find().at(0).quantity.in(kUnits), 90) << "an idea takes nothing yet";
  world.region.exchanges[0].stage = Stage::operating;
  world.region.exchanges[0].quantity = 100.0 * kUnits;
  EXPECT_TRUE(world.find().empty());
  world.region.exchanges[0].quantity = {};
  const Match match = world.find().at(0);
  const Remark expected{"check.exchange_amount_unknown", {"o"}};
  EXPECT_EQ(std::ranges::count(match.checks, expected), 1);
}

TEST(PairRules, filters_hold_for_either_side) {
  Pair world;
  const SiteId abroad = world.site("c", 63, 10, "SE");
  world.offer("o", world.a, "bark", 100);
  world.need("here", world.b, "bark", 100);
  world.need("there", abroad, "wood", 100);
  const auto count = [&](const MatchOptions& options) {
    return find_matches(world.region, world.reference, options).size();
  };
  EXPECT_EQ(count({}), 2u);
  EXPECT_EQ(count({.site = world.b}), 1u);
  EXPECT_EQ(count({.site = world.a}), 2u);
  EXPECT_EQ(count({.country = "SE"}), 1u);
  EXPECT_EQ(count({.resource = world.reference.find_resource_id("wood")}), 2u);
  EXPECT_EQ(count({.resource = world.reference.find_resource_id("heat")}), 0u);
  EXPECT_EQ(count({.top = 1}), 1u);
  EXPECT_EQ(count({.min_benefit = MoneyFlow{}}), 0u) << "unknown benefits reach no minimum";
}

}  // namespace
}  // namespace samspill::matching
