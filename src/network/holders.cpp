// Who may keep what in which storage.
//
// Problem: a storage that mixes what comes would forget whose it was, and with it the quality, the
// reach, the synergy and the yield on which arcs rest. Method: what each giver puts in is kept
// apart, at its own site or, arc by arc, at the taker's; all share the storage's room. So what is
// stored can only go where it could have gone at once. Limits: no storage at a third site; what is
// bought is not stored, as its price is the same all year.
#include "network/holders.h"

#include <algorithm>

namespace samspill::network {

Holders find_holders(const Region& region, const reference::Reference& reference,
                     const Nodes& nodes, const Arcs& arcs, std::span<const SiteId> without) {
  Holders out;
  out.of_node.resize(nodes.nodes.size());
  out.of_arc.resize(arcs.arcs.size());
  for (std::size_t i = 0; i < region.storages.size(); ++i) {
    const Storage& storage = region.storages[i];
    if (std::ranges::contains(without, storage.site)) continue;
    out.storages.emplace_back(i);
    if (region.period_count() == 1) continue;
    const auto takes = [&](const Node& giver) {
      return reference.is_within(giver.resource, storage.resource);
    };
    for (std::size_t n = 0; n < nodes.nodes.size(); ++n) {
      const Node& node = nodes[n];
      const bool is_here = node.direction == Direction::offer && node.at.site == storage.site;
      if (!is_here || !takes(node)) continue;
      out.of_node[n].push_back(out.holders.size());
      out.holders.push_back({StorageId(i), n, kNone});
    }
    for (std::size_t a = 0; a < arcs.arcs.size(); ++a) {
      const Node &giver = nodes[arcs.arcs[a].giver], &taker = nodes[arcs.arcs[a].taker];
      const bool comes_here = taker.at.site == storage.site && giver.at.site != storage.site;
      if (!comes_here || taker.is_yearly || !takes(giver)) continue;
      out.of_arc[a].push_back(out.holders.size());
      out.holders.push_back({StorageId(i), arcs.arcs[a].giver, a});
    }
  }
  return out;
}

}  // namespace samspill::network
