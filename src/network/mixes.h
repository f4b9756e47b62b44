#pragma once

#include <cstddef>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::network {

/// What a need gets in one period, or in the year where it is stored, of a property that mixes.
/// Amounts count as the property mixes: whole, or their dry matter.
struct Mix {
  StreamId need;
  PropertyId property;
  std::size_t period = 0;
  double amount = 0;
  double above = 0;  // Σ amount · (value − the most); not above zero where the limit is kept
  double below = 0;  // Σ amount · (the least − value); likewise
};

/// Every mix with a limit, worked out from the flows and purchases of a state alone. What is bought
/// counts as in blends.h; what is exchanged today stands whatever its quality and is left out.
std::vector<Mix> find_mixes(const Region& region, const reference::Reference& reference,
                            const NetworkState& state);

}  // namespace samspill::network
