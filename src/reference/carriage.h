#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/region.h"
#include "reference/reference.h"
#include "reference/road_areas.h"
#include "reference/sea_ways.h"

namespace samspill::reference {

/// How well the length of a way is known: stated in links.csv, worked out from the tables of areas
/// and lanes, or no more than the straight line times a general factor.
enum class DistanceOrigin { stated, mapped, guessed };

/// One way to bring a resource from one site to another.
struct Carriage {
  ModeId mode;  // none = within one site, free of cost
  Distance distance;
  DistanceOrigin origin = DistanceOrigin::stated;
  UnitPrice cost;                       // per unit sent
  std::optional<CarbonIntensity> co2e;  // per unit sent; empty = unknown
  double arrival = 1;                   // share that arrives
  MoneyFlow fixed;  // per year when the way is used at all (annualised pipe, link)
  std::optional<AmountFlow> capacity;  // most that can be sent
  std::string_view factor_id;          // of the reference
};

/// Leaves the first way of each mode: a second link of the same mode could not be told apart from
/// it.
void keep_one_of_each_mode(std::vector<Carriage>& ways);

/// What one pays each year for an investment over its lifetime: I·r/(1−(1+r)^−n), I/n at r = 0.
MoneyFlow annuity(Money investment, double discount_rate, Duration lifetime);

/// Answers how resources travel in one region. Keeps references: it must not outlive its arguments.
class Carriages {
 public:
  Carriages(const Region& region, const Reference& reference);

  /// Every way to send the resource: one that links.csv names where it names any for the pair, else
  /// one per mode that carries it, within the mode's reach: by road where one can drive, by sea
  /// where both sites have a quay. Within one site: the free one.
  std::vector<Carriage> ways(SiteId from, SiteId to, ResourceId resource) const;

  /// Every way to send the resource that links.csv names; empty where it names none for the pair.
  std::vector<Carriage> ways_by_link(SiteId from, SiteId to, ResourceId resource) const;

  /// The same as ways() without regard to how far a mode reaches: for what is known to be carried
  /// already.
  std::vector<Carriage> ways_of_any_length(SiteId from, SiteId to, ResourceId resource) const;

  /// How long ways on that kind of path are; empty where there is none. Rows of links.csv do not
  /// count.
  std::optional<Distance> distance(Path path, SiteId from, SiteId to) const {
    const auto found = length(path, from, to);
    return found ? std::optional(found->distance) : std::nullopt;
  }

  /// The length of the shortest way that any mode could take, however far it reaches; infinite
  /// where there is none. Rows of links.csv do not count.
  Distance shortest_distance(SiteId from, SiteId to) const;
  /// No way but those of links.csv is shorter than the straight line times this.
  double least_factor() const { return least_factor_; }
  /// The same of ways on that kind of path.
  double least_factor(Path path) const;

  /// The modes that carry the resource.
  std::span<const ModeId> modes_of(ResourceId resource) const {
    return modes_of_[resource.index()];
  }
  /// Whether links.csv names some way from the one to the other.
  bool is_linked(SiteId from, SiteId to) const { return !links_between(from, to).empty(); }

  /// By lorry, whichever mode there is; empty where no road and no ferry leads.
  std::optional<Roads::Drive> drive(SiteId from, SiteId to) const {
    if (from == to) return Roads::Drive{};
    return roads_.drive(from, to);
  }

  const Roads& roads() const { return roads_; }
  const SeaWays& sea_ways() const { return sea_ways_; }

 private:
  /// What a mode on one kind of path has to cover.
  struct Length {
    Distance distance;
    Distance cost_distance;  // what is paid for: ferries and tolls as the drive that costs as much
    DistanceOrigin origin;
  };
  std::optional<Length> length(Path path, SiteId from, SiteId to) const;
  Length length_of(const Link& link) const;
  std::span<const Link* const> links_between(SiteId from, SiteId to) const;
  Carriage by_mode(ModeId mode, const Length& length) const;
  /// What the region's circumstances multiply the cost of a unit by.
  double cost_factor(ModeId mode) const {
    const std::vector<double>& factors = region_.circumstances.carriage;
    return factors.empty() ? 1 : factors[mode.index()];
  }
  std::vector<Carriage> find_ways(SiteId from, SiteId to, ResourceId resource,
                                  bool is_within_reach) const;

  const Region& region_;
  const Reference& reference_;
  std::vector<std::vector<ModeId>> modes_of_;  // by resource: that carry it
  std::vector<const Link*> links_;             // sorted by (from, to)
  std::vector<decltype(MoneyFlow{} / Distance{})> fixed_per_distance_;  // by mode: annuity
  std::array<bool, 3> is_used_{};  // by path: some mode follows it
  double road_factor_;
  double line_factor_;
  Roads roads_;
  SeaWays sea_ways_;
  double least_factor_;
};

}  // namespace samspill::reference
