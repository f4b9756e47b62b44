#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/place.h"
#include "storage/row_list.h"

namespace samspill::app {

/// Direct emissions of a site in the latest year that is known, of all gases with a potential.
struct Emitted {
  int year = 0;
  double kt_co2e = 0;

  bool operator==(const Emitted&) const = default;
};

/// What the map tells of a site.
struct SiteOnMap {
  std::string key, name, municipality, nace;
  Place place;
  int offers = 0;
  int needs = 0;
  std::optional<Emitted> emitted;

  bool operator==(const SiteOnMap&) const = default;
};

/// Sites in the squares of 40 pixels that they lie in, at every zoom (Web Mercator, 256
/// pixels a tile). A square of one zoom holds four of the next, so all sites stand in one order,
/// the Z-order of the smallest squares, in which those of any square are neighbours; sums over that
/// order give the middle of a square at once. Degrees are added as whole numbers, so that
/// a site that comes and goes leaves no trace.
///
/// Worked example: at zoom 0 the world is 6.4 squares wide; Trondheim (63.43° N, 10.40° E) lies in
/// square 3 from the west and 1 from the north, at zoom 1 in square 6 and 3.
class SiteSquares {
 public:
  /// Sites outlive the squares.
  explicit SiteSquares(const std::vector<const SiteOnMap*>& sites);

  void add(const SiteOnMap& site);
  void remove(const SiteOnMap& site);

  /// What lies in one square.
  struct Square {
    Place middle;                     // the mean of its sites
    std::size_t sites = 0;            // how many
    const SiteOnMap* only = nullptr;  // when there is one
  };
  static constexpr int kMostZoom = 22;
  /// The squares that have sites and their middle in the box, or everywhere.
  std::vector<Square> squares(const std::optional<storage::Box>& box, int zoom) const;

 private:
  struct Entry {
    std::uint64_t square = 0;          // at kMostZoom, in Z-order
    std::int64_t north = 0, east = 0;  // 1e-9 degrees
    const SiteOnMap* site = nullptr;
  };
  struct Walk;
  static Entry entry_of(const SiteOnMap& site);
  void add_up(std::size_t first);
  void walk(const Walk& walk, std::uint64_t square, int level, std::size_t first,
            std::size_t last) const;

  std::vector<Entry> entries_;                    // by square
  std::vector<std::int64_t> north_{0}, east_{0};  // sums of the entries before each
};

bool is_within(const std::optional<storage::Box>& box, const Place& place);

}  // namespace samspill::app
