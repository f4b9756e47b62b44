#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "network/nodes.h"
#include "reference/carriage.h"

namespace samspill::network {

/// A giver and a taker whose resources and distance fit.
struct Pair {
  std::size_t giver = 0;  // nodes
  std::size_t taker = 0;
  Distance distance;              // the shortest that any mode could take
  std::optional<Distance> reach;  // no way may be longer
  double substitution = 1;
};

/// All pairs whose resources fit and that lie within the reach of both streams and of the synergy,
/// by giver, then taker. If there are more than `most`, each giver keeps its nearest and a remark
/// says so.
std::vector<Pair> find_pairs(const Region& region, const reference::Reference& reference,
                             const reference::Carriages& carriages, const Nodes& nodes,
                             std::size_t most, std::vector<Remark>& notes);

/// How far apart the two may lie: the tightest of both streams' and the synergy's limits. Empty =
/// any.
std::optional<Distance> reach_between(const Region& region, const Node& giver, const Node& taker,
                                      std::optional<Distance> synergy_reach);

}  // namespace samspill::network
