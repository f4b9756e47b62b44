#pragma once

#include <span>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "network/violations.h"
#include "reference/carriage.h"
#include "reference/reference.h"

namespace samspill::network {

/// Prices every row of a state anew from region and reference, apart from the model that made it:
/// what is disposed of, bought and carried costs and emits what its price and factor say; processes
/// cost their running and, if built, their capital for a size within their limits; existing ones
/// are all counted; each pipe in use is paid for once, unless it stands today, and carries no more
/// than it can.
std::vector<Violation> check_bill(const Region& region, const reference::Reference& reference,
                                  const NetworkState& state, std::span<const SiteId> without);

/// The same for one of many states, with the region's ways at hand.
std::vector<Violation> check_bill(const Region& region, const reference::Reference& reference,
                                  const reference::Carriages& carriages, const NetworkState& state,
                                  std::span<const SiteId> without);

}  // namespace samspill::network
