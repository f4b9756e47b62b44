#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "domain/region.h"
#include "reference/distance.h"
#include "reference/way_tables.h"

namespace samspill::reference {

/// How far it is to drive between the sites of a region, around fjords and over ferries.
class Roads {
 public:
  /// Keeps a reference to the tables: it must not outlive them. `factor` is road over straight line
  /// where an area names none.
  Roads(const WayTables& tables, double factor, std::span<const Site> sites);

  struct Drive {
    Distance length;
    Distance cost_length;   // with ferries and tolls as the drive that costs as much
    bool is_guess = false;  // the straight line times the general factor, on no known area
  };
  /// The cheapest drive; empty where no road and no ferry leads from one site to the other.
  std::optional<Drive> drive(SiteId from, SiteId to) const;
  /// The crossings of that drive in order; none within one area.
  std::vector<const Crossing*> crossings(SiteId from, SiteId to) const;
  Distance straight_line(SiteId from, SiteId to) const {
    return great_circle(places_[from.index()], places_[to.index()]);
  }
  /// True when water or a border of areas lies between the two.
  bool are_apart(SiteId from, SiteId to) const {
    return area_of_[from.index()] != area_of_[to.index()];
  }
  /// No drive is shorter than the straight line times this.
  double least_factor() const { return least_factor_; }

 private:
  static constexpr std::uint32_t kNone = -1;
  /// One end of a crossing: 2·crossing for end_a, one more for end_b.
  using Gate = std::uint32_t;
  /// Leaving an area by one gate at once and arriving in another by another one.
  struct Door {
    std::uint32_t near = 0, far = 0;  // into the gates of the areas
    Distance length, cost_length;
    Gate out = 0, in = 0;
  };
  struct Stretch {
    Distance length, cost_length;
    bool is_open = false;
    Gate next = kNone;  // the gate to go to first
  };

  Place place(Gate gate) const;
  std::uint32_t area(Gate gate) const;
  double factor(std::uint32_t area) const;
  void add_sites(std::span<const Site> sites);
  void find_stretches();
  void find_doors();
  const Stretch& stretch(Gate from, Gate to) const { return stretches_[from * gate_count_ + to]; }
  const std::vector<Door>& doors(std::uint32_t from, std::uint32_t to) const {
    return doors_[from * tables_.areas().size() + to];
  }
  const Door* best_door(SiteId from, SiteId to) const;

  const WayTables& tables_;
  double factor_;
  double least_factor_;
  std::size_t gate_count_;
  std::vector<std::vector<Gate>> gates_of_;  // by area
  std::vector<Stretch> stretches_;           // by gate and gate, the cheapest
  std::vector<std::vector<Door>> doors_;     // by area and area
  std::vector<UnitVector> places_;           // by site
  std::vector<std::uint32_t> area_of_;       // by site; kNone = outside all
  std::vector<std::size_t> first_;           // by site: into to_gate_
  std::vector<Distance> to_gate_;            // by site and gate of its area
};

/// Whether the place lies in the polygon; degrees are taken as plane.
bool is_inside(Place place, const std::vector<Place>& outline);

}  // namespace samspill::reference
