#include "reference/carriage.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "reference/distance.h"

namespace samspill::reference {
namespace {

double km(Distance distance) {
  return distance.in(kilometre);
}

/// Sites of the real map with the shipped tables.
struct Map {
  SiteId site(double latitude_deg, double longitude_deg, std::optional<bool> has_quay = {}) {
    region.sites.push_back({.place = {latitude_deg, longitude_deg}, .has_quay = has_quay});
    return SiteId(region.sites.size() - 1);
  }
  std::optional<Carriage> by(std::string_view mode, SiteId from, SiteId to,
                             std::string_view resource) const {
    const Carriages carriages(region, built_in());
    const ModeId id = built_in().find_mode(mode);
    for (const Carriage& way : carriages.ways(from, to, built_in().find_resource_id(resource))) {
      if (way.mode == id) return way;
    }
    return {};
  }
  Region region;
};

TEST(Carriages, a_lorry_pays_the_ferry_over_trondheimsfjorden) {
  Map map;
  const SiteId trondheim = map.site(63.43, 10.40), rissa = map.site(63.58, 9.97);
  const auto lorry = map.by("lorry", trondheim, rissa, "bark");
  ASSERT_TRUE(lorry);
  EXPECT_EQ(lorry->origin, DistanceOrigin::mapped);
  const Mode& mode = built_in()[lorry->mode];
  const Distance ferry = 7.4 * kilometre, as_driving = 30.0 * kilometre;
  const UnitPrice cost =
      mode.cost + mode.cost_per_distance * (lorry->distance - ferry + as_driving);
  EXPECT_NEAR(lorry->cost / cost, 1, 1e-9);
  EXPECT_NEAR(*lorry->co2e / (*mode.co2e_per_distance * lorry->distance), 1, 1e-9);
}

TEST(Carriages, a_pipe_follows_the_straight_line_also_over_the_fjord) {
  Map map;
  const SiteId south = map.site(63.451, 10.203), north = map.site(63.509, 10.135);
  const auto pipe = map.by("pipe_heat", south, north, "heat");
  ASSERT_TRUE(pipe);
  const double straight = km(great_circle(map.region.sites[0].place, map.region.sites[1].place));
  EXPECT_NEAR(km(pipe->distance), straight * built_in().constant("pipe_detour_factor"), 1e-6);
}

TEST(Carriages, a_ship_sails_only_between_two_quays) {
  Map map;
  const SiteId trondheim = map.site(63.44, 10.41), oslo = map.site(59.90, 10.735);
  const SiteId roros = map.site(62.57, 11.38), without = map.site(59.90, 10.735, false);
  EXPECT_TRUE(map.by("ship", trondheim, oslo, "bark"));
  EXPECT_FALSE(map.by("ship", trondheim, roros, "bark"));
  EXPECT_FALSE(map.by("ship", trondheim, without, "bark"));
}

TEST(Carriages, svalbard_is_reached_by_link_alone) {
  Map map;
  const SiteId longyearbyen = map.site(78.22, 15.65), oslo = map.site(59.90, 10.735);
  const ResourceId bark = built_in().find_resource_id("bark");
  EXPECT_TRUE(Carriages(map.region, built_in()).ways(longyearbyen, oslo, bark).empty());
  Link link;
  link.from = longyearbyen;
  link.to = oslo;
  link.mode = built_in().find_mode("ship");
  map.region.links.push_back(link);
  const auto ways = Carriages(map.region, built_in()).ways(longyearbyen, oslo, bark);
  ASSERT_EQ(ways.size(), 1U);
  EXPECT_EQ(ways.front().origin, DistanceOrigin::guessed);
  map.region.links.front().distance = 2800.0 * kilometre;
  const auto stated = Carriages(map.region, built_in()).ways(longyearbyen, oslo, bark);
  EXPECT_EQ(stated.front().origin, DistanceOrigin::stated);
  EXPECT_NEAR(km(stated.front().distance), 2800, 1e-9);
}

TEST(Carriages, no_way_is_shorter_than_the_least_factor_allows) {
  Map map;
  for (double latitude = 54.1; latitude < 71; latitude += 2.3) {
    for (double longitude = 4.7; longitude < 30; longitude += 2.9) map.site(latitude, longitude);
  }
  const Carriages carriages(map.region, built_in());
  for (std::size_t a = 0; a < map.region.sites.size(); ++a) {
    for (std::size_t b = 0; b < map.region.sites.size(); ++b) {
      const Distance straight = great_circle(map.region.sites[a].place, map.region.sites[b].place);
      const Distance shortest = carriages.shortest_distance(SiteId(a), SiteId(b));
      ASSERT_GE(km(shortest), km(straight) * carriages.least_factor() - 1e-6);
    }
  }
}

}  // namespace
}  // namespace samspill::reference
