#include "matching/live_matches.h"

#include <array>
#include <gtest/gtest.h>
#include <random>

#include "base/error.h"
#include "matching/small_world_test.h"

namespace samspill::matching {
namespace {

using testing::random_world;
using testing::SmallWorld;

std::vector<Quality> qualities_of(const Region& region, StreamId id) {
  const auto qualities = region.qualities_of(id);
  return {qualities.begin(), qualities.end()};
}

/// What is asked for must be what a search made anew would find.
void expect_as_new(LiveMatches& live, const reference::Reference& reference,
                   const MatchOptions& options, std::uint64_t seed) {
  LiveMatches anew(live.region(), reference, options);
  for (std::size_t i = 0; i < live.region().streams.size(); ++i) {
    const auto found = live.best_of(StreamId(i)), expected = anew.best_of(StreamId(i));
    ASSERT_EQ(found.size(), expected.size())
        << "seed " << seed << ", stream " << live.region().streams[i].key;
    for (std::size_t k = 0; k < found.size(); ++k) {
      ASSERT_EQ(found[k].offer, expected[k].offer) << "seed " << seed;
      ASSERT_EQ(found[k].need, expected[k].need) << "seed " << seed;
      ASSERT_EQ(found[k].score, expected[k].score) << "seed " << seed;
    }
  }
}

TEST(LiveMatches, changes_lead_to_what_a_new_search_finds) {
  std::size_t pairs = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const SmallWorld world = random_world(seed);
    const Region& other = random_world(seed + 1).region;  // of other facts, same tables
    MatchOptions options;
    options.top = 1 + seed % 5;
    options.rank = std::array{Rank::benefit, Rank::climate, Rank::both}[seed % 3];
    LiveMatches live(world.region, world.reference, options);
    std::mt19937_64 dice(seed);
    for (int step = 0; step < 12; ++step) {
      const StreamId id(dice() % live.region().streams.size());
      const Stream& facts = other.streams[dice() % other.streams.size()];
      Stream stream = facts;
      stream.site = SiteId(dice() % live.region().sites.size());
      switch (dice() % 3) {
        case 0:
          live.withdraw(id);
          break;
        case 1:
          live.change(id, stream, qualities_of(other, StreamId(dice() % other.streams.size())));
          break;
        default:
          stream.key = "new-" + std::to_string(step);
          live.add(stream, qualities_of(other, StreamId(dice() % other.streams.size())));
      }
    }
    expect_as_new(live, world.reference, options, seed);
    for (std::size_t i = 0; i < live.region().streams.size(); ++i) {
      pairs += live.best_of(StreamId(i)).size();
    }
  }
  EXPECT_GT(pairs, 1000u);
}

TEST(LiveMatches, a_stream_comes_changes_and_goes) {
  SmallWorld world;
  world.add("resources", "resource_id,broader,unit,state\nwood,,t,solid\nbark,wood,t,solid\n");
  world.add("transport",
            "mode,carries,cost_eur_per_unit_km,cost_eur_per_unit,co2e_kg_per_unit_km\n"
            "lorry,wood,0.1,4,0.1\n");
  const SiteId a = world.site("a"), b = world.site("b", 63.1);
  const StreamId offer = world.offer("o", a, "bark", 100);
  world.price(offer, 30);
  LiveMatches live(world.region, world.reference);
  EXPECT_TRUE(live.best_of(offer).empty());

  Stream need;
  need.key = "n";
  need.site = b;
  need.direction = Direction::need;
  need.resource = world.reference.find_resource_id("wood");  // nobody has asked for it so far
  need.quantity = 60.0 * unit_amount / year;
  need.present_cost = 20.0 * euro / unit_amount;
  const StreamId id = live.add(need);
  ASSERT_EQ(live.best_of(offer).size(), 1u);
  EXPECT_EQ(live.best_of(id).front().offer, offer);
  const double before = live.match_of(live.best_of(id).front()).benefit->in(euro / year);

  need.quantity = 100.0 * unit_amount / year;
  live.change(id, need);
  EXPECT_NEAR(live.match_of(live.best_of(offer).front()).benefit->in(euro / year),
              before * 100 / 60, 1e-6);

  live.withdraw(offer);
  EXPECT_TRUE(live.best_of(id).empty());
  need.site = SiteId(7);
  EXPECT_THROW(live.change(id, need), Error);
  EXPECT_TRUE(live.best_of(id).empty());
}

}  // namespace
}  // namespace samspill::matching
