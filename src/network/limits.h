#pragma once

#include <cstddef>
#include <vector>

#include "network/arcs.h"
#include "network/holders.h"
#include "network/nodes.h"

namespace samspill::network {

/// The most that can usefully flow, from data alone; what the model's linking rows lean on.
struct Limits {
  std::size_t periods = 1;
  std::vector<Amount> activities;  // main input, by instance and period
  std::vector<Amount> nodes;       // given or taken, by node and period; a yearly node's whole year
  std::vector<Amount> levels;      // held, by holder

  Amount activity(std::size_t instance, std::size_t period) const {
    return activities[instance * periods + period];
  }
  Amount node(std::size_t node, std::size_t period) const { return nodes[node * periods + period]; }
};

Limits find_limits(const Region& region, const reference::Reference& reference, const Nodes& nodes,
                   const Arcs& arcs, const Holders& holders);

/// The most that can be of use on a connection in a period, whatever its capacity: what its givers
/// have, or what its takers want, whichever is less.
Amount useful_on(const Limits& limits, const Arcs& arcs, const Connection& connection,
                 std::size_t period);

/// The largest capacity that can be of use: the largest activity as a rate, and as much more as the
/// process cannot run of its size.
AmountFlow useful_capacity(const Region& region, const Nodes& nodes, const Limits& limits,
                           std::size_t instance);

}  // namespace samspill::network
