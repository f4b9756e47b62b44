#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "domain/region.h"
#include "reference/distance.h"
#include "reference/way_tables.h"

namespace samspill::reference {

/// What sea ways are worked out with, from data/constants.csv.
struct SeaOptions {
  double detour_factor = 1;  // ship's way over the straight line where no sea point is passed
  Distance port_reach;       // a site without a stated quay uses a port as near as this
};

/// How far it is by ship between the sites of a region, from quay to quay.
class SeaWays {
 public:
  /// Keeps a reference to the tables: it must not outlive them.
  SeaWays(const WayTables& tables, SeaOptions options, std::span<const Site> sites);

  /// True where a ship can come: the site states a quay, or does not say and a port is near.
  bool has_quay(SiteId site) const { return port_of_[site.index()] != kNone; }
  /// Empty where one of the two has no quay or no lane leads from one to the other.
  std::optional<Distance> distance(SiteId from, SiteId to) const;
  /// No way is shorter than the straight line times this.
  double least_factor() const { return std::min(1.0, options_.detour_factor); }
  /// The port that stands for the site's quay; none without a quay.
  const Port* port(SiteId site) const;

 private:
  static constexpr std::uint32_t kNone = -1;
  void find_distances();

  const WayTables& tables_;
  SeaOptions options_;
  std::vector<Distance> between_;       // by port and port; infinite without a lane
  std::vector<std::uint32_t> port_of_;  // by site
  std::vector<Distance> to_port_;       // by site
  std::vector<UnitVector> places_;      // by site
};

}  // namespace samspill::reference
