#include "matching/remarks.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "matching/find_matches.h"
#include "matching/small_world_test.h"

namespace samspill::matching {
namespace {

using testing::SmallWorld;

bool has(const std::vector<Remark>& remarks, const std::string& key,
         const std::vector<std::string>& arguments = {}) {
  return std::ranges::count(remarks, Remark{key, arguments}) == 1;
}

/// Everything that can be doubted, on one pair across a border.
struct Doubtful : SmallWorld {
  Doubtful() {
    add("resources",
        "resource_id,broader,unit,state,hazardous,abp_category\n"
        "waste,,t,solid,possible,3\nfuel,,t,solid,no,\nheat,,MWh,heat,no,\n");
    add("property_kinds", "property,unit\nsalt,%\n");
    add("list_of_waste", "code,hazardous\n10 01 04,yes\n10 01 05,no\n");
    add("prices",
        "price_id,kind,resource,value,unit,status\np1,disposal,waste,90,EUR/t,unverified\n"
        "p2,purchase,fuel,20,EUR/t,published\n");
    add("factors",
        "factor_id,kind,resource,value,unit,status\nf2,production,fuel,300,kg/t,unverified\n");
    add("transport",
        "mode,carries,cost_eur_per_unit_km,co2e_kg_per_unit_km,loss_percent_per_km,factor_id,"
        "status\nlorry,waste,0.1,0.1,0,t1,unverified\npipe,heat,0.1,,1,t2,published\n");
    add("synergies",
        "synergy_id,offer_resource,need_resource,substitution,preparation,conditions,status\n"
        "s1,waste,fuel,0.5,drying,permit to burn,unverified\n");
    a = site("a");
    b = site("b", 63, 10, "SE");
    offer_id = offer("o", a, "waste", 100);
    need_id = need("n", b, "fuel", 100);
    link(a, b, "lorry", 10);
  }
  Match find() const { return find_matches(region, reference, {}).at(0); }
  SiteId a, b;
  StreamId offer_id, need_id;
};

TEST(Remarks, every_doubt_is_named) {
  Doubtful world;
  world.quality(world.need_id, "salt", {}, {}, 2);
  const Match match = world.find();
  EXPECT_TRUE(has(match.checks, "law.possibly_hazardous", {"waste"}));
  EXPECT_TRUE(has(match.checks, "law.animal_by_product_use_unknown", {"3"}));
  EXPECT_TRUE(has(match.checks, "law.border_animal_by_product", {"NO", "SE", "3"}));
  EXPECT_TRUE(has(match.checks, "quality.unknown", {"salt", "", "", "2", "%"}));
  EXPECT_TRUE(has(match.checks, "check.price_unverified", {"waste", "p1"}));
  EXPECT_TRUE(has(match.checks, "check.factor_unknown", {"waste"}));
  EXPECT_TRUE(has(match.checks, "check.factor_unverified", {"fuel", "f2"}));
  EXPECT_TRUE(has(match.checks, "check.transport_unverified", {"lorry", "t1"}));
  EXPECT_TRUE(has(match.checks, "check.synergy_unverified", {"s1"}));
  EXPECT_TRUE(has(match.checks, "check.synergy_conditions", {"permit to burn"}));
  EXPECT_EQ(match.checks.size(), 10u);
  // 0.8 synergy, (0.85/1.8)² streams, one unknown quality, four unverified figures, one unknown.
  EXPECT_NEAR(match.confidence, 0.8 * 0.222994 * 0.8 * std::pow(0.95, 4) * 0.85, 1e-6);
}

TEST(Remarks, a_waste_code_asks_for_the_status_and_may_exclude) {
  Doubtful world;
  world.region.streams[0].low_code = "10 01 05";
  EXPECT_TRUE(has(world.find().checks, "check.waste_status"));
  world.region.streams[0].low_code = "10 01 04";  // hazardous, and the fuel is not
  EXPECT_TRUE(find_matches(world.region, world.reference, {}).empty());
}

TEST(Remarks, reasons_carry_the_numbers_and_the_figures_used) {
  Doubtful world;
  const Match match = world.find();
  EXPECT_EQ(match.reasons[0], (Remark{"match.synergy", {"waste", "fuel", "drying", "s1"}}));
  EXPECT_TRUE(has(match.reasons, "match.distance", {"10", "lorry"}));
  EXPECT_TRUE(has(match.reasons, "match.overlap", {"100"}));
  EXPECT_TRUE(has(match.reasons, "match.saves_disposal", {"9000", "p1"}));
  EXPECT_TRUE(has(match.reasons, "match.saves_purchase", {"1000", "p2"}));
  EXPECT_TRUE(has(match.reasons, "match.transport", {"100"}));
  EXPECT_TRUE(has(match.reasons, "match.co2e_production", {"15", "f2"}));
  EXPECT_TRUE(has(match.reasons, "match.co2e_transport", {"0.1", "t1"}));
}

TEST(Remarks, heat_crosses_a_border_without_shipment_of_waste) {
  Doubtful world;
  world.offer("ho", world.a, "heat", 100);
  world.need("hn", world.b, "heat", 100);
  world.link(world.a, world.b, "pipe", 1);
  const auto all = find_matches(world.region, world.reference, {});
  const auto heat = std::ranges::find(all, StreamId(2), &Match::offer);
  ASSERT_NE(heat, all.end());
  for (const Remark& check : heat->checks) EXPECT_FALSE(check.key.starts_with("law.border"));
  EXPECT_TRUE(has(heat->checks, "check.factor_unknown", {"pipe"}));
  EXPECT_TRUE(has(heat->reasons, "match.loss", {"1"}));
}

/// Two shores, a ferry between them, a port on each; one site of each stream on either shore.
struct Shores : SmallWorld {
  Shores() {
    add("resources", "resource_id,broader,unit\nbark,,t\n");
    add("road_areas",
        "area_id,outline,road_factor\nsouth,62 9;62 11;63 11;63 9,1.5\n"
        "north,63 9;63 11;64 11;64 9,\n");
    add("ports", "port,name,latitude_deg,longitude_deg,next\np1,Sør,62.9,10,\np2,Nord,63.1,10,\n");
    ferry("ferry");
    a = site("a", 62.9, 10);
    b = site("b", 63.1, 10);
    offer_id = offer("o", a, "bark", 100);
    need_id = need("n", b, "bark", 100);
  }
  void ferry(const std::string& kind) {
    add("road_crossings",
        "crossing_id,name,kind,area_a,area_b,latitude_a_deg,longitude_a_deg,latitude_b_deg,"
        "longitude_b_deg\nf,Sund," +
            kind + ",south,north,62.99,10,63.01,10\n");
  }
  void mode(const std::string& path) {
    add("transport", "mode,path,carries,capex_eur_per_km\nway," + path + ",bark,1\n");
  }
  Match find() const { return find_matches(region, reference, {}).at(0); }
  SiteId a, b;
  StreamId offer_id, need_id;
};

TEST(Remarks, a_match_says_where_its_length_is_from) {
  Shores world;
  world.mode("road");
  EXPECT_TRUE(has(world.find().reasons, "match.distance_ferries", {"Sund"}));
  world.ferry("bridge");
  EXPECT_TRUE(has(world.find().reasons, "match.distance_roads", {"Sund"}));
  world.region.sites[1].place = {62.8, 10};
  EXPECT_TRUE(has(world.find().reasons, "match.distance_area"));
  world.region.sites[0].place = {63.2, 10};
  world.region.sites[1].place = {63.3, 10};
  EXPECT_TRUE(has(world.find().reasons, "match.distance_guess"));
  world.link(world.a, world.b, "way", 7);
  EXPECT_TRUE(has(world.find().reasons, "match.distance_stated"));
}

TEST(Remarks, a_ship_and_a_pipe_under_water_leave_something_to_check) {
  Shores world;
  world.add("sea_points", "sea_point,latitude_deg,longitude_deg,next\nw,63,9.9,\n");
  world.add("ports",
            "port,name,latitude_deg,longitude_deg,next\np1,Sør,62.9,10,w\np2,Nord,63.1,10,w\n");
  world.mode("sea");
  world.region.sites[0].has_quay = true;
  const Match by_ship = world.find();
  EXPECT_TRUE(has(by_ship.reasons, "match.distance_sea", {"Sør", "Nord"}));
  EXPECT_EQ(std::ranges::count(by_ship.checks, "check.quay_unknown", &Remark::key), 1);
  world.region.sites[1].has_quay = false;
  EXPECT_TRUE(find_matches(world.region, world.reference, {}).empty());
  world.mode("line");
  const Match by_pipe = world.find();
  EXPECT_TRUE(has(by_pipe.reasons, "match.distance_line"));
  EXPECT_TRUE(has(by_pipe.checks, "check.line_under_water", {"way"}));
}

TEST(Remarks, numbers_are_rounded_for_people) {
  EXPECT_EQ(shown(-0.4 * euro / year), "0");
  EXPECT_EQ(shown(1234.6 * euro / year), "1235");
  EXPECT_EQ(shown(0.1234 * tonne_co2e / year), "0.12");
  EXPECT_EQ(shown(12.6 * tonne_co2e / year), "13");
  EXPECT_EQ(shown(12.36 * kilometre), "12.4");
  EXPECT_EQ(shown(123456.0 * unit_amount / year), "123500");
  EXPECT_EQ(shown(0.0123456 * unit_amount / year), "0.01235");
}

TEST(Remarks, no_sample_shows_certainty) {
  EXPECT_EQ(shown_percent(1), "> 99");
  EXPECT_EQ(shown_percent(0.995), "> 99");
  EXPECT_EQ(shown_percent(0.99), "99");
  EXPECT_EQ(shown_percent(0.5), "50");
  EXPECT_EQ(shown_percent(0), "< 1");
}

}  // namespace
}  // namespace samspill::matching
