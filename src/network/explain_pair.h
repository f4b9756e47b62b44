#pragma once

#include <optional>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "network/plan_network.h"
#include "reference/reference.h"

namespace samspill::network {

/// Where a giver and a taker stand in a plan: they exchange; they may and don't; the connection
/// between them is not built; one of them is a process that is not built; no rule-keeping way leads
/// from one to the other.
enum class PairStanding { exchanges, idle, way_not_built, process_not_built, no_way };

/// Figures that a pair rests on, each per unit of the node it belongs to.
struct Figures {
  std::optional<UnitPrice> carriage;  // per unit sent, with the carbon price on its CO2e
  std::optional<Distance> distance;
  std::optional<UnitPrice> disposal;  // of what the giver has
  std::optional<UnitPrice> purchase;  // of what the taker wants
  std::optional<CarbonPrice> carbon_price;
};

/// What the plan says of one giver and one taker. Worths are duals with the builds fixed: they hold
/// for small changes, and for these builds.
struct PairAnswer {
  PairStanding standing = PairStanding::no_way;
  Endpoint from;
  Endpoint to;
  ResourceId given;
  ResourceId wanted;
  ModeId mode;                // of the way spoken of; none = on the same site
  double met = 1;             // units of what is wanted that a unit sent meets
  AmountFlow sent;            // in the plan; way_not_built: if it were
  UnitPrice giver_cost;       // of one unit more at the giver, where it goes now
  UnitPrice taker_cost;       // of one unit more at the taker, where it comes from now
  UnitPrice short_by;         // idle: what a unit sent costs more than it saves
  bool is_at_corner = false;  // idle: a unit more and a unit less differ in worth
  MoneyFlow worth;       // exchanges: what its end would cost; way_not_built: what it would save
  MoneyFlow connection;  // way_not_built: what building it costs
  Figures now;
  Figures turning;  // where the pair begins or ends, all else as it is; empty: nowhere near
};

/// Asks the plan about a pair. `options` are those that it was made with. Throws Error(invalid)
/// where fix_builds does, Error(unavailable) when it is stopped.
PairAnswer explain_pair(const Region& region, const reference::Reference& reference,
                        const Plan& plan, const NetworkOptions& options, const Endpoint& from,
                        const Endpoint& to);

}  // namespace samspill::network
