#include "network/network.h"

namespace samspill::network {

Network find_network(const Region& region, const reference::Reference& reference,
                     std::span<const SiteId> without, const Worth& worth, std::size_t most_pairs,
                     std::vector<Remark>& notes) {
  Network network{region, reference, worth.carbon_price, {}, {}, {}, {}, {}};
  network.nodes = find_nodes(region, reference, without);
  notes.insert(notes.end(), network.nodes.notes.begin(), network.nodes.notes.end());
  network.arcs = find_arcs(region, reference, network.nodes, without, worth, most_pairs, notes);
  network.holders = find_holders(region, reference, network.nodes, network.arcs, without);
  network.limits = find_limits(region, reference, network.nodes, network.arcs, network.holders);
  network.blends = find_blends(region, reference, network.nodes, network.arcs);
  return network;
}

}  // namespace samspill::network
