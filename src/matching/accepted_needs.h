#pragma once

#include <span>
#include <vector>

#include "matching/pair_rules.h"

namespace samspill::matching {

/// The needs for one resource, and how one offered resource serves them.
struct AcceptedGroup {
  ResourceId needed;
  ResourceFit fit;
  std::span<const StreamId> needs;
};

/// Every need of a region, grouped by the offered resources it accepts: the closure over hierarchy
/// and synergies, worked out once for each pair of resources in use. Refers to itself, so it stays
/// in place.
class AcceptedNeeds {
 public:
  explicit AcceptedNeeds(const PairRules& rules);
  AcceptedNeeds(const AcceptedNeeds&) = delete;
  AcceptedNeeds& operator=(const AcceptedNeeds&) = delete;

  /// The needs that an offer of this resource may serve.
  std::span<const AcceptedGroup> groups(ResourceId offered) const;
  /// How the one serves the other; both must be in use and fit.
  const ResourceFit& fit(ResourceId offered, ResourceId needed) const;

 private:
  std::vector<std::vector<StreamId>> needs_of_;        // by needed resource
  std::vector<std::vector<AcceptedGroup>> groups_of_;  // by offered resource
};

}  // namespace samspill::matching
