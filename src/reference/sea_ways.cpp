// How far it is by ship.
//
// Problem: from Trondheim to Göteborg a ship sails around southern Norway, twice the straight
// line; from Kalundborg to Aarhus it is little more than the straight line.
//
// Method: ports and points in open water (data/ports.csv, data/sea_points.csv) are joined by
// straight lanes. The way between two ports is the shortest over the lanes (E. W. Dijkstra, Numer.
// Math. 1 (1959) 269; named from memory), found once for all ports. A site ships from the nearest
// port: its own quay lies beside it, and the way between them counts times the detour factor. Two
// sites at one port are joined by the straight line times that factor.
//
// As lanes are straight, no way is shorter than the straight line (triangle inequality), unless
// the detour factor is below 1.
//
// Limits: draught, locks, ice and pilots are not known. A quay far from any port counts as if open
// water led to the nearest one.
//
// Worked number: Oslo to Göteborg is 254 km in a straight line, 290 km by ship.
#include "reference/sea_ways.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "reference/distance.h"

namespace samspill::reference {
namespace {

constexpr Distance kNoLane = std::numeric_limits<double>::infinity() * kilometre;

}  // namespace

SeaWays::SeaWays(const WayTables& tables, SeaOptions options, std::span<const Site> sites)
    : tables_(tables), options_(options) {
  const std::vector<Port>& ports = tables.ports();
  // Made less by more than rounding.
  const Distance degree_of_latitude = great_circle(Place{0, 0}, Place{1, 0}) * (1 - 1e-9);
  std::vector<UnitVector> of_ports;
  for (const Port& port : ports) of_ports.push_back(from_centre(port.place));
  bool is_asked_for = false;
  for (const Site& site : sites) {
    places_.push_back(from_centre(site.place));
    std::uint32_t nearest = kNone;
    Distance least = kNoLane;
    // Of no use where a port must be near; what lies farther north or south need not be measured.
    const Distance most = site.has_quay.value_or(false) ? kNoLane : options.port_reach;
    for (std::uint32_t i = 0; i < ports.size() && site.has_quay.value_or(true); ++i) {
      const double degrees = std::abs(site.place.latitude_deg - ports[i].place.latitude_deg);
      if (degrees * degree_of_latitude > std::min(most, least)) continue;
      const Distance distance = great_circle(places_.back(), of_ports[i]);
      if (distance >= least) continue;
      nearest = i;
      least = distance;
    }
    const bool is_near = site.has_quay.value_or(false) || least <= options.port_reach;
    port_of_.push_back(is_near ? nearest : kNone);
    to_port_.push_back(least);
    is_asked_for = is_asked_for || port_of_.back() != kNone;
  }
  if (is_asked_for) find_distances();
}

void SeaWays::find_distances() {
  const std::vector<Port>& ports = tables_.ports();
  const std::vector<SeaPoint>& points = tables_.sea_points();
  const std::size_t count = points.size() + ports.size();  // the ports stand behind the points
  std::vector<std::vector<std::pair<std::size_t, Distance>>> lanes(count);
  const auto join = [&](std::size_t node, Place place, const std::vector<std::size_t>& next) {
    for (const std::size_t point : next) {
      const Distance length = great_circle(place, points[point].place);
      lanes[node].emplace_back(point, length);
      lanes[point].emplace_back(node, length);
    }
  };
  for (std::size_t i = 0; i < points.size(); ++i) join(i, points[i].place, points[i].next);
  for (std::size_t i = 0; i < ports.size(); ++i) {
    join(points.size() + i, ports[i].place, ports[i].next);
  }
  for (std::size_t from = points.size(); from < count; ++from) {
    std::vector<Distance> least(count, kNoLane);
    using Stop = std::pair<Distance, std::size_t>;
    std::priority_queue<Stop, std::vector<Stop>, std::greater<>> open;
    least[from] = {};
    open.emplace(Distance{}, from);
    while (!open.empty()) {
      const auto [distance, node] = open.top();
      open.pop();
      if (distance > least[node]) continue;
      for (const auto& [next, length] : lanes[node]) {
        if (distance + length >= least[next]) continue;
        least[next] = distance + length;
        open.emplace(least[next], next);
      }
    }
    between_.insert(between_.end(), least.begin() + static_cast<std::ptrdiff_t>(points.size()),
                    least.end());
  }
}

std::optional<Distance> SeaWays::distance(SiteId from, SiteId to) const {
  const std::uint32_t port = port_of_[from.index()], other = port_of_[to.index()];
  if (port == kNone || other == kNone) return {};
  if (port == other) {
    return great_circle(places_[from.index()], places_[to.index()]) * options_.detour_factor;
  }
  const Distance between = between_[port * tables_.ports().size() + other];
  if (between == kNoLane) return {};
  return between + (to_port_[from.index()] + to_port_[to.index()]) * options_.detour_factor;
}

const Port* SeaWays::port(SiteId site) const {
  return has_quay(site) ? &tables_.ports()[port_of_[site.index()]] : nullptr;
}

}  // namespace samspill::reference
