#include "network/fixed_plan.h"

#include <algorithm>

#include "base/error.h"
#include "network/network.h"
#include "network/today.h"

namespace samspill::network {
namespace {

void fix(solver::Problem& problem, std::size_t column, double value) {
  if (column == kNone) return;
  problem.lower[column] = problem.upper[column] = value;
}

void fix_processes(FixedPlan& fixed, const NetworkState& planned) {
  solver::Problem& problem = fixed.model.problem;
  for (std::size_t i = 0; i < fixed.network.nodes.instances.size(); ++i) {
    const std::size_t size = fixed.model.size_columns[i];
    if (size == kNone) continue;
    const Instance& instance = fixed.network.nodes.instances[i];
    const auto built = std::ranges::find_if(planned.activities, [&](const Activity& activity) {
      return activity.is_built && activity.process == instance.process &&
             activity.site == instance.site;
    });
    const bool is_built = built != planned.activities.end();
    // The plan may be beyond the largest size by the rounding of its rows.
    const double most = problem.upper[size];
    fix(problem, size, is_built ? std::min(built->capacity.in(unit_amount / year), most) : 0);
    fix(problem, fixed.model.build_columns[i], is_built ? 1 : 0);
  }
}

void fix_storages(FixedPlan& fixed, const NetworkState& planned) {
  solver::Problem& problem = fixed.model.problem;
  for (std::size_t i = 0; i < fixed.network.holders.storages.size(); ++i) {
    const std::size_t room = fixed.model.room_columns[i];
    if (room == kNone) continue;
    const auto built = std::ranges::find(planned.storages, fixed.network.holders.storages[i],
                                         &StorageUse::storage);
    const bool is_built = built != planned.storages.end();
    const double most = problem.upper[room];
    fix(problem, room, is_built ? std::min(built->capacity.in(unit_amount), most) : 0);
    fix(problem, fixed.model.storage_build_columns[i], is_built ? 1 : 0);
  }
}

void fix_connections(FixedPlan& fixed, const NetworkState& planned) {
  for (std::size_t i = 0; i < fixed.network.arcs.connections.size(); ++i) {
    const Connection& connection = fixed.network.arcs.connections[i];
    const bool is_built = std::ranges::any_of(planned.link_builds, [&](const LinkBuild& link) {
      return link.from == connection.from && link.to == connection.to &&
             link.mode == connection.mode && link.resource == connection.resource;
    });
    fix(fixed.model.problem, fixed.model.connection_columns[i], is_built ? 1 : 0);
  }
}

}  // namespace

void require_by_cost(const NetworkOptions& options) {
  if (options.objective == Objective::cost && !options.cap) return;
  throw Error(ErrorKind::invalid,
              "what flows after a change is settled at least cost: leave out the climate objective "
              "and the cap, or use a carbon price");
}

FixedPlan fix_builds(const Region& region, const reference::Reference& reference,
                     const NetworkOptions& options, const Plan& plan,
                     const std::optional<std::pair<Endpoint, Endpoint>>& asked) {
  require_by_cost(options);
  if (plan.status == PlanStatus::infeasible) {
    throw Error(ErrorKind::invalid, "there is no plan whose builds could be kept");
  }
  std::vector<Remark> notes;
  Network network = find_network(region, reference, options.without,
                                 {terms_of(region, options).carbon_price, true, asked},
                                 options.most_pairs, notes);
  Model model = build_model(network);
  find_today(network, model, solver::Options{.stop = options.stop}, notes);
  FixedPlan fixed{std::move(network), std::move(model)};
  fix_processes(fixed, plan.planned);
  fix_storages(fixed, plan.planned);
  fix_connections(fixed, plan.planned);
  std::ranges::fill(fixed.model.problem.is_integer, 0);
  return fixed;
}

solver::Changes way_out_by(const FixedPlan& fixed, std::size_t node, double eur) {
  solver::Changes changes;
  const auto add = [&](std::size_t column, double by) {
    changes.costs.push_back({column, fixed.model.problem.cost[column] + by});
  };
  const Network& network = fixed.network;
  for (std::size_t t = 0; t < periods_of(network, network.nodes[node]); ++t) {
    add(fixed.model.way_out_columns[node] + t, eur);
  }
  const std::size_t periods = network.region.period_count();
  for (std::size_t i = 0; i < network.holders.holders.size(); ++i) {
    const Holder& holder = network.holders.holders[i];
    if (holder.giver != node || !disposes_of_losses(network.nodes[node])) continue;
    for (std::size_t t = 0; t < periods; ++t) {
      const double kept =
          kept_share(network.region, network.region[holder.storage], (t + 1) % periods);
      add(fixed.model.level_columns[i] + t, (1 - kept) * eur);
    }
  }
  for (std::size_t i = 0; i < network.arcs.legs.size(); ++i) {
    const Leg& leg = network.arcs.legs[i];
    if (network.arcs.relays[leg.to].giver != node) continue;
    for (std::size_t t = 0; t < periods; ++t) {
      add(fixed.model.leg_columns[i] + t, leg.disposed_of(network.nodes, node) * eur);
    }
  }
  return changes;
}

solver::Changes carbon_price_by(const FixedPlan& fixed, double eur_per_tonne) {
  solver::Changes changes;
  const solver::Problem& problem = fixed.model.problem;
  for (std::size_t i = 0; i < problem.columns(); ++i) {
    if (fixed.model.co2e[i] == 0) continue;
    changes.costs.push_back({i, problem.cost[i] + eur_per_tonne / 1000 * fixed.model.co2e[i]});
  }
  return changes;
}

}  // namespace samspill::network
