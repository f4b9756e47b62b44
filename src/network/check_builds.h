#pragma once

#include <span>

#include "domain/plan.h"
#include "domain/region.h"
#include "network/builds.h"
#include "network/checked_facts.h"

namespace samspill::network {

/// Holds builds that several states share against these: each is as large as the state that needs
/// most of it, and none that no state needs. `regions` are those of the states.
FactList check_builds(std::span<const Region* const> regions,
                      std::span<const NetworkState* const> states, const Builds& builds);

}  // namespace samspill::network
