#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "first_order/first_order.h"

namespace samspill::first_order {

struct ParkOptions {
  double gap = 2e-3;                    // of each park
  std::size_t steps = 10'000;           // of the simplex method; then a park gives what it has
  std::size_t most = 60'000;            // columns of a park; a larger one counts by prices alone
  int threads = 1;                      // any number gives the same bound, unless time ends it
  std::optional<Seconds> time_limit{};  // of all; parks that are left count by prices alone
  std::stop_token stop{};
};

struct ParkBound {
  /// No plan with whole builds is below.
  double bound = 0;
  std::size_t parks = 0;    // solved with whole builds
  std::size_t largest = 0;  // columns of the largest
  std::size_t cut_off = 0;  // whose gap did not close
};

/// A bound for whole builds, from prices that prove a bound for parts of them. Throws
/// Error(internal) when the solver fails.
ParkBound bound_by_parks(const FlowProblem& problem, const std::vector<double>& price,
                         const ParkOptions& options);

}  // namespace samspill::first_order
