#pragma once

#include <optional>
#include <utility>

#include "network/model.h"
#include "network/plan_network.h"
#include "solver/solve.h"

namespace samspill::network {

/// A plan's network, and its model with all builds fixed as the plan has them: what is left is a
/// linear problem of what flows, at least cost with the carbon price.
struct FixedPlan {
  Network network;
  Model model;
};

/// Throws Error(invalid) for the climate objective or a cap: what flows after a change is settled
/// by cost alone.
void require_by_cost(const NetworkOptions& options);

/// `options` are those that the plan was made with. All arcs of both ends in `asked` are there
/// even if they cannot pay. Throws as require_by_cost does, and Error(invalid) for a plan that is
/// infeasible.
FixedPlan fix_builds(const Region& region, const reference::Reference& reference,
                     const NetworkOptions& options, const Plan& plan,
                     const std::optional<std::pair<Endpoint, Endpoint>>& asked = {});

/// The disposal or purchase of the node costs this much more per unit [EUR]; so does what is lost
/// of it in a storage.
solver::Changes way_out_by(const FixedPlan& fixed, std::size_t node, double eur);

solver::Changes carbon_price_by(const FixedPlan& fixed, double eur_per_tonne);

}  // namespace samspill::network
