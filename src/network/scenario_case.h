#pragma once

#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "network/builds.h"
#include "network/model.h"
#include "network/plan_network.h"
#include "network/scenario_regions.h"
#include "reference/carriage.h"
#include "solver/solve.h"

namespace samspill::network {

/// What stands today as the region is recorded, whatever is to come: the ways of operating
/// exchanges, and the connections that they lie on.
struct TodaysWays {
  std::set<std::tuple<Endpoint, Endpoint, ModeId>> ways;
  std::map<Builds::Way, std::vector<double>> connections;  // most by period [base units]
};

/// Throws as find_today does. Remarks on what was bent or left away are added to `notes`.
TodaysWays find_todays_ways(const Region& region, const reference::Reference& reference,
                            const NetworkOptions& options, std::vector<Remark>& notes);

/// The region in one scenario, ready to be solved. It stays where it is, as its parts refer to each
/// other.
class ScenarioCase {
 public:
  ScenarioCase(ScenarioRegion scenario, const reference::Reference& reference,
               const NetworkOptions& options, const TodaysWays& recorded);
  ScenarioCase(const ScenarioCase&) = delete;

  /// Today's exchanges and processes, going on as far as the scenario lets them.
  NetworkState today(const solver::Options& options) const;
  /// What flows at least cost where just this is built.
  solver::Solution settle(const Builds& builds, const solver::Options& options) const;
  NetworkState read(const std::vector<double>& columns) const;
  /// Throws Error(internal) unless the state holds, with the builds that it shares with others.
  void check(const NetworkState& state, const Builds* shared, std::string_view what) const;

  const Region& region() const { return region_; }
  const Network& network() const { return network_; }
  Model& model() { return model_; }
  const Model& model() const { return model_; }
  CarbonPrice carbon_price() const { return network_.carbon_price; }
  const std::vector<Remark>& notes() const { return notes_; }

 private:
  Region region_;
  const reference::Reference& reference_;
  std::vector<SiteId> without_;
  reference::Carriages carriages_;
  std::vector<Remark> notes_;
  Network network_;
  Model model_;
};

}  // namespace samspill::network
