// Needs listed by key.
//
// Method: one NeedTree for each key, built from lists that a counting sort makes. A need that comes
// later goes into a second tree of its key in the order of arrival; one that goes leaves an empty
// lane. When more than an eighth of a list has come or gone, it is arranged anew, so that a change
// costs a constant number of arrangements of a need on average.
//
// Limits: a removal looks through the lists of its keys; a single change may pay for a whole list.
//
// Worked number: a list of 800 needs takes 100 changes before it is arranged anew.
#include "matching/need_columns.h"

#include <algorithm>
#include <cmath>
#include <format>

#include "base/error.h"

namespace samspill::matching {
namespace {

constexpr std::size_t kFewChanges = 16;  // a list is not arranged anew for fewer
constexpr std::size_t kWornShare = 8;    // 1 in so many

NeedLane lane_of(std::uint32_t need, const NeedFigures& figures) {
  check_place(figures.place);
  if (!(figures.reach_km >= 0)) {
    throw Error(ErrorKind::invalid,
                std::format("need {}: reach is {} km, expected 0 or more", need, figures.reach_km));
  }
  check_figure("quantity of a need", figures.quantity, 0);
  check_figure("value of a need", figures.value_per_unit, -kLargestFigure);
  const float reach = widened_square(figures.reach_km);
  return {.x = static_cast<float>(figures.place.x_km),
          .y = static_cast<float>(figures.place.y_km),
          .z = static_cast<float>(figures.place.z_km),
          .reach_squared = figures.takes_hazardous ? reach : -reach,
          .quantity = static_cast<float>(figures.quantity),
          .value = static_cast<float>(figures.value_per_unit),
          .periods = figures.periods,
          .properties_low = static_cast<std::uint32_t>(figures.properties),
          .properties_high = static_cast<std::uint32_t>(figures.properties >> 32),
          .need = need};
}

void widen(NeedColumns::List& list, const NeedLane& need) {
  list.largest_value = std::max(list.largest_value, std::fabs(need.value));
}

}  // namespace

void check_place(const Place& place) {
  for (const double at : {place.x_km, place.y_km, place.z_km}) {
    if (std::fabs(at) <= kFarthestCoordinateKm) continue;
    throw Error(ErrorKind::invalid, std::format("coordinate is {} km, expected −{} to {}", at,
                                                kFarthestCoordinateKm, kFarthestCoordinateKm));
  }
}

void check_figure(const char* name, double figure, double least) {
  if (figure >= least && figure <= kLargestFigure) return;
  throw Error(ErrorKind::invalid,
              std::format("{} is {}, expected {} to {}", name, figure, least, kLargestFigure));
}

float widened_square(double reach_km) {
  const double reach = reach_km + kDistanceRoundingKm;
  const double squared = reach * reach * (1 + 16 * kFloatRounding);
  return squared > std::numeric_limits<float>::max() ? std::numeric_limits<float>::infinity()
                                                     : static_cast<float>(squared);
}

NeedColumns::NeedColumns(int periods, std::uint32_t key_count, std::span<const NeedFigures> needs,
                         std::span<const NeedKey> keys)
    : periods_(periods), lists_(key_count) {
  if (periods < 1 || periods > 32) {
    throw Error(ErrorKind::invalid, std::format("periods are {}, expected 1 to 32", periods));
  }
  std::vector<NeedLane> lanes;
  lanes.reserve(needs.size());
  for (const NeedFigures& need : needs) {
    lanes.push_back(lane_of(static_cast<std::uint32_t>(lanes.size()), need));
  }
  std::vector<std::size_t> end(std::size_t{key_count} + 1);
  for (const auto [key, need] : keys) {
    if (key >= key_count || need >= needs.size()) {
      throw Error(ErrorKind::invalid, std::format("need {} under key {}, expected needs below {} "
                                                  "and keys below {}",
                                                  need, key, needs.size(), key_count));
    }
    ++end[key + 1];
  }
  for (std::size_t key = 0; key < key_count; ++key) end[key + 1] += end[key];
  std::vector<std::uint32_t> listed(keys.size());
  for (const auto [key, need] : keys) listed[end[key]++] = need;
  std::vector<NeedLane> list;
  for (std::size_t key = 0, begin = 0; key < key_count; begin = end[key++]) {
    list.clear();
    for (std::size_t i = begin; i < end[key]; ++i) list.push_back(lanes[listed[i]]);
    lists_[key].arranged = NeedTree(list);
    for (const NeedLane& lane : list) widen(lists_[key], lane);
  }
}

NeedColumns::List& NeedColumns::checked_list(std::uint32_t key) {
  if (key < key_count()) return lists_[key];
  throw Error(ErrorKind::invalid, std::format("key is {}, expected below {}", key, key_count()));
}

void NeedColumns::arrange_when_worn(List& list) {
  const std::size_t changes = list.added.size() + list.removed;
  const std::size_t size = list.arranged.size() + list.added.size();
  if (changes <= std::max(kFewChanges, size / kWornShare)) return;
  std::vector<NeedLane> needs;
  needs.reserve(size);
  list.arranged.collect(needs);
  list.added.collect(needs);
  list = {.arranged = NeedTree(needs), .largest_value = list.largest_value};
}

void NeedColumns::add(std::uint32_t need, const NeedFigures& figures,
                      std::span<const std::uint32_t> keys) {
  const NeedLane lane = lane_of(need, figures);
  for (const std::uint32_t key : keys) checked_list(key);
  for (const std::uint32_t key : keys) {
    lists_[key].added.append(lane);
    widen(lists_[key], lane);
    arrange_when_worn(lists_[key]);
  }
}

void NeedColumns::remove(std::uint32_t need, std::span<const std::uint32_t> keys) {
  for (const std::uint32_t key : keys) {
    List& list = checked_list(key);
    if (!list.added.erase(need) && !list.arranged.erase(need)) {
      throw Error(ErrorKind::not_found,
                  std::format("need {} is not listed under key {}", need, key));
    }
    ++list.removed;
    arrange_when_worn(list);
  }
}

}  // namespace samspill::matching
