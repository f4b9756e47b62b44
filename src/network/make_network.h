#pragma once

#include <vector>

#include "network/model.h"
#include "network/plan_network.h"

namespace samspill::network {

/// The carbon price that the options ask for, else that of the settings in their year.
CarbonPrice carbon_price_for(const Settings& settings, const NetworkOptions& options);

/// Everything that the region's plans are made of. Remarks on what was bent or left away are added
/// to `notes`.
Network make_network(const Region& region, const reference::Reference& reference,
                     const NetworkOptions& options, const Worth& worth, std::vector<Remark>& notes);

}  // namespace samspill::network
