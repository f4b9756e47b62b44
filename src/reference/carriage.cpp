// How resources travel: distances, costs, losses and emissions by mode.
//
// Problem: facilitators rarely know the transport cost between two sites. Method: where links.csv
// names the pair, its figures win; else the straight line times the road factor
// (data/constants.csv) and the cost rows of each mode (data/transport.csv, or the dataset's own). A
// mode with a cost per kilometre of length, such as a heat pipe, becomes a fixed yearly cost by
// annuity. Limits: one road factor for all; fjords and ferries need a row in links.csv. Worked
// number: 30 km of pipe at 500 000 EUR/km over 40 years at 6 % costs 997 000 EUR a year.
#include "reference/carriage.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "reference/distance.h"

namespace samspill::reference {

MoneyFlow annuity(Money investment, double discount_rate, Duration lifetime) {
  const double years = lifetime.in(year);
  const double share =
      discount_rate > 0 ? discount_rate / (1 - std::pow(1 + discount_rate, -years)) : 1 / years;
  return investment * share / (1.0 * year);
}

Carriages::Carriages(const Region& region, const Reference& reference)
    : region_(region),
      reference_(reference),
      road_factor_(reference.constant("road_detour_factor")) {
  for (const Link& link : region.links) links_.push_back(&link);
  std::ranges::stable_sort(links_, [](const Link* a, const Link* b) {
    return std::tie(a->from, a->to) < std::tie(b->from, b->to);
  });
}

Distance Carriages::road_distance(SiteId from, SiteId to) const {
  return great_circle(region_[from].place, region_[to].place) * road_factor_;
}

Carriage Carriages::by_mode(ModeId id, Distance distance) const {
  const Mode& mode = reference_[id];
  Carriage way;
  way.mode = id;
  way.distance = distance;
  way.cost = mode.cost + mode.cost_per_distance * distance;
  if (mode.co2e_per_distance) way.co2e = *mode.co2e_per_distance * distance;
  way.arrival = std::pow(1 - mode.loss_per_km, distance.in(kilometre));
  if (mode.capex_per_distance) {
    way.fixed =
        annuity(*mode.capex_per_distance * distance, region_.settings.discount_rate, mode.lifetime);
  }
  way.capacity = mode.capacity;
  way.factor_id = mode.provenance.key;
  return way;
}

std::vector<Carriage> Carriages::ways(SiteId from, SiteId to, ResourceId resource) const {
  return find_ways(from, to, resource, true);
}

std::vector<Carriage> Carriages::ways_of_any_length(SiteId from, SiteId to,
                                                    ResourceId resource) const {
  return find_ways(from, to, resource, false);
}

std::vector<Carriage> Carriages::find_ways(SiteId from, SiteId to, ResourceId resource,
                                           bool is_within_reach) const {
  std::vector<Carriage> ways;
  if (from == to) {
    ways.push_back(Carriage{.co2e = CarbonIntensity{}});
    return ways;
  }
  const auto key = [](const Link* link) { return std::pair(link->from, link->to); };
  const Distance by_road = road_distance(from, to);
  for (const Link* link : std::ranges::equal_range(links_, std::pair(from, to), {}, key)) {
    if (link->resource ? !reference_.is_within(resource, link->resource)
                       : !reference_.carries(reference_[link->mode], resource)) {
      continue;
    }
    Carriage way = by_mode(link->mode, link->distance.value_or(by_road));
    way.is_stated = link->distance.has_value();
    if (link->cost) way.cost = *link->cost;
    // A link's own fixed cost stands for the built connection, in place of the mode's estimate.
    if (link->fixed) way.fixed = *link->fixed;
    if (link->capacity) way.capacity = link->capacity;
    ways.push_back(way);
  }
  if (!ways.empty()) return ways;
  for (std::size_t i = 0; i < reference_.modes().size(); ++i) {
    const Mode& mode = reference_.modes()[i];
    if (is_within_reach && mode.max_distance && by_road > *mode.max_distance) continue;
    if (reference_.carries(mode, resource)) ways.push_back(by_mode(ModeId(i), by_road));
  }
  return ways;
}

}  // namespace samspill::reference
