#include "network/make_network.h"

namespace samspill::network {

CarbonPrice carbon_price_for(const Settings& settings, const NetworkOptions& options) {
  const int first_year =
      settings.planning_years.empty() ? settings.base_year : settings.planning_years.front();
  return options.carbon_price.value_or(
      carbon_price_of(settings, options.year.value_or(first_year)));
}

Network make_network(const Region& region, const reference::Reference& reference,
                     const NetworkOptions& options, const Worth& worth,
                     std::vector<Remark>& notes) {
  Network network{region, reference, worth.carbon_price, {}, {}, {}};
  network.nodes = find_nodes(region, reference, options.without);
  for (const Remark& remark : network.nodes.notes) note(notes, remark);
  network.arcs = find_arcs(region, reference, network.nodes, worth, options.most_pairs, notes);
  network.limits = find_limits(region, reference, network.nodes, network.arcs);
  return network;
}

}  // namespace samspill::network
