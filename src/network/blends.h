#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "domain/plan.h"
#include "network/arcs.h"
#include "network/nodes.h"

namespace samspill::network {

/// A limit of a need that the mix of all that arrives must keep, where some of it alone would not:
/// Σ weight · (value − limit) ≤ 0, for a least value with the sign turned.
struct Blend {
  std::size_t need = 0;  // node
  PropertyId property;
  bool is_most = true;
  double limit = 0;  // in the property's unit
  struct Part {
    std::size_t arc = 0;
    double weight = 0;  // per unit that arrives: what of it counts in the mix
    double value = 0;   // of the property
    bool is_beyond = false;
  };
  std::vector<Part> parts;
  double bought_weight = 0;  // per unit bought
  double bought_value = 0;

  /// What a unit of weight with this value adds to the sum.
  double excess(double value) const { return is_most ? value - limit : limit - value; }
};

/// Whether the giver may take part in a mix for the need although its quality breaks limits by
/// itself: all of them are of properties that mix, its values are known, it is not hazardous.
bool may_blend(const Region& region, const reference::Reference& reference, const Node& giver,
               StreamId need);

/// Whether the need limits a property that mixes.
bool limits_mixes(const Region& region, const reference::Reference& reference, StreamId need);

/// The limits that arcs break by themselves. What is exchanged today stands whatever its quality
/// and takes no part.
std::vector<Blend> find_blends(const Region& region, const reference::Reference& reference,
                               const Nodes& nodes, const Arcs& arcs);

/// Says which needs get a mix of what alone would not do.
void note_blends(const Region& region, const reference::Reference& reference, const Nodes& nodes,
                 const Arcs& arcs, const std::vector<Blend>& blends, const NetworkState& state,
                 std::vector<Remark>& notes);

}  // namespace samspill::network
