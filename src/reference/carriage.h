#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::reference {

/// One way to bring a resource from one site to another.
struct Carriage {
  ModeId mode;  // none = within one site, free of cost
  Distance distance;
  bool is_stated = false;               // links.csv states the distance; else it is computed
  UnitPrice cost;                       // per unit sent
  std::optional<CarbonIntensity> co2e;  // per unit sent; empty = unknown
  double arrival = 1;                   // share that arrives
  MoneyFlow fixed;  // per year when the way is used at all (annualised pipe, link)
  std::optional<AmountFlow> capacity;  // most that can be sent
  std::string factor_id;
};

/// What one pays each year for an investment over its lifetime: I·r/(1−(1+r)^−n), I/n at r = 0.
MoneyFlow annuity(Money investment, double discount_rate, Duration lifetime);

/// Answers how resources travel in one region. Keeps references: it must not outlive its arguments.
class Carriages {
 public:
  Carriages(const Region& region, const Reference& reference);

  /// Every way to send the resource: one that links.csv names where it names any for the pair, else
  /// one per mode that carries it, within the mode's reach. Within one site: the free one.
  std::vector<Carriage> ways(SiteId from, SiteId to, ResourceId resource) const;

  /// The same without regard to how far a mode reaches: for what is known to be carried already.
  std::vector<Carriage> ways_of_any_length(SiteId from, SiteId to, ResourceId resource) const;

  /// The straight line times the road factor.
  Distance road_distance(SiteId from, SiteId to) const;

 private:
  Carriage by_mode(ModeId mode, Distance distance) const;
  std::vector<Carriage> find_ways(SiteId from, SiteId to, ResourceId resource,
                                  bool is_within_reach) const;

  const Region& region_;
  const Reference& reference_;
  std::vector<const Link*> links_;  // sorted by (from, to)
  double road_factor_;
};

}  // namespace samspill::reference
