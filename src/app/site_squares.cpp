#include "app/site_squares.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace samspill::app {
namespace {

constexpr double kSquaresOfTheWorld = 256.0 / 40;  // at zoom 0
constexpr double kMostLatitude = 85;               // Web Mercator ends there
constexpr double kPartsOfADegree = 1e9;
/// So many halvings lead from a square that holds the world to one of kMostZoom.
constexpr int kLevels = SiteSquares::kMostZoom + 3;

/// Columns from the west and rows from the north.
std::pair<std::uint32_t, std::uint32_t> square_of(const Place& place) {
  const double squares = std::exp2(SiteSquares::kMostZoom) * kSquaresOfTheWorld;
  const double latitude =
      std::clamp(place.latitude_deg, -kMostLatitude, kMostLatitude) * std::numbers::pi / 180;
  const double east = (place.longitude_deg + 180) / 360;
  const double south = 0.5 - std::asinh(std::tan(latitude)) / (2 * std::numbers::pi);
  return {static_cast<std::uint32_t>(east * squares), static_cast<std::uint32_t>(south * squares)};
}

/// The bits of a number with a zero before each.
std::uint64_t spread(std::uint64_t bits) {
  bits = (bits | bits << 16U) & 0x0000ffff0000ffff;
  bits = (bits | bits << 8U) & 0x00ff00ff00ff00ff;
  bits = (bits | bits << 4U) & 0x0f0f0f0f0f0f0f0f;
  bits = (bits | bits << 2U) & 0x3333333333333333;
  return (bits | bits << 1U) & 0x5555555555555555;
}

/// Every second bit, from the lowest.
std::uint32_t gather(std::uint64_t bits) {
  bits &= 0x5555555555555555;
  bits = (bits | bits >> 1U) & 0x3333333333333333;
  bits = (bits | bits >> 2U) & 0x0f0f0f0f0f0f0f0f;
  bits = (bits | bits >> 4U) & 0x00ff00ff00ff00ff;
  bits = (bits | bits >> 8U) & 0x0000ffff0000ffff;
  return static_cast<std::uint32_t>(bits | bits >> 16U);
}

std::uint64_t in_z_order(std::pair<std::uint32_t, std::uint32_t> square) {
  return spread(square.first) | spread(square.second) << 1U;
}

}  // namespace

bool is_within(const std::optional<storage::Box>& box, const Place& place) {
  return !box || (place.latitude_deg >= box->south_deg && place.latitude_deg <= box->north_deg &&
                  place.longitude_deg >= box->west_deg && place.longitude_deg <= box->east_deg);
}

/// What is looked for: squares of a zoom within a range of columns and rows.
struct SiteSquares::Walk {
  const std::optional<storage::Box>& box;
  int level = 0;                                        // of the squares wanted
  std::pair<std::uint32_t, std::uint32_t> first, last;  // squares of kMostZoom, both within
  std::vector<Square>& found;

  /// Whether the square of 2^bits columns and rows that holds this one is among what is wanted.
  bool meets(std::uint64_t square, int bits) const {
    const std::uint32_t column = gather(square) >> bits, row = gather(square >> 1U) >> bits;
    return column >= first.first >> bits && column <= last.first >> bits &&
           row >= first.second >> bits && row <= last.second >> bits;
  }
};

SiteSquares::Entry SiteSquares::entry_of(const SiteOnMap& site) {
  return {in_z_order(square_of(site.place)),
          std::llround(site.place.latitude_deg * kPartsOfADegree),
          std::llround(site.place.longitude_deg * kPartsOfADegree), &site};
}

SiteSquares::SiteSquares(const std::vector<const SiteOnMap*>& sites) {
  entries_.reserve(sites.size());
  for (const SiteOnMap* site : sites) entries_.push_back(entry_of(*site));
  std::ranges::sort(entries_, {}, &Entry::square);
  add_up(0);
}

void SiteSquares::add_up(std::size_t first) {
  north_.resize(entries_.size() + 1);
  east_.resize(entries_.size() + 1);
  for (std::size_t i = first; i < entries_.size(); ++i) {
    north_[i + 1] = north_[i] + entries_[i].north;
    east_[i + 1] = east_[i] + entries_[i].east;
  }
}

void SiteSquares::add(const SiteOnMap& site) {
  const Entry entry = entry_of(site);
  const auto at = std::ranges::upper_bound(entries_, entry.square, {}, &Entry::square);
  const auto first = static_cast<std::size_t>(at - entries_.begin());
  entries_.insert(at, entry);
  add_up(first);
}

void SiteSquares::remove(const SiteOnMap& site) {
  const Entry entry = entry_of(site);
  const auto same = std::ranges::equal_range(entries_, entry.square, {}, &Entry::square);
  const auto at = std::ranges::find(same, &site, &Entry::site);
  if (at == same.end()) return;
  const auto first = static_cast<std::size_t>(at - entries_.begin());
  entries_.erase(at);
  add_up(first);
}

std::vector<SiteSquares::Square> SiteSquares::squares(const std::optional<storage::Box>& box,
                                                      int zoom) const {
  std::vector<Square> found;
  const storage::Box all{.south_deg = -90, .west_deg = -180, .north_deg = 90, .east_deg = 180};
  const storage::Box& within = box ? *box : all;
  const Walk wanted{box, zoom + kLevels - kMostZoom, square_of({within.north_deg, within.west_deg}),
                    square_of({within.south_deg, within.east_deg}), found};
  walk(wanted, 0, 0, 0, entries_.size());
  return found;
}

/// square: of that level, in Z-order; its sites are entries first to last.
void SiteSquares::walk(const Walk& wanted, std::uint64_t square, int level, std::size_t first,
                       std::size_t last) const {
  if (first == last) return;
  if (level == wanted.level) {
    const auto count = static_cast<std::int64_t>(last - first);
    Square made{.middle = {}, .sites = last - first, .only = nullptr};
    if (count == 1) {
      made.middle = entries_[first].site->place;
      made.only = entries_[first].site;
    } else {
      const auto mean = [&](const std::vector<std::int64_t>& sums) {
        return static_cast<double>(sums[last] - sums[first]) / static_cast<double>(count) /
               kPartsOfADegree;
      };
      made.middle = {mean(north_), mean(east_)};
    }
    if (is_within(wanted.box, made.middle)) wanted.found.push_back(made);
    return;
  }
  const int bits = kLevels - level - 1;  // that a quarter leaves open in columns and rows
  for (std::uint64_t quarter = 4 * square; quarter < 4 * square + 4; ++quarter) {
    const auto end = std::ranges::partition_point(
        entries_.begin() + static_cast<std::ptrdiff_t>(first),
        entries_.begin() + static_cast<std::ptrdiff_t>(last),
        [&](const Entry& entry) { return entry.square >> (2 * bits) <= quarter; });
    const auto next = static_cast<std::size_t>(end - entries_.begin());
    if (next > first && wanted.meets(entries_[first].square, bits)) {
      walk(wanted, quarter, level + 1, first, next);
    }
    first = next;
  }
}

}  // namespace samspill::app
