#pragma once

#include <span>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "network/violations.h"
#include "reference/carriage.h"
#include "reference/reference.h"

namespace samspill::network {

/// Recomputes the amounts of a state from the region's own rows, apart from the model that made it:
/// none is negative; every offer and need is accounted for in each period (over the year if it can
/// be stored); every process takes and makes what its activity says, within its capacity; what
/// arrives is what was sent less the losses; what arrives at a need and mixes keeps its limits, but
/// for what is exchanged today; the parts of cost and CO2e are the sums of their rows. Streams of
/// the sites in `without` and streams without a known price take no part.
std::vector<Violation> check_balance(const Region& region, const reference::Reference& reference,
                                     const NetworkState& state, CarbonPrice carbon_price,
                                     std::span<const SiteId> without);

/// The same for one of many states, with the region's ways at hand.
std::vector<Violation> check_balance(const Region& region, const reference::Reference& reference,
                                     const reference::Carriages& carriages,
                                     const NetworkState& state, CarbonPrice carbon_price,
                                     std::span<const SiteId> without);

}  // namespace samspill::network
