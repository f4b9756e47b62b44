// How far it is to drive, around fjords and over ferries.
//
// Problem: the straight line times 1.3 drives over water. From Herøya over Frierfjorden to Rafnes
// it says 4 km; the road around the fjord is 16 km or more.
//
// Method: land is cut into areas (data/road_areas.csv) that hang together only at crossings
// (data/road_crossings.csv): bridges, ferries and roads over land. Within an area the road is the
// straight line times the factor of the area. Between two areas it leads to a gate, over one or
// more crossings, and from a gate to the other site; the cheapest counts, where a crossing costs as
// much as a stated drive. All cheapest ways between gates are found in advance (Floyd–Warshall),
// and of each pair of areas those pairs of gates are kept between which the way leaves the first
// area at once: a site drives to the gate by itself. A site lies in the first area whose outline
// holds it.
//
// Source: R. W. Floyd, Commun. ACM 5 (1962) 345; S. Warshall, J. ACM 9 (1962) 11; named from
// memory.
//
// Limits: within an area no fjord counts. Timetables and weight limits are not known. Sites outside
// all areas drive the straight line times the general factor.
//
// Worked number: sites 13 km and 26 km from the two ends of a ferry of 7 km that costs like 30 km
// of driving: 46 km long, 69 km in cost.
#include "reference/road_areas.h"

#include <algorithm>

namespace samspill::reference {

bool is_inside(Place place, const std::vector<Place>& outline) {
  bool is_in = false;
  for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
    const Place &a = outline[i], &b = outline[j];
    if ((a.latitude_deg > place.latitude_deg) == (b.latitude_deg > place.latitude_deg)) continue;
    const double share = (place.latitude_deg - a.latitude_deg) / (b.latitude_deg - a.latitude_deg);
    if (place.longitude_deg < a.longitude_deg + share * (b.longitude_deg - a.longitude_deg)) {
      is_in = !is_in;
    }
  }
  return is_in;
}

Roads::Roads(const WayTables& tables, double factor, std::span<const Site> sites)
    : tables_(tables),
      factor_(factor),
      least_factor_(factor),
      gate_count_(2 * tables.crossings().size()),
      gates_of_(tables.areas().size()) {
  for (const RoadArea& area : tables.areas()) {
    if (area.road_factor) least_factor_ = std::min(least_factor_, *area.road_factor);
  }
  // A crossing may be as short as the straight line.
  if (gate_count_ > 0) least_factor_ = std::min(1.0, least_factor_);
  for (Gate gate = 0; gate < gate_count_; ++gate) gates_of_[area(gate)].push_back(gate);
  find_stretches();
  find_doors();
  add_sites(sites);
}

Place Roads::place(Gate gate) const {
  const Crossing& crossing = tables_.crossings()[gate / 2];
  return gate % 2 == 0 ? crossing.end_a : crossing.end_b;
}

std::uint32_t Roads::area(Gate gate) const {
  const Crossing& crossing = tables_.crossings()[gate / 2];
  return static_cast<std::uint32_t>(gate % 2 == 0 ? crossing.area_a : crossing.area_b);
}

double Roads::factor(std::uint32_t area) const {
  return tables_.areas()[area].road_factor.value_or(factor_);
}

void Roads::find_stretches() {
  stretches_.resize(gate_count_ * gate_count_);
  for (Gate from = 0; from < gate_count_; ++from) {
    const Crossing& crossing = tables_.crossings()[from / 2];
    for (const Gate to : gates_of_[area(from)]) {
      const Distance length = great_circle(place(from), place(to)) * factor(area(from));
      stretches_[from * gate_count_ + to] = {length, length, true, to};
    }
    const Gate across = from ^ 1U;
    const Distance straight = great_circle(crossing.end_a, crossing.end_b);
    const Distance length = std::max(straight, crossing.length.value_or(straight));
    stretches_[from * gate_count_ + across] = {
        length, std::max(length, crossing.cost_length.value_or(length)), true, across};
  }
  for (Gate over = 0; over < gate_count_; ++over) {
    for (Gate from = 0; from < gate_count_; ++from) {
      const Stretch first = stretch(from, over);
      if (!first.is_open || from == over) continue;
      for (Gate to = 0; to < gate_count_; ++to) {
        const Stretch& second = stretch(over, to);
        Stretch& known = stretches_[from * gate_count_ + to];
        if (!second.is_open || from == to) continue;
        const Distance cost_length = first.cost_length + second.cost_length;
        if (known.is_open && known.cost_length <= cost_length) continue;
        known = {first.length + second.length, cost_length, true, first.next};
      }
    }
  }
}

void Roads::find_doors() {
  const std::size_t areas = tables_.areas().size();
  doors_.resize(areas * areas);
  for (Gate out = 0; out < gate_count_; ++out) {
    for (Gate in = 0; in < gate_count_; ++in) {
      const std::uint32_t from = area(out), to = area(in);
      const Stretch& way = stretch(out, in);
      if (from == to || !way.is_open || way.next != (out ^ 1U)) continue;
      if (stretch(in, out).next != (in ^ 1U)) continue;
      const auto place_of = [&](std::uint32_t at, Gate gate) {
        return static_cast<std::uint32_t>(std::ranges::find(gates_of_[at], gate) -
                                          gates_of_[at].begin());
      };
      doors_[from * areas + to].push_back(
          {place_of(from, out), place_of(to, in), way.length, way.cost_length, out, in});
    }
  }
}

void Roads::add_sites(std::span<const Site> sites) {
  const std::vector<RoadArea>& areas = tables_.areas();
  std::vector<UnitVector> gates;
  for (Gate gate = 0; gate < gate_count_; ++gate) gates.push_back(from_centre(place(gate)));
  for (const Site& site : sites) {
    places_.push_back(from_centre(site.place));
    const auto found = std::ranges::find_if(
        areas, [&](const RoadArea& area) { return is_inside(site.place, area.outline); });
    const auto area =
        found == areas.end() ? kNone : static_cast<std::uint32_t>(found - areas.begin());
    area_of_.push_back(area);
    first_.push_back(to_gate_.size());
    if (area == kNone) continue;
    for (const Gate gate : gates_of_[area]) {
      to_gate_.push_back(great_circle(places_.back(), gates[gate]) * factor(area));
    }
  }
}

const Roads::Door* Roads::best_door(SiteId from, SiteId to) const {
  const Door* best = nullptr;
  Distance least;
  const Distance* near = to_gate_.data() + first_[from.index()];
  const Distance* far = to_gate_.data() + first_[to.index()];
  for (const Door& door : doors(area_of_[from.index()], area_of_[to.index()])) {
    const Distance cost_length = near[door.near] + door.cost_length + far[door.far];
    if (best != nullptr && least <= cost_length) continue;
    best = &door;
    least = cost_length;
  }
  return best;
}

std::optional<Roads::Drive> Roads::drive(SiteId from, SiteId to) const {
  const std::uint32_t area = area_of_[from.index()], other = area_of_[to.index()];
  if (area == other || area == kNone || other == kNone) {
    const bool is_known = area == other && area != kNone && tables_.areas()[area].road_factor;
    const Distance length = straight_line(from, to) * (is_known ? factor(area) : factor_);
    return Drive{length, length, !is_known};
  }
  const Door* door = best_door(from, to);
  if (door == nullptr) return {};
  const Distance ends =
      to_gate_[first_[from.index()] + door->near] + to_gate_[first_[to.index()] + door->far];
  return Drive{ends + door->length, ends + door->cost_length, false};
}

std::vector<const Crossing*> Roads::crossings(SiteId from, SiteId to) const {
  std::vector<const Crossing*> found;
  const std::uint32_t area = area_of_[from.index()], other = area_of_[to.index()];
  if (area == other || area == kNone || other == kNone) return found;
  const Door* door = best_door(from, to);
  if (door == nullptr) return found;
  for (Gate gate = door->out; gate != door->in;) {
    const Gate next = stretch(gate, door->in).next;
    if (next == (gate ^ 1U)) found.push_back(&tables_.crossings()[gate / 2]);
    gate = next;
  }
  return found;
}

}  // namespace samspill::reference
