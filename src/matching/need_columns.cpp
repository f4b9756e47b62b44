// Needs listed by key.
//
// Method: a few NeedTrees for each key, built from lists that a counting sort makes and, where they
// are long, cut into bands of the map. A need that comes later goes into another tree of its key in
// the order of arrival; one that goes leaves an empty lane. When those that came are more than an
// eighth of a part, they are arranged together with the smallest parts; when an eighth of a part
// has gone, it is arranged anew. So a change costs a constant number of arrangements of a need on
// average, and at most those of one full part.
//
// Limits: a removal looks through the lists of its keys.
//
// Worked number: a list of 800 needs takes 100 changes before it is arranged anew.
#include "matching/need_columns.h"

#include <algorithm>
#include <cmath>
#include <format>

#include "base/error.h"

namespace samspill::matching {
namespace {

constexpr std::size_t kFewChanges = 16;       // a list is not arranged anew for fewer
constexpr std::size_t kWornShare = 8;         // 1 in so many
constexpr std::size_t kFullPart = 1U << 14U;  // needs of a part

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
    for (const NeedLane& lane : list) widen(lists_[key], lane);
    arrange(lists_[key], list);
  }
}

NeedColumns::List& NeedColumns::checked_list(std::uint32_t key) {
  if (key < key_count()) return lists_[key];
  throw Error(ErrorKind::invalid, std::format("key is {}, expected below {}", key, key_count()));
}

void NeedColumns::extend(std::uint32_t key_count) {
  if (key_count > lists_.size()) lists_.resize(key_count);
}

/// Adds needs to the parts of a list, in bands from south to north.
void NeedColumns::arrange(List& list, std::vector<NeedLane> needs) {
  const std::size_t parts = (needs.size() + kFullPart - 1) / kFullPart;
  if (parts > 1) std::ranges::sort(needs, {}, &NeedLane::z);
  for (std::size_t i = 0; i < parts; ++i) {
    const std::size_t begin = i * needs.size() / parts, end = (i + 1) * needs.size() / parts;
    list.parts.push_back({NeedTree(std::span(needs).subspan(begin, end - begin)), 0});
  }
}

void NeedColumns::arrange_when_worn(List& list) {
  const auto is_worn = [](std::size_t changes, std::size_t size) {
    return changes > std::max(kFewChanges, size / kWornShare);
  };
  std::vector<NeedLane> needs;
  const auto take_up = [&](std::size_t part) {
    list.parts[part].tree.collect(needs);
    list.parts.erase(list.parts.begin() + static_cast<std::ptrdiff_t>(part));
  };
  for (std::size_t i = list.parts.size(); i-- > 0;) {
    if (is_worn(list.parts[i].removed, list.parts[i].tree.size())) take_up(i);
  }
  const auto smallest =
      std::ranges::min_element(list.parts, {}, [](const Part& part) { return part.tree.size(); });
  const std::size_t size = smallest == list.parts.end() ? 0 : smallest->tree.size();
  if (is_worn(list.added.size() + list.removed, std::min(size, kFullPart))) {
    list.added.collect(needs);
    list.added = {};
    list.removed = 0;
    if (size > 0 && size + needs.size() <= kFullPart) {
      take_up(static_cast<std::size_t>(smallest - list.parts.begin()));
    }
  }
  if (!needs.empty()) arrange(list, std::move(needs));
}

bool NeedColumns::erase(List& list, std::uint32_t need) {
  if (list.added.erase(need)) {
    ++list.removed;
    return true;
  }
  for (Part& part : list.parts) {
    if (!part.tree.erase(need)) continue;
    ++part.removed;
    return true;
  }
  return false;
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
    if (!erase(list, need)) {
      throw Error(ErrorKind::not_found,
                  std::format("need {} is not listed under key {}", need, key));
    }
    arrange_when_worn(list);
  }
}

}  // namespace samspill::matching
