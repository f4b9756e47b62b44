#include "reference/sea_ways.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "reference/distance.h"
#include "reference/reference.h"

namespace samspill::reference {
namespace {

constexpr SeaOptions kOptions{1.4, 10.0 * kilometre};

double km(Distance distance) {
  return distance.in(kilometre);
}

/// A site at each port of the shipped table.
std::vector<Site> sites_at_ports() {
  std::vector<Site> sites;
  for (const Port& port : built_in().way_tables().ports()) sites.push_back({.place = port.place});
  return sites;
}

SiteId at(std::string_view port) {
  const auto& ports = built_in().way_tables().ports();
  const auto found = std::ranges::find(ports, port, &Port::key);
  EXPECT_NE(found, ports.end()) << port;
  return SiteId(static_cast<std::size_t>(found - ports.begin()));
}

TEST(SeaWays, published_distances_are_met) {
  // Nautical miles: National Geospatial-Intelligence Agency, Pub. 151, Distances Between Ports,
  // 11th edition 2001, read in the text that kaklin/sea-routes keeps of it. Left out: Kalundborg–
  // Świnoujście 175, which no way around Zealand comes near (straight line 152).
  struct Known {
    const char *from, *to;
    double miles;
  };
  constexpr Known kKnown[] = {
      {"NOAES", "NOBGO", 167}, {"DKAAR", "DKCPH", 108}, {"DKAAR", "PLSZZ", 268},
      {"DKAAL", "DKCPH", 143}, {"DKAAB", "DKCPH", 196}, {"DKAAB", "DELBC", 138},
      {"DKAAB", "FIHEL", 666}, {"DKAAB", "SELLA", 914}, {"DKAAB", "LVRIX", 588},
      {"DKAAB", "EETLL", 646}, {"DKAAB", "SEUME", 792}, {"FISKV", "FIHEL", 56},
      {"FISKV", "SELLA", 584}, {"FISKV", "FIKOK", 525}, {"FISKV", "DKCPH", 582},
      {"FISKV", "SEHAD", 644}, {"FISKV", "FIHMN", 83},  {"FIUKI", "FIHEL", 293},
      {"FIUKI", "NOOSL", 808}, {"FIUKI", "SESTO", 164}, {"FIVAA", "SESTO", 282},
      {"FIVAA", "FIRAU", 160}, {"FIVAA", "FIPRS", 99},  {"FIPRS", "FIOUL", 133},
      {"SEVAG", "DKCPH", 92},  {"SEVAG", "SEKAN", 230}, {"SEVAG", "SEKAA", 240},
      {"SEVAG", "DKODE", 130}, {"SEVAG", "FIOUL", 919}, {"SEKLR", "NOOSL", 464},
      {"SEKLR", "NODRM", 455}, {"SEKLR", "NOBOR", 430}, {"SEKLR", "NOMSS", 432},
      {"DKKAL", "DKCPH", 115}, {"DKKAL", "SESTO", 531}, {"LVVNT", "PLGDY", 204},
      {"LVVNT", "SESTO", 174}};
  const auto sites = sites_at_ports();
  const SeaWays ways(built_in().way_tables(), kOptions, sites);
  double sum = 0;
  for (const Known& known : kKnown) {
    const auto distance = ways.distance(at(known.from), at(known.to));
    ASSERT_TRUE(distance) << known.from << ' ' << known.to;
    const double published = known.miles * 1.852;
    EXPECT_NEAR(km(*distance), published, 0.13 * published) << known.from << ' ' << known.to;
    sum += std::abs(km(*distance) / published - 1);
  }
  EXPECT_LT(sum / std::size(kKnown), 0.05) << "mean error";
}

TEST(SeaWays, no_way_is_shorter_than_the_straight_line_or_a_way_over_a_third_port) {
  const auto sites = sites_at_ports();
  const SeaWays ways(built_in().way_tables(), kOptions, sites);
  for (std::size_t a = 0; a < sites.size(); ++a) {
    for (std::size_t b = 0; b < sites.size(); ++b) {
      const auto way = ways.distance(SiteId(a), SiteId(b));
      ASSERT_TRUE(way) << ways.port(SiteId(a))->name << ' ' << ways.port(SiteId(b))->name;
      ASSERT_GE(km(*way), km(great_circle(sites[a].place, sites[b].place)) - 1e-6);
      ASSERT_NEAR(km(*way), km(*ways.distance(SiteId(b), SiteId(a))), 1e-6);
      for (std::size_t c = 0; c < sites.size(); c += 7) {
        ASSERT_LE(km(*way), km(*ways.distance(SiteId(a), SiteId(c))) +
                                km(*ways.distance(SiteId(c), SiteId(b))) + 1e-6);
      }
    }
  }
}

TEST(SeaWays, a_ship_comes_where_a_quay_is_stated_or_a_port_is_near) {
  const Place trondheim{63.44, 10.41};
  const Place inland{62.57, 11.38};  // Røros, 100 km from the sea
  const std::vector<Site> sites = {{.place = trondheim},
                                   {.place = trondheim, .has_quay = false},
                                   {.place = inland},
                                   {.place = inland, .has_quay = true},
                                   {.place = {63.42, 10.50}, .has_quay = true}};
  const SeaWays ways(built_in().way_tables(), kOptions, sites);
  EXPECT_TRUE(ways.has_quay(SiteId(0)));
  EXPECT_FALSE(ways.has_quay(SiteId(1)));
  EXPECT_FALSE(ways.has_quay(SiteId(2)));
  EXPECT_TRUE(ways.has_quay(SiteId(3)));
  EXPECT_EQ(ways.port(SiteId(0))->name, "Trondheim");
  EXPECT_EQ(ways.port(SiteId(2)), nullptr);
  EXPECT_FALSE(ways.distance(SiteId(0), SiteId(1)));
  EXPECT_NEAR(km(*ways.distance(SiteId(0), SiteId(4))), 1.4 * 5.0, 0.2) << "at the same port";
  EXPECT_GE(*ways.distance(SiteId(0), SiteId(3)), great_circle(trondheim, inland));
}

}  // namespace
}  // namespace samspill::reference
