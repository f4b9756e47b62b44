#pragma once

#include <span>
#include <vector>

#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::matching {

/// The needs for one resource, and how one offered resource serves them.
struct AcceptedGroup {
  reference::Fit fit;
  std::span<const StreamId> needs;
};

/// Every need of a region, grouped by the offered resources it accepts: the closure over hierarchy
/// and synergies, worked out once for each pair of resources in use. Refers to itself, so it stays
/// in place.
class AcceptedNeeds {
 public:
  AcceptedNeeds(const Region& region, const reference::Reference& reference);
  AcceptedNeeds(const AcceptedNeeds&) = delete;
  AcceptedNeeds& operator=(const AcceptedNeeds&) = delete;

  /// The needs that an offer of this resource may serve.
  std::span<const AcceptedGroup> groups(ResourceId offered) const;

 private:
  std::vector<std::vector<StreamId>> needs_of_;        // by needed resource
  std::vector<std::vector<AcceptedGroup>> groups_of_;  // by offered resource
};

}  // namespace samspill::matching
