// find_bundles against trying every set of offers, in random small worlds.
#include "matching/bundles.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <gtest/gtest.h>
#include <random>

#include "matching/small_world_test.h"

namespace samspill::matching {
namespace {

using testing::eur;
using testing::kKilometresPerDegree;
using testing::SmallWorld;

/// Sludge, gas, and a lorry of 26 t at 0.12 EUR/(t km) without loading.
SmallWorld lorry_world() {
  SmallWorld world;
  world.add("resources",
            "resource_id,broader,unit,state,hazardous,abp_category,storable\n"
            "sludge,,t,sludge,no,,no\nwet-sludge,sludge,t,sludge,no,,no\ngas,,MWh,gas,no,,no\n"
            "loss,,t,gas,no,,no\n");
  world.add("transport",
            "mode,carries,cost_eur_per_unit_km,co2e_kg_per_unit_km,load_per_trip,status\n"
            "lorry,sludge,0.12,0.1,26,published\npipe,gas,0,0,,published\n");
  return world;
}

/// An offer that costs its giver so much to be rid of and emits nothing today.
StreamId offer(SmallWorld& world, std::string key, SiteId site, double quantity, double eur,
               std::string_view resource = "sludge") {
  const StreamId id = world.offer(std::move(key), site, resource, quantity);
  world.price(id, eur);
  world.factor(id, 0);
  return id;
}

/// A digester that could be built: sludge to a fifth as much gas.
Process digester(const SmallWorld& world, double least, double capex_fixed, double per_capacity) {
  Process process;
  process.key = process.name = "digester";
  process.status = ProcessStatus::candidate;
  process.capacity_min = least * unit_amount / year;
  process.capex_fixed = capex_fixed * euro;
  process.capex_per_flow = per_capacity * euro / unit_amount;
  process.lifetime = 10 * year;
  process.inputs = {{world.reference.find_resource_id("sludge"), 1, {}}};
  process.outputs = {{world.reference.find_resource_id("gas"), 0.2, {}}};
  return process;
}

TEST(Bundles, three_offers_share_a_lorry_that_none_of_them_fills) {
  SmallWorld world = lorry_world();
  const SiteId taker = site_north(world, "taker", 0);
  need(world, "n", taker, "sludge", 1e5, 0);
  offer(world, "a", site_north(world, "a", 40), 100, 20);
  offer(world, "b", site_north(world, "b", 45), 100, 20);
  offer(world, "c", site_north(world, "c", 35), 90, 20, "wet-sludge");
  const auto bundles = find_bundles(world.region, world.reference, {});
  ASSERT_EQ(bundles.size(), 1U);
  const Bundle& bundle = bundles.front();
  EXPECT_EQ(bundle.kind, BundleKind::lorry);
  ASSERT_EQ(bundle.members.size(), 3U);
  EXPECT_EQ(world.region[bundle.members[2].offer].key, "c");
  // From the middle there and back to both, then 40 km: 60 km at 0.12 · 26 · 365 / 14 EUR a year.
  const double per_kilometre = 0.12 * 26 * 365 / 14;
  EXPECT_NEAR(bundle.distance.in(kilometre), 60, 1e-6);
  EXPECT_NEAR(eur(bundle.benefit), 290 * 20 - per_kilometre * 60, 1e-4);
  EXPECT_NEAR(eur(bundle.benefit_alone), 290 * 20 - per_kilometre * 120, 1e-4);
  EXPECT_NEAR(*bundle.share_filled, 290 / (26 * 365.0 / 14), 1e-9);
  // A part load emits like a full one.
  EXPECT_NEAR(bundle.co2e_saved->in(tonne_co2e / year), -26 * 365 / 14.0 * 60 * 1e-4, 1e-6);
  for (const BundleMember& member : bundle.members) EXPECT_LT(member.benefit_alone, MoneyFlow{});
}

TEST(Bundles, an_offer_that_pays_a_lorry_of_its_own_is_in_none) {
  SmallWorld world = lorry_world();
  need(world, "n", site_north(world, "taker", 0), "sludge", 1e5, 0);
  offer(world, "a", site_north(world, "a", 40), 300, 20);
  offer(world, "b", site_north(world, "b", 40), 100, 20);
  EXPECT_TRUE(find_bundles(world.region, world.reference, {}).empty());
}

TEST(Bundles, offers_outside_the_radius_and_those_that_do_not_fit_the_need_stay_out) {
  SmallWorld world = lorry_world();
  need(world, "n", site_north(world, "taker", 0), "sludge", 150, 0);
  offer(world, "a", site_north(world, "a", 20), 75, 20);
  offer(world, "b", site_north(world, "b", 21), 75, 20);
  offer(world, "c", site_north(world, "c", 22), 75, 20);
  auto bundles = find_bundles(world.region, world.reference, {});
  ASSERT_EQ(bundles.size(), 1U);
  EXPECT_EQ(bundles.front().members.size(), 2U);  // the need takes no more
  bundles = find_bundles(world.region, world.reference, {.radius = 0.5 * kilometre});
  EXPECT_TRUE(bundles.empty());
}

TEST(Bundles, what_can_be_stored_is_fetched_less_often_and_pays_alone) {
  SmallWorld world = lorry_world();
  need(world, "n", site_north(world, "taker", 0), "sludge", 1e5, 0);
  for (const char* key : {"a", "b"}) offer(world, key, site_north(world, key, 40), 80, 20);
  EXPECT_EQ(find_bundles(world.region, world.reference, {}).size(), 0U);  // 3 200 < 3 254 EUR
  for (Stream& stream : world.region.streams) stream.is_storable = true;
  EXPECT_TRUE(find_bundles(world.region, world.reference, {}).empty());
  for (Stream& stream : world.region.streams) stream.is_storable = false;
  offer(world, "c", site_north(world, "c", 40), 80, 20);
  EXPECT_EQ(find_bundles(world.region, world.reference, {}).size(), 1U);
}

TEST(Bundles, farms_carry_a_digester_together) {
  SmallWorld world = lorry_world();
  const SiteId works = site_north(world, "works", 0);
  need(world, "n", works, "gas", 1e5, 100);
  world.region.processes.push_back(digester(world, 5000, 600000, 0));
  for (int i = 0; i < 5; ++i) {
    const std::string key = std::format("farm{}", i);
    offer(world, key, site_north(world, key, 10), 1000, 1.2);
  }
  const auto bundles = find_bundles(world.region, world.reference, {});
  ASSERT_EQ(bundles.size(), 1U);
  const Bundle& bundle = bundles.front();
  EXPECT_EQ(bundle.kind, BundleKind::plant);
  EXPECT_EQ(bundle.members.size(), 5U);
  // Each tonne: 1.2 saved, 1.2 driven, 0.2 MWh at 100 EUR.
  EXPECT_NEAR(eur(bundle.benefit), 5000 * 20 - 60000, 1e-3);
  EXPECT_NEAR(eur(bundle.benefit_alone), 5 * (1000 * 20 - 60000), 1e-3);
  EXPECT_NEAR(bundle.distance.in(kilometre), 50, 1e-6);
  EXPECT_NEAR(*bundle.share_filled, 1, 1e-9);
}

/// Numbers of a random world, kept apart from the region so that the proof needs no engine.
struct Farm {
  double kilometres = 0, quantity = 0, price = 0;
};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(engine_() % 1000003) / 1000003;
  }
  std::size_t below(std::size_t count) { return engine_() % count; }

 private:
  std::mt19937_64 engine_;
};

TEST(Bundles, no_set_of_offers_fills_a_plant_better) {
  int found = 0, partial = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Dice dice(seed);
    SmallWorld world = lorry_world();
    const SiteId works = site_north(world, "works", 0);
    const double gas_price = dice.between(20, 90), room = dice.between(100, 2000);
    need(world, "n", works, "gas", room, gas_price);
    const double least = dice.between(0, 4000), fixed = dice.between(0, 400000),
                 slope = dice.between(0, 150), largest = dice.between(4000, 9000);
    Process process = digester(world, least, fixed, slope);
    process.capacity_max = largest * unit_amount / year;
    process.sites = {works};
    world.region.processes.push_back(process);
    std::vector<Farm> farms(2 + dice.below(6));
    for (std::size_t i = 0; i < farms.size(); ++i) {
      farms[i] = {dice.between(1, 45), dice.between(100, 2500), dice.between(-15, 10)};
      const std::string key = std::format("farm{}", i);
      offer(world, key, site_north(world, key, farms[i].kilometres), farms[i].quantity,
            farms[i].price);
    }
    const auto cost = [&](double size) {
      return size > 0 ? (fixed + slope * std::max(size, least)) / 10 : 0;
    };
    const auto value = [&](const Farm& farm) {
      return farm.price - 0.12 * farm.kilometres + 0.2 * gas_price;
    };
    const double most = std::min(largest, room / 0.2);
    const auto alone = [&](const Farm& farm) {
      double best = -1e9;
      for (const double z :
           {std::min(farm.quantity, most), std::min({farm.quantity, most, least})}) {
        if (z > 0) best = std::max(best, value(farm) * z - cost(z));
      }
      return best;
    };
    // Every set in full, and one more farm in part up to a corner of the cost.
    double best = 0;
    std::size_t members_of_best = 0;
    bool is_partial = false;
    for (std::size_t set = 0; set < (1U << farms.size()); ++set) {
      double size = 0, sum = 0;
      std::size_t members = 0;
      for (std::size_t i = 0; i < farms.size(); ++i) {
        if (!(set >> i & 1)) continue;
        size += farms[i].quantity;
        sum += value(farms[i]) * farms[i].quantity;
        ++members;
      }
      const auto keep = [&](double total, std::size_t count, bool in_part) {
        if (total > best) best = total, members_of_best = count, is_partial = in_part;
      };
      if (size <= most) keep(sum - cost(size), members, false);
      for (std::size_t i = 0; i < farms.size(); ++i) {
        if (set >> i & 1) continue;
        for (const double corner : {least, most}) {
          const double part = corner - size;
          if (part <= 0 || part > farms[i].quantity || corner > most) continue;
          keep(sum + value(farms[i]) * part - cost(corner), members + 1, true);
        }
      }
    }
    const bool is_borne_alone = std::ranges::any_of(farms, [&](auto& f) { return alone(f) > 0; });
    const auto bundles = find_bundles(world.region, world.reference, {});
    if (is_borne_alone) continue;
    if (best <= 1e-6 || members_of_best < 2) {
      EXPECT_TRUE(bundles.empty()) << seed;
      continue;
    }
    ASSERT_EQ(bundles.size(), 1U) << seed;
    EXPECT_NEAR(eur(bundles.front().benefit), best, 1e-6 * best + 1e-4) << seed;
    EXPECT_EQ(bundles.front().members.size(), members_of_best) << seed;
    for (const BundleMember& member : bundles.front().members) {
      const Stream& stream = world.region[member.offer];
      const auto farm =
          std::ranges::find(farms, stream.quantity.in(unit_amount / year), &Farm::quantity);
      EXPECT_NEAR(eur(member.benefit_alone), alone(*farm), 1e-3) << seed;
    }
    ++found;
    partial += is_partial ? 1 : 0;
  }
  EXPECT_GT(found, 30);
  EXPECT_GT(partial, 5);
}

TEST(Bundles, no_round_with_a_middle_earns_more) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Dice dice(seed);
    SmallWorld world = lorry_world();
    need(world, "n", site_north(world, "taker", 0), "sludge", 1e6, 0);
    std::vector<Farm> farms(2 + dice.below(7));
    const double per_kilometre = 0.12 * 26 * 365 / 14;
    bool is_borne_alone = false;
    for (std::size_t i = 0; i < farms.size(); ++i) {
      farms[i] = {dice.between(20, 70), dice.between(5, 80), dice.between(15, 60)};
      const std::string key = std::format("farm{}", i);
      offer(world, key, site_north(world, key, farms[i].kilometres), farms[i].quantity,
            farms[i].price);
      if (farms[i].price * farms[i].quantity > per_kilometre * farms[i].kilometres) {
        is_borne_alone = true;
      }
    }
    if (is_borne_alone) continue;
    const double radius = dice.between(5, 40);
    double best = 0;
    for (std::size_t set = 0; set < (1U << farms.size()); ++set) {
      if (!(set & (set - 1))) continue;  // none or one
      for (std::size_t middle = 0; middle < farms.size(); ++middle) {
        if (!(set >> middle & 1)) continue;
        double sum = -per_kilometre * farms[middle].kilometres;
        for (std::size_t i = 0; i < farms.size(); ++i) {
          if (!(set >> i & 1)) continue;
          const double apart = std::abs(farms[i].kilometres - farms[middle].kilometres);
          if (apart > radius) sum = -1e9;
          sum += farms[i].price * farms[i].quantity - 2 * per_kilometre * apart;
        }
        best = std::max(best, sum);
      }
    }
    const auto bundles =
        find_bundles(world.region, world.reference, {.radius = radius * kilometre});
    ASSERT_EQ(bundles.empty(), best <= 0) << seed;
    if (bundles.empty()) continue;
    EXPECT_NEAR(eur(bundles.front().benefit), best, 1e-3) << seed;
    ++found;
  }
  EXPECT_GT(found, 40);
}

TEST(Bundles, every_random_world_keeps_what_a_bundle_promises) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    SmallWorld world = testing::random_world(seed);
    for (std::size_t i = 0; i < world.region.streams.size(); ++i) {
      world.region.streams[i].key += std::format("-{}", i);  // a random world repeats keys
    }
    // So that much is too small alone: dear plants, large lorries.
    for (Process& process : world.region.processes) {
      process.status = ProcessStatus::candidate;
      process.capex_fixed = 60000.0 * euro;
    }
    world.add(
        "transport",
        "mode,carries,excludes,cost_eur_per_unit_km,co2e_kg_per_unit_km,load_per_trip,status\n"
        "lorry,material,sludge,0.5,0.1,60,published\n");
    const auto bundles = find_bundles(world.region, world.reference, {.top = 0});
    std::vector<int> times(world.region.streams.size());
    for (const Bundle& bundle : bundles) {
      EXPECT_GE(bundle.members.size(), 2U) << seed;
      EXPECT_GT(bundle.benefit, MoneyFlow{}) << seed;
      AmountFlow quantity;
      for (const BundleMember& member : bundle.members) {
        EXPECT_LE(member.benefit_alone, MoneyFlow{}) << seed;
        EXPECT_LE(member.sent, world.region[member.offer].quantity * (1 + 1e-9)) << seed;
        EXPECT_EQ(++times[member.offer.index()], 1) << seed;
        quantity += member.sent;
      }
      EXPECT_EQ(quantity, bundle.quantity) << seed;
      ++found;
    }
    EXPECT_TRUE(std::ranges::is_sorted(bundles, std::greater{}, &Bundle::benefit)) << seed;
    Region other = world.region;
    testing::shuffle_streams(other, seed + 1);
    const auto again = find_bundles(other, world.reference, {.top = 0});
    ASSERT_EQ(again.size(), bundles.size()) << seed;
    for (std::size_t i = 0; i < bundles.size(); ++i) {
      EXPECT_EQ(again[i].members.size(), bundles[i].members.size()) << seed;
      EXPECT_NEAR(eur(again[i].benefit), eur(bundles[i].benefit), 1e-6) << seed;
    }
  }
  EXPECT_GT(found, 0);
}

}  // namespace
}  // namespace samspill::matching
