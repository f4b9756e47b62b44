#include "network/builds.h"

#include <algorithm>

#include "network/model.h"
#include "network/state.h"
#include "reference/carriage.h"

namespace samspill::network {
namespace {

void fix(solver::Problem& problem, std::size_t column, double value) {
  if (column == kNone) return;
  problem.lower[column] = problem.upper[column] = value;
}

/// A size may be beyond the largest that is of use: by the rounding of its rows, or because another
/// scenario has more use for it. What is of no use at all counts as not built.
void fix_size(solver::Problem& problem, std::size_t size, std::size_t build, double value) {
  const double most = problem.upper[size];
  fix(problem, size, std::min(value, most));
  fix(problem, build, value > 0 && most > 0 ? 1 : 0);
}

template <typename Map, typename Key>
Map::mapped_type size_in(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? typename Map::mapped_type{} : found->second;
}

void include_sizes(auto& sizes, const auto& others) {
  for (const auto& [place, other] : others) {
    auto& size = sizes[place];
    size = std::max(size, other);
  }
}

void hold_processes(const Builds& builds, const Region& region, NetworkState& state) {
  for (const auto& [place, capacity] : builds.processes) {
    const auto [process, site] = place;
    auto activity = std::ranges::find_if(state.activities, [&](const Activity& each) {
      return each.process == place.first && each.site == place.second;
    });
    if (activity == state.activities.end()) {
      Activity idle{.process = process, .site = site, .is_built = true};
      idle.main_input.resize(region.period_count());
      idle.operation = region[process].opex_fixed;
      activity = state.activities.insert(activity, std::move(idle));
    }
    activity->capacity = capacity;
    activity->investment = investment_in(region, region[process], capacity);
  }
}

void hold_storages(const Builds& builds, const Region& region, NetworkState& state) {
  for (const auto& [storage, capacity] : builds.storages) {
    auto use = std::ranges::find(state.storages, storage, &StorageUse::storage);
    if (use == state.storages.end()) {
      StorageUse idle{.storage = storage, .is_built = true};
      idle.operation = region[storage].opex_fixed;
      use = state.storages.insert(use, std::move(idle));
    }
    use->capacity = capacity;
    use->investment = investment_in(region, region[storage], capacity);
  }
}

}  // namespace

Builds builds_of(const NetworkState& state) {
  Builds builds;
  for (const Activity& activity : state.activities) {
    if (!activity.is_built) continue;
    builds.processes[{activity.process, activity.site}] = activity.capacity;
  }
  for (const StorageUse& use : state.storages) {
    if (use.is_built) builds.storages[use.storage] = use.capacity;
  }
  for (const LinkBuild& link : state.link_builds) {
    builds.links[{link.from, link.to, link.mode, link.resource}] = link.investment;
  }
  return builds;
}

void include(Builds& builds, const Builds& others) {
  include_sizes(builds.processes, others.processes);
  include_sizes(builds.storages, others.storages);
  builds.links.insert(others.links.begin(), others.links.end());
}

MoneyFlow investment_in(const Region& region, const Process& process, AmountFlow capacity) {
  Money capital = process.capex_fixed;
  if (process.capex_per_flow) capital += *process.capex_per_flow * (capacity * (1.0 * year));
  return reference::annuity(capital, region.settings.discount_rate, process.lifetime);
}

MoneyFlow investment_in(const Region& region, const Storage& storage, Amount capacity) {
  return reference::annuity(storage.capex_fixed + storage.capex_per_amount * capacity,
                            region.settings.discount_rate, storage.lifetime);
}

void fix_to(const Builds& builds, const Network& network, Model& model) {
  solver::Problem& problem = model.problem;
  for (std::size_t i = 0; i < network.nodes.instances.size(); ++i) {
    if (model.size_columns[i] == kNone) continue;
    const Instance& instance = network.nodes.instances[i];
    const AmountFlow size = size_in(builds.processes, std::pair(instance.process, instance.site));
    fix_size(problem, model.size_columns[i], model.build_columns[i], size.in(unit_amount / year));
  }
  for (std::size_t i = 0; i < network.holders.storages.size(); ++i) {
    if (model.room_columns[i] == kNone) continue;
    const Amount room = size_in(builds.storages, network.holders.storages[i]);
    fix_size(problem, model.room_columns[i], model.storage_build_columns[i], room.in(unit_amount));
  }
  for (std::size_t i = 0; i < network.arcs.connections.size(); ++i) {
    const Connection& connection = network.arcs.connections[i];
    const bool is_built = builds.links.contains(
        {connection.from, connection.to, connection.mode, connection.resource});
    fix(problem, model.connection_columns[i], is_built ? 1 : 0);
  }
  std::ranges::fill(problem.is_integer, 0);
}

void hold_to(const Builds& builds, const Region& region, CarbonPrice carbon_price,
             NetworkState& state) {
  hold_processes(builds, region, state);
  hold_storages(builds, region, state);
  state.link_builds.clear();
  for (const auto& [way, investment] : builds.links) {
    const auto& [from, to, mode, resource] = way;
    state.link_builds.push_back({from, to, mode, investment, resource});
  }
  add_up(state, carbon_price);
}

}  // namespace samspill::network
