#pragma once

#include <span>

#include "domain/plan.h"
#include "domain/region.h"
#include "network/builds.h"
#include "network/checked_facts.h"
#include "reference/carriage.h"

namespace samspill::network {

/// Holds every figure of a state against the region and the tables, apart from all that makes
/// states: the balance of every stream, process and storage in each period, what may flow and how,
/// capacities, prices, factors and their sources, sums. What is built is what the state needs; with
/// `shared` it is exactly that, and paid, whether the state needs it or not.
FactList check_state(const Region& region, const reference::Reference& reference,
                     const reference::Carriages& carriages, const NetworkState& state,
                     CarbonPrice carbon_price, std::span<const SiteId> without,
                     const Builds* shared = nullptr);

/// The same, with messages joined to one error: throws Error(internal) that says how much of `what`
/// ("the plan") is wrong, and the first violation.
void require_sound(const FactList& facts, std::string_view what);

}  // namespace samspill::network
