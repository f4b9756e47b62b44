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

}  // namespace
}  // namespace samspill::matching
