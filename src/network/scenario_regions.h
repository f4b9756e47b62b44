#pragma once

#include <optional>
#include <vector>

#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::network {

/// A region as it stands in a scenario, and what the carbon price is multiplied by there.
struct ScenarioRegion {
  Region region;
  double carbon_price_factor = 1;
};

/// The region with the changes of each of its scenarios, in their order. Changes of the same figure
/// multiply. What is closed neither gives nor takes, its processes stand still, and nothing passes
/// over it; what it built and its fixed running stay paid.
std::vector<ScenarioRegion> scenario_regions(const Region& region,
                                             const reference::Reference& reference);

/// The region with the mean of every figure over its scenarios, weighted by their probabilities.
ScenarioRegion mean_region(const Region& region, const reference::Reference& reference);

}  // namespace samspill::network
