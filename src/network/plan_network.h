#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "network/arcs.h"
#include "reference/reference.h"

namespace samspill::network {

using samspill::Objective;

/// How far a search has come.
struct Standing {
  double share = 0;                  // of the way, 0…1
  std::optional<double> gap{};       // of the best plan so far; empty = not known yet
  std::optional<MoneyFlow> bound{};  // no plan costs less; empty = not known yet, or CO2e is sought
};

struct NetworkOptions {
  Method method = Method::exact;
  Objective objective = Objective::cost;
  std::optional<CarbonPrice> carbon_price{};  // empty: the settings' price of `year`
  std::optional<Co2eFlow> cap{};              // on the plan's total CO2e
  std::optional<int> year{};                  // empty: the first planning year, else the base year
  double gap = 1e-4;                          // how far a plan may be from the proven bound
  std::optional<std::chrono::duration<double>> time_limit{};  // of the whole run
  std::vector<SiteId> without{};  // sites that are left away, today and in the plan
  std::stop_token stop{};         // the best plan so far comes back
  std::function<void(const Standing&)> progress{};
  std::size_t most_pairs = kMostPairs;  // of givers and takers; beyond, each keeps its nearest
  int threads = 1;                      // more may end at another of equally good plans
  bool is_proof_wanted = false;         // prices that prove a bound: one more linear problem
};

/// What the options ask of a plan, with the carbon price that holds.
PlanTerms terms_of(const Region& region, const NetworkOptions& options);

/// The plan that is best for the whole region, and today's state to compare it with. Every state in
/// it has passed the checker of check_state.h. When the run ends early the plan is the best found,
/// at worst today's state; status infeasible means that no plan keeps the cap. Throws
/// Error(unavailable) when it was stopped before there was any plan, Error(internal) when a result
/// breaks a balance. At scale the plan is optimal when it is proven to lie within the gap, always
/// has its proof, and what that method cannot hold throws Error(invalid) (at_scale.h). Where
/// nothing but flows is chosen, by cost and without a cap, both methods give the best plan and its
/// proof.
Plan plan_network(const Region& region, const reference::Reference& reference,
                  const NetworkOptions& options);

/// One plan of the front between cost and climate.
struct ParetoPoint {
  MoneyFlow cost;
  Co2eFlow co2e;
  Plan plan;
};

/// `points` plans from the cheapest to the one that emits least, each the cheapest for its CO2e,
/// with evenly spaced caps between; the cheapest first. One point where the cheapest emits least.
/// Of equally cheap plans the first is one that emits least. Options as above, without the
/// objective. A run that ends early returns the points done, by order of cost.
std::vector<ParetoPoint> pareto(const Region& region, const reference::Reference& reference,
                                const NetworkOptions& options, std::size_t points);

/// Writes the problem that plan_network solves first, for other solvers: as MPS or, by its suffix
/// .lp, in the LP format, with names that say what a row or column is. Money in EUR, or CO2e in kg
/// when it is sought. Throws Error(unavailable) when the place cannot be written.
void write_model(const Region& region, const reference::Reference& reference,
                 const NetworkOptions& options, const std::filesystem::path& path);

}  // namespace samspill::network
