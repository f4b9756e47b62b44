#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::network {

/// What a plan makes as small as possible: the yearly cost with the carbon price, or the yearly
/// CO2e and then the cost at that CO2e.
enum class Objective { cost, climate };

struct NetworkOptions {
  Objective objective = Objective::cost;
  std::optional<CarbonPrice> carbon_price{};  // empty: the settings' price of `year`
  std::optional<Co2eFlow> cap{};              // on the plan's total CO2e
  std::optional<int> year{};                  // empty: the first planning year, else the base year
  double gap = 1e-4;                          // how far a plan may be from the proven bound
  std::optional<std::chrono::duration<double>> time_limit{};  // of the whole run
  std::vector<SiteId> without{};           // sites that are left away, today and in the plan
  std::stop_token stop{};                  // the best plan so far comes back
  std::function<void(double)> progress{};  // told the share done, 0…1
  std::size_t most_pairs = 2'000'000;      // of givers and takers; beyond, each keeps its nearest
};

/// The plan that is best for the whole region, and today's state to compare it with. Every state in
/// it has passed the checker of balance.h. When the run ends early the plan is the best found, at
/// worst today's state; status infeasible means that no plan keeps the cap. Throws
/// Error(unavailable) when it was stopped before there was any plan, Error(internal) when a result
/// breaks a balance.
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

}  // namespace samspill::network
