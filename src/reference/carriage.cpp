// How resources travel: distances, costs, losses and emissions by mode.
//
// Problem: facilitators rarely know the transport cost between two sites. Method: where links.csv
// names the pair, its figures win; else the length of what the mode follows and the cost rows of
// each mode (data/transport.csv, or the dataset's own). Roads lead around fjords and over ferries
// (road_areas.cpp), ships from quay to quay (sea_ways.cpp), pipes, cables and belts along the
// straight line times a factor, also under water. A mode with a cost per kilometre of length, such
// as a heat pipe, becomes a fixed yearly cost by annuity. Limits: a pipe under water costs as one
// on land. Worked number: 30 km of pipe at 500 000 EUR/km over 40 years at 6 % costs 997 000 EUR a
// year.
#include "reference/carriage.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace samspill::reference {

void keep_one_of_each_mode(std::vector<Carriage>& ways) {
  std::vector<ModeId> seen;
  std::erase_if(ways, [&](const Carriage& way) {
    if (std::ranges::contains(seen, way.mode)) return true;
    seen.push_back(way.mode);
    return false;
  });
}

MoneyFlow annuity(Money investment, double discount_rate, Duration lifetime) {
  const double years = lifetime.in(year);
  const double share =
      discount_rate > 0 ? discount_rate / (1 - std::pow(1 + discount_rate, -years)) : 1 / years;
  return investment * share / (1.0 * year);
}

namespace {

std::size_t index_of(Path path) {
  return static_cast<std::size_t>(path);
}

std::array<bool, 3> used_paths(const Reference& reference) {
  std::array<bool, 3> is_used{};
  for (const Mode& mode : reference.modes()) is_used[index_of(mode.path)] = true;
  return is_used;
}

SeaOptions sea_options(const Reference& reference) {
  return {reference.constant("sea_detour_factor"), reference.constant("port_reach") * kilometre};
}

}  // namespace

Carriages::Carriages(const Region& region, const Reference& reference)
    : region_(region),
      reference_(reference),
      is_used_(used_paths(reference)),
      road_factor_(reference.constant("road_detour_factor")),
      line_factor_(is_used_[index_of(Path::line)] ? reference.constant("pipe_detour_factor") : 1),
      roads_(reference.way_tables(), road_factor_, region.sites),
      sea_ways_(reference.way_tables(),
                is_used_[index_of(Path::sea)] ? sea_options(reference) : SeaOptions{},
                region.sites),
      least_factor_(
          std::min({1.0, line_factor_, roads_.least_factor(), sea_ways_.least_factor()})) {
  modes_of_.resize(reference.resources().size());
  for (std::size_t i = 0; i < modes_of_.size(); ++i) {
    for (std::size_t m = 0; m < reference.modes().size(); ++m) {
      if (reference.carries(reference.modes()[m], ResourceId(i))) modes_of_[i].emplace_back(m);
    }
  }
  for (const Mode& mode : reference.modes()) {
    const Money investment =
        mode.capex_per_distance ? *mode.capex_per_distance * (1.0 * kilometre) : Money{};
    fixed_per_distance_.push_back(
        annuity(investment, region.settings.discount_rate, mode.lifetime) / (1.0 * kilometre));
  }
  for (const Link& link : region.links) links_.push_back(&link);
  std::ranges::stable_sort(links_, [](const Link* a, const Link* b) {
    return std::tie(a->from, a->to) < std::tie(b->from, b->to);
  });
}

std::optional<Carriages::Length> Carriages::length(Path path, SiteId from, SiteId to) const {
  switch (path) {
    case Path::road: {
      const auto drive = roads_.drive(from, to);
      if (!drive) return {};
      return Length{drive->length, drive->cost_length,
                    drive->is_guess ? DistanceOrigin::guessed : DistanceOrigin::mapped};
    }
    case Path::sea: {
      const auto distance = sea_ways_.distance(from, to);
      if (!distance) return {};
      return Length{*distance, *distance, DistanceOrigin::mapped};
    }
    case Path::line: {
      const Distance line = roads_.straight_line(from, to) * line_factor_;
      return Length{line, line, DistanceOrigin::guessed};
    }
  }
  return {};
}

Distance Carriages::shortest_distance(SiteId from, SiteId to) const {
  Distance shortest = std::numeric_limits<double>::infinity() * kilometre;
  for (const Path path : {Path::road, Path::sea, Path::line}) {
    if (!is_used_[index_of(path)]) continue;
    if (const auto found = distance(path, from, to)) shortest = std::min(shortest, *found);
  }
  return from == to ? Distance{} : shortest;
}

Carriage Carriages::by_mode(ModeId id, const Length& length) const {
  const Distance distance = length.distance;
  const Mode& mode = reference_[id];
  Carriage way;
  way.mode = id;
  way.distance = distance;
  way.origin = length.origin;
  way.cost = cost_factor(id) * (mode.cost + mode.cost_per_distance * length.cost_distance);
  if (mode.co2e_per_distance) way.co2e = *mode.co2e_per_distance * distance;
  if (mode.loss_per_km > 0) way.arrival = std::pow(1 - mode.loss_per_km, distance.in(kilometre));
  way.fixed = fixed_per_distance_[id.index()] * distance;
  way.capacity = mode.capacity;
  way.factor_id = mode.provenance.key;
  return way;
}

Carriages::Length Carriages::length_of(const Link& link) const {
  if (link.distance) return {*link.distance, *link.distance, DistanceOrigin::stated};
  // The link says that the mode goes there, even where no map shows how.
  const auto mapped = length(reference_[link.mode].path, link.from, link.to);
  if (mapped) return *mapped;
  const Distance straight = roads_.straight_line(link.from, link.to) * road_factor_;
  return {straight, straight, DistanceOrigin::guessed};
}

double Carriages::least_factor(Path path) const {
  if (path == Path::line) return line_factor_;
  return path == Path::road ? roads_.least_factor() : sea_ways_.least_factor();
}

std::vector<Carriage> Carriages::ways(SiteId from, SiteId to, ResourceId resource) const {
  return find_ways(from, to, resource, true);
}

std::vector<Carriage> Carriages::ways_of_any_length(SiteId from, SiteId to,
                                                    ResourceId resource) const {
  return find_ways(from, to, resource, false);
}

std::span<const Link* const> Carriages::links_between(SiteId from, SiteId to) const {
  const auto key = [](const Link* link) { return std::pair(link->from, link->to); };
  const auto found = std::ranges::equal_range(links_, std::pair(from, to), {}, key);
  return {found.begin(), found.end()};
}

std::vector<Carriage> Carriages::ways_by_link(SiteId from, SiteId to, ResourceId resource) const {
  std::vector<Carriage> ways;
  for (const Link* link : links_between(from, to)) {
    if (link->resource ? !reference_.is_within(resource, link->resource)
                       : !reference_.carries(reference_[link->mode], resource)) {
      continue;
    }
    Carriage way = by_mode(link->mode, length_of(*link));
    if (link->cost) way.cost = cost_factor(link->mode) * *link->cost;
    // A link's own fixed cost stands for the built connection, in place of the mode's estimate.
    if (link->fixed) way.fixed = *link->fixed;
    if (link->capacity) way.capacity = link->capacity;
    ways.push_back(way);
  }
  return ways;
}

std::vector<Carriage> Carriages::find_ways(SiteId from, SiteId to, ResourceId resource,
                                           bool is_within_reach) const {
  if (from == to) return {Carriage{.co2e = CarbonIntensity{}}};
  std::vector<Carriage> ways = ways_by_link(from, to, resource);
  if (!ways.empty()) return ways;
  const std::span modes = modes_of(resource);
  ways.reserve(modes.size());
  std::array<std::optional<std::optional<Length>>, 3> lengths;  // by path, once it is asked for
  for (const ModeId id : modes) {
    const Mode& mode = reference_[id];
    auto& by_path = lengths[index_of(mode.path)];
    if (!by_path) by_path = length(mode.path, from, to);
    if (!*by_path) continue;
    const Length& found = **by_path;
    if (is_within_reach && mode.max_distance && found.distance > *mode.max_distance) continue;
    ways.push_back(by_mode(id, found));
  }
  return ways;
}

}  // namespace samspill::reference
