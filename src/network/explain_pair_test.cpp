#include "network/explain_pair.h"

#include <gtest/gtest.h>
#include <random>

#include "network/pair_remarks.h"
#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

Endpoint end_of(const World& world, std::string_view key) {
  const auto& streams = world.data.region.streams;
  const auto found = std::ranges::find(streams, key, &Stream::key);
  return {StreamId(static_cast<std::size_t>(found - streams.begin())), {}, found->site};
}

PairAnswer ask(const World& world, std::string_view from, std::string_view to,
               const NetworkOptions& options = {}) {
  return explain_pair(world.data.region, world.data.reference, world.plan(options), options,
                      end_of(world, from), end_of(world, to));
}

double price(const std::optional<UnitPrice>& price) {
  return price.value().in(euro / unit_amount);
}

bool says(const World& world, const PairAnswer& answer, std::string_view key,
          std::string_view words) {
  for (const Remark& remark :
       pair_remarks(world.data.region, world.data.reference, world.plan(), answer)) {
    if (remark.key != key) continue;
    return reference::text(remark, reference::Language::en).contains(words) &&
           !reference::text(remark, reference::Language::nb).contains("pair.");
  }
  return false;
}

World apart(int kilometres, const std::string& settings = kSettings) {
  return make(std::format("a 0\nb {}\n", kilometres),
              {{"streams",
                "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,"
                "present_co2e_kg_per_unit\n"
                "waste,a,offer,bark,100,t/yr,90,0\nfuel,b,need,bark,60,t/yr,40,1000\n"}},
              {}, settings);
}

// 140 EUR/t of carriage for 130 of disposal and purchase; no arc of the plan, as it can't pay. Each
// tonne would save 1000 kg and cost 14 of carriage: 10 EUR / 0.986 t.
TEST(ExplainPair, a_pair_that_does_not_pay_says_how_far_it_is_from_it) {
  const World world = apart(140);
  const PairAnswer answer = ask(world, "waste", "fuel");
  ASSERT_EQ(answer.standing, PairStanding::idle);
  EXPECT_NEAR(price(answer.giver_cost), 90, 1e-6);
  EXPECT_NEAR(price(answer.taker_cost), 40, 1e-6);
  EXPECT_NEAR(price(answer.short_by), 10, 1e-6);
  EXPECT_NEAR(price(answer.turning.carriage), 130, 1e-4);
  EXPECT_NEAR(answer.turning.distance.value().in(kilometre), 130, 1e-4);
  EXPECT_NEAR(price(answer.turning.disposal), 100, 1e-4);
  EXPECT_NEAR(price(answer.turning.purchase), 50, 1e-4);
  EXPECT_NEAR(answer.turning.carbon_price.value().in(euro / tonne_co2e), 10 / 0.986, 1e-3);
  EXPECT_TRUE(says(world, answer, "pair.idle", "10 EUR more"));
  EXPECT_TRUE(says(world, answer, "pair.begins_distance_below", "130 km"));
}

// Beyond 130 km, or dearer than 130 EUR/t, it pays no longer; a plan made anew agrees.
TEST(ExplainPair, a_pair_of_the_plan_says_when_it_ends) {
  const World world = apart(10);
  const PairAnswer answer = ask(world, "waste", "fuel");
  ASSERT_EQ(answer.standing, PairStanding::exchanges);
  EXPECT_NEAR(answer.sent.in(unit_amount / year), 60, 1e-6);
  EXPECT_NEAR(eur(answer.worth), 60 * (90 + 40 - 10), 1e-4);
  EXPECT_NEAR(price(answer.turning.carriage), 130, 1e-4);
  EXPECT_NEAR(answer.turning.distance.value().in(kilometre), 130, 1e-4);
  EXPECT_NEAR(price(answer.turning.disposal), -30, 1e-4);
  EXPECT_NEAR(price(answer.turning.purchase), -80, 1e-4);
  EXPECT_TRUE(says(world, answer, "pair.ends_distance_above", "130 km"));
  EXPECT_TRUE(apart(131).plan().planned.flows.empty());
  EXPECT_FALSE(apart(129).plan().planned.flows.empty());
}

// A nearer giver fills the need:
// it saves 80 + 40 − 5, the farther 90 + 40 − 20: 5 short, whatever purchase costs.
TEST(ExplainPair, a_rival_sets_the_price) {
  const World world =
      make("a 0\nb 20\nc 25\n", {{"streams",
                                  "stream_id,site_id,direction,resource,quantity,unit,"
                                  "present_cost_eur_per_unit\n"
                                  "waste,a,offer,bark,60,t/yr,90\nfuel,b,need,bark,60,t/yr,40\n"
                                  "spare,c,offer,bark,60,t/yr,80\n"}});
  const PairAnswer answer = ask(world, "waste", "fuel");
  ASSERT_EQ(answer.standing, PairStanding::idle);
  EXPECT_NEAR(price(answer.short_by), 5, 1e-4);
  EXPECT_NEAR(price(answer.turning.carriage), 15, 1e-4);
  EXPECT_NEAR(price(answer.turning.disposal), 95, 1e-4);
  EXPECT_FALSE(answer.turning.purchase);
  EXPECT_TRUE(says(world, answer, "pair.taker_gets", "60 t a year are met by spare"));
}

// 50 MWh of heat at 20 + 1 EUR/MWh: 1050 a year; the pipe costs 100 a year and kilometre.
TEST(ExplainPair, a_connection_that_is_not_built_is_weighed_against_what_it_saves) {
  const World world =
      make("a 0\nb 12\n", {{"streams",
                            "stream_id,site_id,direction,resource,quantity,unit,"
                            "present_cost_eur_per_unit\n"
                            "warm,a,offer,heat,80,MWh/yr,1\ncold,b,need,heat,50,MWh/yr,20\n"}});
  const PairAnswer answer = ask(world, "warm", "cold");
  ASSERT_EQ(answer.standing, PairStanding::way_not_built);
  EXPECT_NEAR(answer.sent.in(unit_amount / year), 50, 1e-6);
  EXPECT_NEAR(eur(answer.worth), 1050, 1e-4);
  EXPECT_NEAR(eur(answer.connection), 1200, 1e-3);
  EXPECT_TRUE(says(world, answer, "pair.way_not_built", "save 1050 EUR"));
}

/// Givers and takers of one resource, some of one amount, each at a site of its own, spread over a
/// square so that no two plans cost the same; one stream's price is `dearer` [EUR/t].
World random_world(unsigned seed, std::size_t stream = SIZE_MAX, double dearer = 0) {
  std::mt19937 random(seed);
  const auto between = [&](int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random);
  };
  std::string sites = "site_id,name,country,latitude_deg,longitude_deg\n";
  std::string streams =
      "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n";
  for (std::size_t i = 0; i < 8; ++i) {
    sites += std::format("s{0},s{0},NO,{1},{2}\n", i, 60 + between(0, 5000) / 1e4,
                         10 + between(0, 9000) / 1e4);
    const int amount = 10 * between(1, 4);
    const double price = between(-5, 50) + between(0, 99) / 100.0 + (i == stream ? dearer : 0);
    streams += std::format("x{},s{},{},bark,{},t/yr,{}\n", i, i, i % 2 == 0 ? "offer" : "need",
                           amount, price);
  }
  return {samspill::testing::make_world(kSettings, {{"sites", sites}, {"streams", streams}},
                                        kReference)};
}

bool exchanges(const World& world, std::size_t giver, std::size_t taker) {
  const Plan plan = world.plan();
  return std::ranges::any_of(plan.planned.flows, [&](const PlanFlow& flow) {
    return flow.from.stream == StreamId(giver) && flow.to.stream == StreamId(taker);
  });
}

// On either side of where disposal or purchase turns a pair, a plan made anew has it and has it
// not.
TEST(ExplainPair, plans_made_anew_turn_where_it_says) {
  int begun = 0, ended = 0;
  for (unsigned seed = 0; seed < 40; ++seed) {
    const World world = random_world(seed);
    for (std::size_t giver = 0; giver < 8; giver += 2) {
      for (std::size_t taker = 1; taker < 8; taker += 2) {
        const PairAnswer answer = ask(world, std::format("x{}", giver), std::format("x{}", taker));
        const bool has = answer.standing == PairStanding::exchanges;
        ASSERT_EQ(has, exchanges(world, giver, taker));
        const auto expect_turn = [&](std::size_t stream, const auto& now, const auto& turning) {
          if (!turning) return;
          const double move = price(turning) - price(now), step = move > 0 ? 0.002 : -0.002;
          if (std::abs(move) < 0.01) return;
          EXPECT_EQ(exchanges(random_world(seed, stream, move - step), giver, taker), has)
              << seed << ": x" << giver << " x" << taker << " by " << move;
          EXPECT_EQ(exchanges(random_world(seed, stream, move + step), giver, taker), !has)
              << seed << ": x" << giver << " x" << taker << " by " << move;
          ++(has ? ended : begun);
        };
        expect_turn(giver, answer.now.disposal, answer.turning.disposal);
        expect_turn(taker, answer.now.purchase, answer.turning.purchase);
      }
    }
  }
  EXPECT_GT(begun, 80);
  EXPECT_GT(ended, 100);
}

TEST(ExplainPair, what_breaks_a_rule_has_no_way) {
  const World world =
      make("a 0\nb 12\n", {{"streams",
                            "stream_id,site_id,direction,resource,quantity,unit,"
                            "present_cost_eur_per_unit\n"
                            "warm,a,offer,heat,80,MWh/yr,1\ncold,b,need,gas,50,MWh/yr,20\n"}});
  const PairAnswer answer = ask(world, "warm", "cold");
  EXPECT_EQ(answer.standing, PairStanding::no_way);
  EXPECT_TRUE(pair_remarks(world.data.region, world.data.reference, world.plan(), answer).empty());
}

}  // namespace
}  // namespace samspill::network
