#include "network/fixed_plan.h"

#include <algorithm>

#include "base/error.h"
#include "network/builds.h"
#include "network/network.h"
#include "network/today.h"

namespace samspill::network {
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
  fix_to(builds_of(plan.planned), fixed.network, fixed.model);
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
