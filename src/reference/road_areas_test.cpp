#include "reference/road_areas.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <gtest/gtest.h>
#include <limits>
#include <random>

#include "base/csv.h"
#include "reference/distance.h"
#include "reference/reference.h"

namespace samspill::reference {
namespace {

double km(Distance distance) {
  return distance.in(kilometre);
}

Site site(double latitude_deg, double longitude_deg) {
  return {.place = {latitude_deg, longitude_deg}};
}

struct World {
  void add(std::string table, std::string csv) {
    Diagnostics diagnostics;
    const auto read = read_csv(table, table, std::move(csv), diagnostics);
    if (read) tables.add(*read, Status::unverified, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.list()) ADD_FAILURE() << to_text(diagnostic);
  }
  void areas(const std::string& rows) { add("road_areas", "area_id,outline,road_factor\n" + rows); }
  void crossings(const std::string& rows) {
    add("road_crossings",
        "crossing_id,name,kind,area_a,area_b,latitude_a_deg,longitude_a_deg,latitude_b_deg,"
        "longitude_b_deg,length_km,cost_as_km\n" +
            rows);
  }
  WayTables tables;
};

/// Land on both sides of the parallel 63: one degree of latitude is 111.2 km.
struct Fjord : World {
  Fjord() {
    areas("south,62 10;62 11;63 11;63 10,\nnorth,63 10;63 11;64 11;64 10,1.5\n");
    crossings("f,West–East,ferry,south,north,62.99,10.5,63.01,10.5,7,30\n");
  }
};

TEST(Roads, a_drive_between_two_areas_takes_the_ferry) {
  const Fjord world;
  const std::vector<Site> sites = {site(62.9, 10.5), site(63.2, 10.5)};
  const Roads roads(world.tables, 1.3, sites);
  const auto drive = roads.drive(SiteId(0), SiteId(1));
  ASSERT_TRUE(drive);
  const double ends = 0.09 * 111.195 * 1.3 + 0.19 * 111.195 * 1.5;
  EXPECT_NEAR(km(drive->length), ends + 7, 0.01);
  EXPECT_NEAR(km(drive->cost_length), ends + 30, 0.01);
  EXPECT_FALSE(drive->is_guess);
  const auto crossings = roads.crossings(SiteId(0), SiteId(1));
  ASSERT_EQ(crossings.size(), 1U);
  EXPECT_EQ(crossings.front()->name, "West–East");
  EXPECT_TRUE(crossings.front()->is_ferry);
}

TEST(Roads, within_an_area_its_own_factor_counts) {
  const Fjord world;
  const std::vector<Site> sites = {site(62.1, 10.5), site(62.2, 10.5), site(63.1, 10.5),
                                   site(63.2, 10.5), site(60.0, 10.5)};
  const Roads roads(world.tables, 1.3, sites);
  EXPECT_NEAR(km(roads.drive(SiteId(0), SiteId(1))->length), 11.12 * 1.3, 0.01);
  EXPECT_TRUE(roads.drive(SiteId(0), SiteId(1))->is_guess);
  EXPECT_NEAR(km(roads.drive(SiteId(2), SiteId(3))->length), 11.12 * 1.5, 0.01);
  EXPECT_FALSE(roads.drive(SiteId(2), SiteId(3))->is_guess);
  EXPECT_NEAR(km(roads.drive(SiteId(0), SiteId(4))->length), 2.1 * 111.195 * 1.3, 0.1)
      << "outside all areas: as before";
  EXPECT_TRUE(roads.crossings(SiteId(0), SiteId(1)).empty());
}

TEST(Roads, an_island_without_a_crossing_has_no_road) {
  Fjord world;
  world.areas("island,70 10;70 11;71 11;71 10,\n");
  const std::vector<Site> sites = {site(62.9, 10.5), site(70.5, 10.5), site(70.6, 10.5)};
  const Roads roads(world.tables, 1.3, sites);
  EXPECT_FALSE(roads.drive(SiteId(0), SiteId(1)));
  EXPECT_TRUE(roads.drive(SiteId(1), SiteId(2)));
  EXPECT_TRUE(roads.crossings(SiteId(0), SiteId(1)).empty());
  EXPECT_TRUE(roads.are_apart(SiteId(0), SiteId(1)));
}

TEST(Roads, a_dear_ferry_is_driven_around) {
  Fjord world;
  world.crossings("b,Bridge,bridge,south,north,63,10.9,63,10.9,,\n");
  const std::vector<Site> sites = {site(62.99, 10.5), site(63.01, 10.5)};
  const Roads cheap(world.tables, 1.3, sites);
  EXPECT_EQ(cheap.crossings(SiteId(0), SiteId(1)).front()->name, "West–East");
  world.crossings("f,West–East,ferry,south,north,62.99,10.5,63.01,10.5,7,100\n");
  const Roads dear(world.tables, 1.3, sites);
  EXPECT_EQ(dear.crossings(SiteId(0), SiteId(1)).front()->name, "Bridge");
}

/// The cheapest way over areas and crossings, by trying every sequence of crossings.
double cheapest(const World& world, double factor, Place from, std::size_t area, Place to,
                std::size_t goal, std::vector<bool> used) {
  const auto& areas = world.tables.areas();
  double best = std::numeric_limits<double>::infinity();
  const double own = areas[area].road_factor.value_or(factor);
  if (area == goal) best = km(great_circle(from, to)) * own;
  const auto& crossings = world.tables.crossings();
  for (std::size_t i = 0; i < crossings.size(); ++i) {
    const Crossing& crossing = crossings[i];
    if (used[i] || (crossing.area_a != area && crossing.area_b != area)) continue;
    used[i] = true;
    for (const bool is_forward : {true, false}) {
      if ((is_forward ? crossing.area_a : crossing.area_b) != area) continue;
      const Place near = is_forward ? crossing.end_a : crossing.end_b;
      const Place far = is_forward ? crossing.end_b : crossing.end_a;
      best = std::min(
          best, km(great_circle(from, near)) * own + km(*crossing.cost_length) +
                    cheapest(world, factor, far, is_forward ? crossing.area_b : crossing.area_a, to,
                             goal, used));
    }
    used[i] = false;
  }
  return best;
}

TEST(Roads, the_cheapest_of_all_sequences_of_crossings_is_found) {
  std::size_t drives = 0, none = 0, long_ways = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 dice(seed);
    const auto degrees = [&](double from) {
      return from + static_cast<double>(dice() % 100) / 100;
    };
    World world;
    world.areas(
        "a,60 10;60 11;61 11;61 10,\nb,61 10;61 11;62 11;62 10,1.1\n"
        "c,62 10;62 11;63 11;63 10,1.6\nd,63 10;63 11;64 11;64 10,\n");
    const std::string names = "abcd";
    for (std::size_t i = 0, count = 1 + dice() % 5; i < count; ++i) {
      const std::size_t a = dice() % 4, b = (a + 1 + dice() % 3) % 4;
      const Place end_a{degrees(60 + static_cast<double>(a)), degrees(10)};
      const Place end_b{degrees(60 + static_cast<double>(b)), degrees(10)};
      const double length = km(great_circle(end_a, end_b)) + static_cast<double>(dice() % 50);
      world.crossings(std::format("c{},x,ferry,{},{},{},{},{},{},{},{}\n", i, names[a], names[b],
                                  end_a.latitude_deg, end_a.longitude_deg, end_b.latitude_deg,
                                  end_b.longitude_deg, length, length + 10));
    }
    std::vector<Site> sites;
    for (std::size_t i = 0; i < 4; ++i) {
      sites.push_back(site(60.05 + static_cast<double>(i) + 0.9 * (degrees(0)), degrees(10)));
    }
    const Roads roads(world.tables, 1.3, sites);
    for (std::size_t a = 0; a < sites.size(); ++a) {
      for (std::size_t b = 0; b < sites.size(); ++b) {
        if (a == b) continue;
        const double truth = cheapest(world, 1.3, sites[a].place, a, sites[b].place, b,
                                      std::vector<bool>(world.tables.crossings().size()));
        const auto drive = roads.drive(SiteId(a), SiteId(b));
        ASSERT_EQ(drive.has_value(), std::isfinite(truth)) << seed;
        if (!drive) {
          ++none;
          continue;
        }
        ASSERT_NEAR(km(drive->cost_length), truth, 1e-6) << seed;
        ASSERT_LE(drive->length, drive->cost_length) << seed;
        ASSERT_GE(km(drive->length), km(great_circle(sites[a].place, sites[b].place)) - 1e-9);
        ASSERT_NEAR(km(roads.drive(SiteId(b), SiteId(a))->cost_length), truth, 1e-6) << seed;
        const auto crossings = roads.crossings(SiteId(a), SiteId(b));
        ASSERT_FALSE(crossings.empty()) << seed;
        ++drives;
        long_ways += crossings.size() > 1 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(drives, 500U);
  EXPECT_GT(none, 100U);
  EXPECT_GT(long_ways, 100U);
}

/// Roads of the shipped tables between two places.
struct Known {
  const char* what;
  Place from, to;
  double km;
  double tolerance;  // share
};

TEST(Roads, known_drives_are_met) {
  // As route planners give them; from memory, unverified. Short drives scatter more.
  const Known knowns[] = {{"Oslo–Bergen", {59.91, 10.75}, {60.39, 5.32}, 463, 0.15},
                          {"Oslo–Trondheim", {59.91, 10.75}, {63.43, 10.40}, 493, 0.12},
                          {"Oslo–Kristiansand", {59.91, 10.75}, {58.15, 8.00}, 320, 0.12},
                          {"Stavanger–Bergen", {58.97, 5.73}, {60.39, 5.32}, 210, 0.15},
                          {"Stavanger–Oslo", {58.97, 5.73}, {59.91, 10.75}, 450, 0.15},
                          {"Brekstad–Orkanger", {63.69, 9.67}, {63.31, 9.85}, 62, 0.2},
                          {"Trondheim–Rissa", {63.43, 10.40}, {63.58, 9.97}, 50, 0.25},
                          {"Horten–Moss", {59.417, 10.48}, {59.434, 10.66}, 11, 0.2},
                          {"Herøya–Rafnes", {59.115, 9.64}, {59.10, 9.59}, 20, 0.25},
                          {"København–Kolding", {55.68, 12.57}, {55.49, 9.47}, 235, 0.12},
                          {"København–Odense", {55.68, 12.57}, {55.40, 10.39}, 165, 0.15},
                          {"København–Malmö", {55.68, 12.57}, {55.60, 13.00}, 43, 0.2},
                          {"Oslo–Göteborg", {59.91, 10.75}, {57.71, 11.97}, 293, 0.15},
                          {"Stockholm–Göteborg", {59.33, 18.07}, {57.71, 11.97}, 470, 0.1},
                          {"Stockholm–Malmö", {59.33, 18.07}, {55.60, 13.00}, 615, 0.1},
                          {"Stockholm–Oslo", {59.33, 18.07}, {59.91, 10.75}, 525, 0.15},
                          {"Luleå–Oulu", {65.58, 22.15}, {65.01, 25.47}, 270, 0.2},
                          {"Helsinki–Oulu", {60.17, 24.94}, {65.01, 25.47}, 607, 0.1},
                          {"Helsinki–Turku", {60.17, 24.94}, {60.45, 22.27}, 168, 0.1},
                          {"Tallinn–Riga", {59.44, 24.75}, {56.95, 24.11}, 310, 0.12},
                          {"Trondheim–Östersund", {63.43, 10.40}, {63.18, 14.64}, 270, 0.15},
                          {"Narvik–Kiruna", {68.44, 17.43}, {67.86, 20.23}, 180, 0.2}};
  std::vector<Site> sites;
  for (const Known& known : knowns) {
    sites.push_back({.place = known.from});
    sites.push_back({.place = known.to});
  }
  const Roads roads(built_in().way_tables(), built_in().constant("road_detour_factor"), sites);
  for (std::size_t i = 0; i < std::size(knowns); ++i) {
    const Known& known = knowns[i];
    const auto drive = roads.drive(SiteId(2 * i), SiteId(2 * i + 1));
    ASSERT_TRUE(drive) << known.what;
    std::string over;
    for (const Crossing* crossing : roads.crossings(SiteId(2 * i), SiteId(2 * i + 1))) {
      over += crossing->name + ", ";
    }
    EXPECT_NEAR(km(drive->length), known.km, known.km * known.tolerance)
        << known.what << " over " << over;
    EXPECT_NEAR(km(roads.drive(SiteId(2 * i + 1), SiteId(2 * i))->length), km(drive->length), 1e-6);
  }
}

}  // namespace
}  // namespace samspill::reference
