#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "network/builds.h"
#include "network/plan_network.h"
#include "network/risk.h"
#include "reference/reference.h"

namespace samspill::network {

struct RobustOptions {
  NetworkOptions plan;
  RiskTerms risk;
};

/// What becomes of one scenario.
struct ScenarioOutcome {
  ScenarioId scenario;
  Plan plan;  // with the builds of all scenarios; its gap is to the best for this scenario alone,
              // its baseline today's exchanges going on
  MoneyFlow if_known;                 // least cost if it had been known that this comes
  std::optional<MoneyFlow> for_mean;  // cost with what is best to build for the mean region
};

/// One set of builds for all scenarios, and what flows in each.
struct RobustPlan {
  PlanStatus status = PlanStatus::feasible;
  RiskTerms risk;
  MoneyFlow bound;  // of the objective: no builds do better
  double gap = 0;
  Builds builds;
  Builds mean_builds;                     // best for the mean region
  std::vector<ScenarioOutcome> outcomes;  // in the scenarios' order
  RiskyCost today, planned;
  RiskyCost if_known;                     // wait and see
  std::optional<RiskyCost> for_mean;      // empty: its builds do not do in some scenario
  std::optional<RiskyCost> for_expected;  // of the least expected cost; with a risk weight alone
  std::vector<StreamId> left_out;         // no price is known
  std::vector<Remark> notes;

  /// What it is worth to know beforehand what comes: the expected value of perfect information.
  MoneyFlow worth_of_knowing() const { return planned.objective - if_known.objective; }
  /// What it is worth to think of scenarios: the value of the stochastic solution.
  std::optional<MoneyFlow> worth_of_scenarios() const {
    if (!for_mean) return {};
    return for_mean->objective - planned.objective;
  }
};

/// The builds that do best over the region's scenarios: sizes of processes and storages, and
/// connections. Every state has passed the checker, and so have the builds that they share. A run
/// that ends early returns the best found, at worst with nothing built. Throws Error(invalid) when
/// the region has no scenarios, for the climate objective and for a cap; Error(unavailable) when it
/// was stopped before there was any plan.
RobustPlan plan_scenarios(const Region& region, const reference::Reference& reference,
                          const RobustOptions& options);

/// Writes the problem of plan_scenarios as write_model does. What belongs to a scenario bears its
/// id.
void write_scenarios(const Region& region, const reference::Reference& reference,
                     const RobustOptions& options, const std::filesystem::path& path);

}  // namespace samspill::network
