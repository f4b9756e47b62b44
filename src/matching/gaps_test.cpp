// find_gaps against trying every technology, site and need, in small worlds.
#include "matching/gaps.h"

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

/// Sludge that a dryer makes pellets of, ash that serves as lime.
SmallWorld gap_world() {
  SmallWorld world;
  world.add("resources",
            "resource_id,broader,unit,state,hazardous,abp_category,storable,nace_to\n"
            "sludge,,t,sludge,no,,no,\npellets,,t,solid,no,,no,\nash,,t,solid,no,,no,\n"
            "lime,,t,solid,no,,no,23.51\nelectricity,,MWh,power,no,,no,\nloss,,t,gas,no,,no,\n");
  world.add("prices",
            "price_id,kind,resource,route,country,value,unit,year,source,status\n"
            "p1,purchase,lime,,,30,EUR/t,2024,test,published\n"
            "p2,purchase,electricity,,,50,EUR/MWh,2024,test,published\n");
  world.add("factors",
            "factor_id,kind,resource,route,country,value,unit,origin,year,source,status\n"
            "f1,production,lime,,,900,kg/t,process,2024,test,published\n"
            "f2,production,electricity,,,0,kg/MWh,fossil,2024,test,published\n");
  world.add("transport",
            "mode,carries,cost_eur_per_unit_km,cost_eur_per_unit,co2e_kg_per_unit_km,status\n"
            "lorry,sludge;pellets;ash;lime,0.12,4.5,0.1,published\n");
  world.add("synergies",
            "synergy_id,offer_resource,need_resource,substitution,status,rd_code,taker_nace\n"
            "s1,ash,lime,1,published,R5,23.5\n");
  world.add("technologies",
            "technology_id,name_en,name_nb,main_input,main_output,reference_capacity,"
            "capacity_unit,capex_eur,scale_exponent,opex_eur_per_unit,opex_percent_of_capex,"
            "lifetime_years,electricity_mwh_per_unit,heat_mwh_per_unit,year,source,status\n"
            "dryer,dryer,tørke,sludge,pellets,3000,t/yr,200000,0.7,2,5,10,0.1,,2024,a list,"
            "unverified\n");
  world.add("technology_flows",
            "technology_id,direction,resource,amount_per_main_input,unit,status\n"
            "dryer,input,sludge,1,t,unverified\ndryer,output,pellets,0.25,t,unverified\n"
            "dryer,output,loss,0.75,t,unverified\n");
  return world;
}

StreamId offer(SmallWorld& world, std::string key, SiteId site, std::string_view resource,
               double quantity, double eur) {
  const StreamId id = world.offer(std::move(key), site, resource, quantity);
  world.price(id, eur);
  world.factor(id, 0);
  return id;
}

std::vector<Gap> of_kind(const SmallWorld& world, GapKind kind, GapOptions options = {}) {
  auto gaps = find_gaps(world.region, world.reference, options);
  std::erase_if(gaps, [&](const Gap& gap) { return gap.kind != kind; });
  return gaps;
}

/// What the dryer costs a year, without its running cost per tonne: a tangent at 3 000 t.
double dryer_cost(double size) {
  const double fixed = 200000 * 0.3, slope = 200000 * 0.7 / 3000;
  return (fixed + slope * std::max(size, 1000.0)) / 10 + 0.05 * fixed;
}
double dryer_running() {
  return 2 + 0.05 * 200000 * 0.7 / 3000 + 0.1 * 50;
}

TEST(Gaps, a_technology_that_the_region_lacks_is_a_missing_link) {
  SmallWorld world = gap_world();
  need(world, "n", site_north(world, "works", 0), "pellets", 1000, 200);
  offer(world, "a", site_north(world, "a", 0), "sludge", 2000, 10);
  offer(world, "ash", site_north(world, "b", 90), "ash", 10, 0);
  const auto gaps = of_kind(world, GapKind::process);
  ASSERT_EQ(gaps.size(), 1U);
  const Gap& gap = gaps.front();
  EXPECT_EQ(gap.technology, "dryer");
  EXPECT_EQ(world.reference[gap.resource].key, "pellets");
  EXPECT_EQ(world.region[gap.need].key, "n");
  EXPECT_NEAR(gap.quantity.in(unit_amount / year), 2000, 1e-9);
  EXPECT_NEAR(gap.size->in(unit_amount / year), 2000, 1e-9);
  // The lorry's loading is paid once: a tonne of sludge, or a quarter of one of pellets.
  EXPECT_NEAR(eur(*gap.benefit),
              2000 * (10 + 0.25 * (200 - 4.5) - dryer_running()) - dryer_cost(2000), 1e-3);
  ASSERT_FALSE(gap.checks.empty());
  EXPECT_EQ(gap.checks.front().key, "gap.unverified_technology");
}

TEST(Gaps, a_process_that_the_region_has_is_none) {
  SmallWorld world = gap_world();
  need(world, "n", site_north(world, "works", 0), "pellets", 1000, 200);
  offer(world, "a", site_north(world, "a", 0), "sludge", 2000, 10);
  Process process = reference::as_candidate(world.reference.technologies().front());
  process.capex_fixed = 1e9 * euro;  // it pays for nobody
  world.region.processes.push_back(process);
  EXPECT_TRUE(of_kind(world, GapKind::process).empty());
}

TEST(Gaps, offers_that_have_a_paying_match_unlock_nothing) {
  SmallWorld world = gap_world();
  need(world, "n", site_north(world, "works", 0), "pellets", 1000, 200);
  need(world, "field", site_north(world, "field", 1), "sludge", 5000, 5);
  offer(world, "a", site_north(world, "a", 0), "sludge", 2000, 10);
  EXPECT_TRUE(find_gaps(world.region, world.reference, {}).empty());
}

TEST(Gaps, a_taker_of_the_right_sector_is_a_missing_link) {
  SmallWorld world = gap_world();
  const SiteId cement = site_north(world, "cement", 0);
  world.region.sites[cement.index()].nace = "23.51";
  offer(world, "a", site_north(world, "a", 10), "ash", 1000, 100);
  offer(world, "far", site_north(world, "far", 49), "ash", 100, -25);  // pays no carriage
  const auto gaps = of_kind(world, GapKind::need);
  ASSERT_EQ(gaps.size(), 2U);  // lime; ash itself, at a price that nobody knows
  const Gap& gap = gaps.front();
  EXPECT_EQ(world.reference[gap.resource].key, "lime");
  EXPECT_EQ(gap.site, cement);
  EXPECT_TRUE(gap.is_of_sector);
  ASSERT_EQ(gap.offers.size(), 1U);
  EXPECT_NEAR(eur(*gap.benefit), 1000 * (100 + 30 - 4.5 - 1.2), 1e-3);
  EXPECT_NEAR(gap.co2e_saved->in(tonne_co2e / year), 900 - 1, 1e-6);
  EXPECT_FALSE(gaps.back().benefit);
  EXPECT_FALSE(gaps.back().is_of_sector);
  EXPECT_NEAR(gaps.back().quantity.in(unit_amount / year), 1100, 1e-9);
}

TEST(Gaps, what_somebody_within_the_radius_needs_is_no_missing_need) {
  SmallWorld world = gap_world();
  offer(world, "a", site_north(world, "a", 10), "ash", 1000, -50);
  need(world, "n", site_north(world, "n", 0), "lime", 1000, 30);
  for (const Gap& gap : of_kind(world, GapKind::need)) {
    EXPECT_NE(world.reference[gap.resource].key, "lime");
  }
  const auto near = of_kind(world, GapKind::need, {.radius = 5.0 * kilometre});
  EXPECT_TRUE(std::ranges::any_of(near, [&](const Gap& gap) {
                return world.reference[gap.resource].key == "lime";
              }) == false);  // and 50 EUR/t of income is worth more than lime
}

TEST(Gaps, a_kind_of_what_would_take_the_same_is_not_told_twice) {
  SmallWorld world = gap_world();
  world.add("resources", "resource_id,broader,unit,state,hazardous\nburnt-lime,lime,t,solid,no\n");
  world.add("synergies",
            "synergy_id,offer_resource,need_resource,substitution,status\n"
            "s2,ash,burnt-lime,1,published\n");
  offer(world, "a", site_north(world, "a", 10), "ash", 1000, 100);
  const auto gaps = of_kind(world, GapKind::need);
  ASSERT_EQ(gaps.size(), 2U);  // burnt lime or lime, and ash itself
}

TEST(Gaps, tonnes_euros_and_climate_rank_differently) {
  SmallWorld world = gap_world();
  offer(world, "a", site_north(world, "a", 10), "ash", 1000, 100);
  offer(world, "s", site_north(world, "s", 10), "sludge", 5000, 1);
  const auto first = [&](GapRank rank) {
    return world.reference[of_kind(world, GapKind::need, {.rank = rank}).front().resource].key;
  };
  EXPECT_EQ(first(GapRank::benefit), "lime");
  EXPECT_EQ(first(GapRank::climate), "lime");
  EXPECT_EQ(first(GapRank::quantity), "sludge");
}

TEST(Gaps, no_site_and_no_set_of_offers_is_better) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 engine(seed);
    const auto between = [&](double low, double high) {
      return low + (high - low) * static_cast<double>(engine() % 1000003) / 1000003;
    };
    SmallWorld world = gap_world();
    struct Place {
      double kilometres, quantity, price;
    };
    std::vector<Place> givers(1 + engine() % 5), takers(1 + engine() % 3);
    for (std::size_t i = 0; i < givers.size(); ++i) {
      givers[i] = {between(0, 60), between(200, 4000), between(-30, 10)};
      const std::string key = std::format("giver{}", i);
      offer(world, key, site_north(world, key, givers[i].kilometres), "sludge", givers[i].quantity,
            givers[i].price);
    }
    for (std::size_t i = 0; i < takers.size(); ++i) {
      takers[i] = {between(0, 60), between(100, 2000), between(50, 200)};
      const std::string key = std::format("taker{}", i);
      need(world, key, site_north(world, key, takers[i].kilometres), "pellets", takers[i].quantity,
           takers[i].price);
    }
    const auto carriage = [](double a, double b) {
      return a == b ? 0 : 4.5 + 0.12 * std::abs(a - b);
    };
    double best = 0;
    std::vector<Place> sites = givers;
    sites.insert(sites.end(), takers.begin(), takers.end());
    for (const Place& site : sites) {
      for (const Place& taker : takers) {
        const double most = std::min(9000.0, taker.quantity / 0.25);
        const double product = 0.25 * (taker.price - carriage(site.kilometres, taker.kilometres));
        for (std::size_t set = 1; set < (1U << givers.size()); ++set) {
          double size = 0, sum = 0;
          bool is_near = true;
          const auto value = [&](const Place& giver) {
            return giver.price - carriage(giver.kilometres, site.kilometres) + product -
                   dryer_running();
          };
          const auto reaches = [&](const Place& giver) {
            return std::abs(giver.kilometres - site.kilometres) <= 40;
          };
          for (std::size_t i = 0; i < givers.size(); ++i) {
            if (!(set >> i & 1)) continue;
            is_near = is_near && reaches(givers[i]);
            size += givers[i].quantity;
            sum += value(givers[i]) * givers[i].quantity;
          }
          if (!is_near) continue;
          if (size <= most) best = std::max(best, sum - dryer_cost(size));
          // The last one in part: up to a corner of cost or room.
          for (std::size_t i = 0; i < givers.size(); ++i) {
            if (!(set >> i & 1)) continue;
            for (const double corner : {1000.0, most}) {
              const double part = corner - (size - givers[i].quantity);
              if (part <= 0 || part > givers[i].quantity || corner > most) continue;
              best = std::max(
                  best, sum - value(givers[i]) * (givers[i].quantity - part) - dryer_cost(corner));
            }
          }
        }
      }
    }
    const auto gaps = of_kind(world, GapKind::process, {.radius = 40.0 * kilometre});
    ASSERT_EQ(gaps.empty(), best <= 1e-6) << seed;
    if (gaps.empty()) continue;
    EXPECT_NEAR(eur(*gaps.front().benefit), best, 1e-3) << seed;
    ++found;
  }
  EXPECT_GT(found, 50);
}

TEST(Gaps, the_order_of_rows_changes_nothing) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SmallWorld world = testing::random_world(seed);
    for (std::size_t i = 0; i < world.region.streams.size(); ++i) {
      world.region.streams[i].key += std::format("-{}", i);
    }
    Region other = world.region;
    testing::shuffle_streams(other, seed + 1);
    const auto gaps = find_gaps(world.region, world.reference, {.top = 0});
    const auto again = find_gaps(other, world.reference, {.top = 0});
    ASSERT_EQ(gaps.size(), again.size()) << seed;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      EXPECT_EQ(gaps[i].resource, again[i].resource) << seed;
      EXPECT_EQ(gaps[i].offers.size(), again[i].offers.size()) << seed;
    }
  }
}

TEST(Gaps, built_in_technologies_read_without_fault) {
  const auto& technologies = reference::built_in().technologies();
  EXPECT_EQ(technologies.size(), 60U);
  for (const reference::Technology& technology : technologies) {
    EXPECT_FALSE(technology.outputs.empty()) << technology.provenance.key;
  }
}

}  // namespace
}  // namespace samspill::matching
