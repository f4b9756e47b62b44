#include "matching/explain.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/error.h"
#include "matching/find_matches.h"
#include "matching/small_world_test.h"
#include "reference/texts.h"

namespace samspill::matching {
namespace {

using testing::SmallWorld;

struct Two : SmallWorld {
  Two() {
    add("resources", "resource_id,broader,unit\nbark,,t\nash,,t\n");
    add("property_kinds", "property,unit\npurity,%\n");
    add("transport", "mode,carries,cost_eur_per_unit_km,max_km\nlorry,bark,0.1,100\n");
    a = site("a", 63);
    b = site("b", 63.5);
    periods(2);
    offer_id = offer("o", a, "bark", 100);
    need_id = need("n", b, "bark", 100);
  }
  std::vector<Remark> why_not() const {
    const Explanation result = explain(region, reference, offer_id, need_id);
    EXPECT_EQ(result.is_excluded, !result.exclusions.empty());
    EXPECT_EQ(result.is_excluded, find_matches(region, reference, {}).empty());
    for (const Remark& remark : result.exclusions) {
      EXPECT_NE(reference::text(remark.key, reference::Language::nb), remark.key);
    }
    return result.exclusions;
  }
  Stream& of(StreamId id) { return region.streams[id.index()]; }
  SiteId a, b;
  StreamId offer_id, need_id;
};

using Why = std::vector<Remark>;

TEST(Explain, each_broken_rule_is_named_with_its_numbers) {
  Two world;
  EXPECT_EQ(world.why_not(), Why{});
  world.of(world.need_id).max_distance = 40.0 * kilometre;
  EXPECT_EQ(world.why_not(), (Why{{"excluded.distance", {"55.6", "40"}}}));
  world.of(world.need_id).resource = world.reference.find_resource_id("ash");
  world.quality(world.need_id, "purity", 50, {}, {});
  world.quality(world.offer_id, "purity", {}, 30, {});
  world.of(world.offer_id).profile = {1, 0};
  world.of(world.need_id).profile = {0, 1};
  EXPECT_EQ(world.why_not(), (Why{{"excluded.resource", {"bark", "ash"}},
                                  {"quality.broken", {"purity", "30", "50", "", "%"}},
                                  {"excluded.distance", {"55.6", "40"}},
                                  {"excluded.overlap", {}}}));
}

TEST(Explain, beyond_every_mode_s_reach) {
  Two world;
  world.region.sites[1].place.latitude_deg = 64;
  EXPECT_EQ(world.why_not(), (Why{{"excluded.no_way", {"bark", "111.2"}}}));
}

TEST(Explain, nothing_left_and_amounts_unknown) {
  Two world;
  Exchange exchange{.offer = world.offer_id,
                    .giver_site = world.region[world.offer_id].site,
                    .resource = world.region[world.offer_id].resource,
                    .need = world.need_id,
                    .stage = Stage::operating};
  exchange.quantity = 100.0 * unit_amount / year;
  world.region.exchanges.push_back(exchange);
  EXPECT_EQ(world.why_not(), (Why{{"excluded.nothing_left", {"o", "100"}},
                                  {"excluded.nothing_left", {"n", "100"}}}));
  world.region.exchanges.clear();
  world.of(world.offer_id).quantity = {};
  world.of(world.offer_id).is_quantified = false;
  EXPECT_EQ(world.why_not(), (Why{{"excluded.amount_unknown", {"o"}}}));
}

TEST(Explain, a_match_is_explained_as_it_is_found) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const SmallWorld world = testing::random_world(seed);
    const auto found = find_matches(world.region, world.reference, {.top = 0});
    std::size_t explained = 0;
    for (std::size_t o = 0; o < world.region.streams.size(); ++o) {
      for (std::size_t n = 0; n < world.region.streams.size(); ++n) {
        if (world.region.streams[o].direction != Direction::offer) continue;
        if (world.region.streams[n].direction != Direction::need) continue;
        const auto why = explain(world.region, world.reference, StreamId(o), StreamId(n));
        if (why.is_excluded) continue;
        ++explained;
        EXPECT_EQ(std::ranges::count(found, why.match), 1) << seed;
      }
    }
    EXPECT_EQ(explained, found.size()) << seed;
  }
}

TEST(Explain, refuses_streams_of_the_wrong_direction) {
  Two world;
  EXPECT_THROW(explain(world.region, world.reference, world.need_id, world.offer_id), Error);
}

/// Sludge at a, a digester at b that makes gas, a need for gas at c.
struct Digester : SmallWorld {
  Digester() {
    add("resources", "resource_id,broader,unit,state\nsludge,,t,sludge\ngas,,MWh,gas\n");
    add("property_kinds", "property,unit\ndry_matter,%\npurity,%\n");
    add("property_values",
        "resource_id,property,value,unit,source,year,status\ngas,purity,60,%,test,2024,"
        "published\n");
    add("transport",
        "mode,carries,cost_eur_per_unit_km,cost_eur_per_unit,co2e_kg_per_unit_km,max_km\n"
        "lorry,sludge,0.12,4.5,0.1,\npipe,gas,0,0,0,20\n");
    const double ten_kilometres = 10 / 111.19508;
    const SiteId a = site("a", 63), b = site("b", 63 + ten_kilometres);
    offer_id = offer("o", a, "sludge", 1000);
    need_id = need("n", b, "gas", 5000);
    price(offer_id, 40);
    price(need_id, 60);
    Process process;
    process.key = process.name = "digester";
    process.sites = {b};
    process.inputs = {{reference.find_resource_id("sludge"), 1, {}}};
    process.outputs = {{reference.find_resource_id("gas"), 0.5, {}}};
    process.opex_per_amount = 12.0 * euro / unit_amount;
    region.processes.push_back(process);
  }
  Process& process() { return region.processes.front(); }
  std::vector<Remark> why_not() const {
    EXPECT_TRUE(find_matches(region, reference, {}).empty());
    const auto exclusions = explain(region, reference, offer_id, need_id).exclusions;
    for (const Remark& remark : exclusions) {
      EXPECT_NE(reference::text(remark.key, reference::Language::nb), remark.key);
    }
    return exclusions;
  }
  StreamId offer_id, need_id;
};

TEST(Explain, a_pathway_is_worked_out_as_documented) {
  const Digester world;
  const Explanation result = explain(world.region, world.reference, world.offer_id, world.need_id);
  ASSERT_FALSE(result.is_excluded);
  EXPECT_NEAR(result.match.benefit->in(euro / year), 52300, 0.5);
  ASSERT_EQ(result.match.pathway.size(), 1u);
  EXPECT_NEAR(result.match.pathway[0].given.in(unit_amount / year), 500, 1e-9);
  EXPECT_TRUE(std::ranges::contains(result.match.reasons, "match.process", &Remark::key));
  EXPECT_EQ(find_matches(world.region, world.reference, {}).front(), result.match);
}

TEST(Explain, says_where_a_pathway_fails) {
  Digester world;
  world.quality(world.need_id, "purity", 90, {}, {});
  EXPECT_EQ(world.why_not(), (Why{{"excluded.process_quality", {"digester"}},
                                  {"quality.broken", {"purity", "60", "90", "", "%"}}}));
  world.region.qualities.clear();
  world.region.streams[0].max_distance = 5.0 * kilometre;
  EXPECT_EQ(world.why_not(), (Why{{"excluded.process_distance", {"digester"}}}));
  world.region.streams[0].max_distance.reset();
  world.process().outputs[0].times_property = world.reference.find_property("dry_matter");
  EXPECT_EQ(world.why_not(), (Why{{"excluded.process_property", {"digester"}}}));
  world.process().outputs[0].times_property = {};
  world.process().capacity_max = 300.0 * unit_amount / year;
  Exchange exchange;
  exchange.process = ProcessId(0);
  exchange.process_site = world.region.streams[1].site;
  exchange.resource = world.region.streams[0].resource;
  exchange.stage = Stage::operating;
  exchange.quantity = 300.0 * unit_amount / year;
  world.region.exchanges.push_back(exchange);
  EXPECT_EQ(world.why_not(), (Why{{"excluded.process_capacity", {"digester"}}}));
  world.process().capacity_max.reset();
  world.periods(2);
  world.region.streams[0].profile = {1, 0};
  world.region.streams[1].profile = {0, 1};
  EXPECT_EQ(world.why_not(), (Why{{"excluded.process_overlap", {"digester"}}}));
}

TEST(Explain, a_pathway_may_end_in_the_wrong_sector) {
  Digester world;
  world.add("resources", "resource_id,broader,unit,state\nfuel,,MWh,gas\n");
  world.add("synergies",
            "synergy_id,offer_resource,need_resource,substitution,taker_nace,status\n"
            "kiln,gas,fuel,1,23.5,published\n");
  world.region.streams[1].resource = world.reference.find_resource_id("fuel");
  Site& taker = world.region.sites[world.region.streams[1].site.index()];
  taker.nace = "10.20";
  EXPECT_EQ(world.why_not(), (Why{{"excluded.process_sector", {"digester"}},
                                  {"excluded.sector", {"kiln", "23.5", "10.20"}}}));
  taker.nace = "23.51";
  EXPECT_FALSE(find_matches(world.region, world.reference, {}).empty());
}

TEST(Explain, cadmium_concentrates_as_the_dry_matter_falls) {
  Digester world;
  world.add("resources", "resource_id,broader,unit,state\nsoil,,t,solid\n");
  world.add("property_kinds", "property,unit,through_process\ncadmium,mg/kg,dry_matter\n");
  world.add(
      "property_values",
      "resource_id,property,value,unit,source,year,status\n"
      "sludge,dry_matter,20,%,test,2024,published\nsoil,dry_matter,50,%,test,2024,published\n");
  world.add("transport", "mode,carries,cost_eur_per_unit_km\ncart,soil,1\n");
  const ResourceId soil = world.reference.find_resource_id("soil");
  world.process().outputs = {{soil, 0.2, {}}};  // 0.1 t of dry matter where 0.2 t went in
  world.region.streams[1].resource = soil;
  world.quality(world.offer_id, "cadmium", {}, 1.5, {});
  world.quality(world.need_id, "cadmium", {}, {}, 2.5);
  EXPECT_EQ(world.why_not(), (Why{{"excluded.process_quality", {"digester"}},
                                  {"quality.broken", {"cadmium", "3", "", "2.5", "mg/kg"}}}));
}

TEST(Explain, a_synergy_may_be_for_some_sectors_only) {
  Two world;
  world.add("synergies",
            "synergy_id,offer_resource,need_resource,substitution,taker_nace,status\n"
            "kiln,bark,ash,1,23.5;35,published\n");
  world.of(world.need_id).resource = world.reference.find_resource_id("ash");
  Site& taker = world.region.sites[world.b.index()];
  taker.nace = "10.20";
  EXPECT_EQ(world.why_not(), (Why{{"excluded.sector", {"kiln", "23.5, 35", "10.20"}}}));
  taker.nace = "23.51";
  EXPECT_EQ(world.why_not(), Why{});
  taker.nace = "";
  EXPECT_EQ(world.why_not(), Why{});
}

TEST(Explain, what_was_declined_is_said_to_be) {
  Two world;
  world.region.decisions.push_back(
      {.offer = world.offer_id, .need = world.need_id, .answer = Answer::declined});
  EXPECT_EQ(world.why_not(), (Why{{"excluded.declined", {}}}));
}

}  // namespace
}  // namespace samspill::matching
