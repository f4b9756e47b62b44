#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "network/arcs.h"
#include "network/blends.h"
#include "network/holders.h"
#include "network/limits.h"
#include "network/nodes.h"

namespace samspill::network {

/// The region's balances, arcs and bounds: everything that a plan may do.
struct Network {
  const Region& region;
  const reference::Reference& reference;
  CarbonPrice carbon_price;
  Nodes nodes;
  Arcs arcs;
  Holders holders;
  Limits limits;
  std::vector<Blend> blends;
};

/// Keeps references to the first two. Remarks on what was bent or left away are added to `notes`.
Network find_network(const Region& region, const reference::Reference& reference,
                     std::span<const SiteId> without, const Worth& worth, std::size_t most_pairs,
                     std::vector<Remark>& notes);

}  // namespace samspill::network
