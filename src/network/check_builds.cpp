#include "network/check_builds.h"

#include <algorithm>

#include "network/endpoints.h"

namespace samspill::network {
namespace {

/// What this state needs of what can be built.
void add_needed(const Region& region, const NetworkState& state, const Builds& builds,
                Builds& needed) {
  for (const Activity& activity : state.activities) {
    if (!activity.is_built) continue;
    const std::pair place(activity.process, activity.site);
    const double available = available_share(region, activity.process, activity.site);
    AmountFlow& size = needed.processes[place];
    for (std::size_t t = 0; t < region.period_count(); ++t) {
      if (activity.main_input[t] <= Amount{}) continue;
      const AmountFlow run = activity.main_input[t] / region.settings.periods[t];
      size = std::max({size, run / available, region[activity.process].capacity_min});
    }
  }
  for (const StorageUse& use : state.storages) {
    if (!use.is_built) continue;
    Amount& room = needed.storages[use.storage];
    for (std::size_t t = 0; t < region.period_count(); ++t) {
      Amount held;
      for (const Holding& holding : use.holdings) held += holding.level[t];
      room = std::max(room, held);
    }
  }
  for (const PlanFlow& flow : state.flows) {
    for (const FlowLeg& leg : legs_of(flow)) {
      const Builds::Way way{leg.from, leg.to, leg.mode, flow.resource};
      const auto paid = builds.links.find(way);
      if (paid != builds.links.end()) needed.links.insert(*paid);
    }
  }
}

}  // namespace

FactList check_builds(std::span<const Region* const> regions,
                      std::span<const NetworkState* const> states, const Builds& builds) {
  Builds needed;
  for (std::size_t i = 0; i < states.size(); ++i) {
    add_needed(*regions[i], *states[i], builds, needed);
  }
  FactList out;
  for (const auto& [place, size] : needed.processes) {
    const auto built = builds.processes.find(place);
    const auto what = [&] {
      return name_of(*regions.front(), {{}, place.first, place.second}) + " shared size";
    };
    const bool is_known = built != builds.processes.end();
    out.equal(FactKind::capacity, what, is_known ? built->second.in(unit_amount / year) : 0,
              size.in(unit_amount / year));
  }
  for (const auto& [storage, room] : needed.storages) {
    const auto built = builds.storages.find(storage);
    const auto what = [&] { return (*regions.front())[storage].key + " shared size"; };
    const bool is_known = built != builds.storages.end();
    out.equal(FactKind::capacity, what, is_known ? built->second.in(unit_amount) : 0,
              room.in(unit_amount));
  }
  out.require(
      FactKind::capacity, builds.links == needed.links,
      [] { return std::string("shared connections"); }, "one is built that no scenario uses");
  return out;
}

}  // namespace samspill::network
