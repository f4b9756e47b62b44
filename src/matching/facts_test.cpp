#include "matching/facts.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <limits>
#include <set>

#include "matching/small_world_test.h"

namespace samspill::matching {
namespace {

using testing::SmallWorld;

/// An offer of ash and a need for lime in which every kind of fact is stated.
struct Pair {
  Pair() {
    world.add("resources",
              "resource_id,broader,unit,state,hazardous,abp_category,storable\n"
              "ash,,t,solid,no,,no\nlime,,t,solid,no,,no\n");
    world.add("property_kinds", "property,unit,name_en,name_nb\nsalt,%,s,s\npurity,%,p,p\n");
    world.add("property_values",
              "resource_id,property,value,unit,source,year,status\n"
              "ash,purity,90,%,test,2024,published\n");
    world.add("transport",
              "mode,carries,cost_eur_per_unit_km,cost_eur_per_unit,co2e_kg_per_unit_km,status\n"
              "lorry,ash,0.5,2,0.1,published\n");
    world.add("synergies",
              "synergy_id,offer_resource,need_resource,substitution,preparation,max_distance_km,"
              "conditions,status,rd_code\ns1,ash,lime,0.5,grinding,50,,published,R5\n");
    world.periods(2);
    const SiteId giver = world.site("g", 63.4, 10.4), taker = world.site("t", 63.5, 10.5);
    offer = world.offer("o", giver, "ash", 1234.565005);
    need = world.need("n", taker, "lime", 100.0 / 3);
    for (const StreamId id : {offer, need}) {
      world.price(id, 40.1);
      world.factor(id, 25);
      stream(id).profile = {0.3, 0.7};
      stream(id).max_distance = 40.0 * kilometre;
    }
    world.quality(offer, "salt", {}, 0.1, {});
    world.quality(need, "salt", {}, {}, 0.5);
    world.quality(need, "purity", 80, {}, 100);
    world.link(giver, taker, "lorry", 12);
    world.link(giver, taker, "lorry", 15);
  }
  Stream& stream(StreamId id) { return world.region.streams[id.index()]; }
  std::string mark() const { return fingerprint(world.region, world.reference, offer, need); }

  SmallWorld world;
  StreamId offer, need;
};

std::string mark_after(const std::function<void(Pair&)>& change) {
  Pair pair;
  change(pair);
  return pair.mark();
}

double next(double value) {
  return std::nextafter(value, std::numeric_limits<double>::max());
}

TEST(Facts, the_fingerprint_is_the_same_on_every_machine) {
  EXPECT_EQ(Pair().mark(), "f353b2a45c7c");
}

TEST(Facts, every_fact_of_either_side_counts) {
  std::set<std::string> marks = {Pair().mark()};
  const auto expect_new = [&](std::string_view what, const std::function<void(Pair&)>& change) {
    EXPECT_TRUE(marks.insert(mark_after(change)).second) << what;
  };
  for (const bool is_offer : {true, false}) {
    const auto expect_stream = [&](std::string_view what,
                                   const std::function<void(Stream&)>& change) {
      expect_new(what, [&](Pair& pair) { change(pair.stream(is_offer ? pair.offer : pair.need)); });
    };
    expect_stream("resource", [is_offer](Stream& s) { s.resource = ResourceId(is_offer ? 1 : 0); });
    expect_stream("waste code", [](Stream& s) { s.low_code = "10 01 01"; });
    expect_stream("quantity", [](Stream& s) { s.quantity *= 1.00001; });
    expect_stream("unknown quantity", [](Stream& s) { s.is_quantified = false; });
    expect_stream("profile", [](Stream& s) { s.profile = {0.31, 0.69}; });
    expect_stream("storage", [](Stream& s) { s.is_storable = true; });
    expect_stream("price", [](Stream& s) { s.present_cost = 40.2 * euro / unit_amount; });
    expect_stream("unknown price", [](Stream& s) { s.present_cost = {}; });
    expect_stream("factor", [](Stream& s) { s.present_co2e = 26 * kilogram_co2e / unit_amount; });
    expect_stream("distance", [](Stream& s) { s.max_distance = 41.0 * kilometre; });
    expect_stream("no limit of distance", [](Stream& s) { s.max_distance = {}; });
    const std::size_t site = is_offer ? 0 : 1;
    expect_new("north", [=](Pair& p) { p.world.region.sites[site].place.latitude_deg += 1e-5; });
    expect_new("quay", [=](Pair& p) { p.world.region.sites[site].has_quay = true; });
    expect_new("east", [=](Pair& p) { p.world.region.sites[site].place.longitude_deg += 1e-5; });
    expect_new("country", [=](Pair& p) { p.world.region.sites[site].country = "SE"; });
  }
  expect_new("what the offer has", [](Pair& p) { p.world.region.qualities[0].typical = 0.2; });
  expect_new("the need's limit", [](Pair& p) { p.world.region.qualities[1].max = 0.4; });
  expect_new("one more limit", [](Pair& p) { p.world.quality(p.need, "salt", 0.01, {}, {}); });
  expect_new("reference value", [](Pair& p) {
    p.world.add("property_values",
                "resource_id,property,value,unit,source,year,status\n"
                "ash,purity,70,%,test,2024,published\n");
  });
  expect_new("link's length", [](Pair& p) { p.world.region.links[0].distance = 11.0 * kilometre; });
  expect_new("link's cost", [](Pair& p) { p.world.region.links[1].fixed = MoneyFlow{}; });
  expect_new("one link less", [](Pair& p) { p.world.region.links.pop_back(); });
}

TEST(Facts, names_and_the_last_digit_do_not_count) {
  const std::string mark = Pair().mark();
  EXPECT_EQ(mark_after([](Pair& p) {
              for (Site& site : p.world.region.sites) site.name = site.key = site.key + "x";
              for (Stream& stream : p.world.region.streams) {
                stream.key += "x";
                stream.source = "measured";
                stream.evidence = Evidence::measured;
              }
            }),
            mark);
  EXPECT_EQ(mark_after([](Pair& p) {
              for (Stream& stream : p.world.region.streams) {
                stream.quantity = next(stream.quantity.in(unit_amount / year)) * unit_amount / year;
                stream.present_cost = next(40.1) * euro / unit_amount;
                stream.profile = {next(0.3), next(0.7)};
              }
              for (Site& site : p.world.region.sites) {
                site.place.latitude_deg = next(site.place.latitude_deg);
              }
              p.world.region.qualities[0].typical = next(0.1);
            }),
            mark);
}

TEST(Facts, typed_numbers_never_sit_on_the_edge_of_rounding) {
  // Numbers of up to eleven digits that end in 5, where rounding to nine digits would tip over.
  for (const double typed : {1.000000005, 1234567.8905, 0.0012345678905, 99999999.95, 9999999995.0,
                             6.3430514905e10, 5e-300}) {
    for (const double noisy : {next(typed), next(next(typed)), -next(-typed), typed * 1.1 / 1.1}) {
      const auto with = [](double quantity) {
        return mark_after(
            [quantity](Pair& p) { p.stream(p.offer).quantity = quantity * unit_amount / year; });
      };
      EXPECT_EQ(with(typed), with(noisy)) << typed;
    }
  }
}

TEST(Facts, a_zero_has_no_sign) {
  const auto with = [](double price) {
    return mark_after([price](Pair& p) { p.world.price(p.offer, price); });
  };
  EXPECT_EQ(with(0.0), with(-0.0));
}

TEST(Facts, the_order_of_rows_and_what_others_do_change_nothing) {
  const std::string mark = Pair().mark();
  Pair pair;
  Region& region = pair.world.region;
  std::swap(region.links[0], region.links[1]);
  std::swap(region.qualities[1], region.qualities[2]);
  std::swap(region.streams[0], region.streams[1]);
  std::swap(pair.offer, pair.need);
  for (Quality& quality : region.qualities) quality.stream = StreamId(1 - quality.stream.index());
  std::ranges::stable_sort(region.qualities, {}, &Quality::stream);
  pair.world.need("other", SiteId(0), "lime", 5);
  pair.world.link(SiteId(1), SiteId(0), "lorry", 3);
  const SiteId elsewhere = pair.world.site("e", 63.6, 10.6);
  pair.world.link(elsewhere, SiteId(1), "lorry", 3);
  pair.world.link(SiteId(0), elsewhere, "lorry", 3);
  region.exchanges.push_back({.key = "x", .offer = pair.offer, .stage = Stage::operating});
  EXPECT_EQ(pair.mark(), mark);
}

TEST(Facts, spreadsheets_read_no_number_and_random_pairs_differ) {
  std::set<std::string> marks;
  std::size_t pairs = 0;
  for (int amount = 0; amount < 3000; ++amount) {
    const std::string mark = mark_after([amount](Pair& pair) {
      pair.stream(pair.offer).quantity = static_cast<double>(amount) * unit_amount / year;
    });
    EXPECT_EQ(mark.size(), 12U);
    EXPECT_EQ(mark.front(), 'f');
    EXPECT_EQ(mark.find_first_not_of("0123456789abcdef"), std::string::npos);
    marks.insert(mark);
    ++pairs;
  }
  EXPECT_EQ(marks.size(), pairs);
}

}  // namespace
}  // namespace samspill::matching
