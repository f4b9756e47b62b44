#include "app/site_squares.h"

#include <cmath>
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <numbers>
#include <random>

namespace samspill::app {
namespace {

using ::testing::ElementsAre;

/// One line for each square, sorted.
std::vector<std::string> lines_of(const std::vector<SiteSquares::Square>& squares) {
  std::vector<std::string> lines;
  for (const SiteSquares::Square& square : squares) {
    lines.push_back(std::format("{:.6f} {:.6f} {} {}", square.middle.latitude_deg,
                                square.middle.longitude_deg, square.sites,
                                square.only == nullptr ? "-" : square.only->key));
  }
  std::ranges::sort(lines);
  return lines;
}

/// The same by looking at every site: squares of 40 pixels, as map libraries draw.
std::vector<std::string> plainly(const std::vector<SiteOnMap>& sites,
                                 const std::optional<storage::Box>& box, int zoom) {
  std::map<std::pair<int, int>, std::vector<const SiteOnMap*>> squares;
  for (const SiteOnMap& site : sites) {
    const double pixels = 256 * std::exp2(zoom);
    const double latitude = site.place.latitude_deg * std::numbers::pi / 180;
    const double x = (site.place.longitude_deg + 180) / 360 * pixels;
    const double y = (1 - std::asinh(std::tan(latitude)) / std::numbers::pi) / 2 * pixels;
    squares[{static_cast<int>(x / 40), static_cast<int>(y / 40)}].push_back(&site);
  }
  std::vector<SiteSquares::Square> found;
  for (const auto& [square, within] : squares) {
    Place sum;
    for (const SiteOnMap* site : within) {
      sum.latitude_deg += site->place.latitude_deg;
      sum.longitude_deg += site->place.longitude_deg;
    }
    const auto count = static_cast<double>(within.size());
    const Place middle{sum.latitude_deg / count, sum.longitude_deg / count};
    if (is_within(box, middle)) {
      found.push_back({middle, within.size(), within.size() == 1 ? within.front() : nullptr});
    }
  }
  return lines_of(found);
}

class Squares : public ::testing::Test {
 protected:
  double between(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random_);
  }
  /// Some places are close to others.
  Place any_place(const std::vector<SiteOnMap>& sites) {
    if (!sites.empty() && between(0, 1) < 0.5) {
      const Place& near = sites[random_() % sites.size()].place;
      return {near.latitude_deg + between(-0.05, 0.05), near.longitude_deg + between(-0.05, 0.05)};
    }
    return {between(-60, 80), between(-179, 179)};
  }
  std::optional<storage::Box> any_box() {
    if (between(0, 1) < 0.2) return {};
    const double south = between(-70, 70), west = between(-180, 170);
    return storage::Box{south, west, between(south, 85), between(west, 180)};
  }

  std::mt19937 random_{7};
};

TEST_F(Squares, are_those_found_by_looking_at_every_site) {
  std::vector<SiteOnMap> sites;
  for (int i = 0; i < 500; ++i) {
    sites.push_back({.key = std::to_string(i), .place = any_place(sites), .emitted = {}});
  }
  std::vector<const SiteOnMap*> all;
  for (const SiteOnMap& site : sites) all.push_back(&site);
  const SiteSquares squares(all);
  for (int i = 0; i < 300; ++i) {
    const auto box = any_box();
    const int zoom = static_cast<int>(random_() % (SiteSquares::kMostZoom + 1));
    ASSERT_EQ(lines_of(squares.squares(box, zoom)), plainly(sites, box, zoom)) << zoom;
  }
}

TEST_F(Squares, forget_a_site_without_a_trace) {
  std::vector<SiteOnMap> sites;
  for (int i = 0; i < 50; ++i) {
    sites.push_back({.key = std::to_string(i), .place = any_place(sites), .emitted = {}});
  }
  SiteSquares squares({});
  for (const SiteOnMap& site : sites) squares.add(site);
  for (int i = 40; i < 50; ++i) squares.remove(sites[static_cast<std::size_t>(i)]);
  sites.resize(40);
  for (int zoom = 0; zoom <= SiteSquares::kMostZoom; ++zoom) {
    EXPECT_EQ(lines_of(squares.squares({}, zoom)), plainly(sites, {}, zoom)) << zoom;
  }
}

TEST_F(Squares, of_two_sites_come_apart_as_the_zoom_grows) {
  const SiteOnMap trondheim{
      .key = "a", .place = {.latitude_deg = 63.43, .longitude_deg = 10.40}, .emitted = {}};
  const SiteOnMap orkanger{
      .key = "b", .place = {.latitude_deg = 63.30, .longitude_deg = 9.85}, .emitted = {}};
  const SiteSquares squares({&trondheim, &orkanger});
  EXPECT_THAT(lines_of(squares.squares({}, 3)), ElementsAre("63.365000 10.125000 2 -"));
  EXPECT_THAT(lines_of(squares.squares({}, 10)),
              ElementsAre("63.300000 9.850000 1 b", "63.430000 10.400000 1 a"));
}

}  // namespace
}  // namespace samspill::app
