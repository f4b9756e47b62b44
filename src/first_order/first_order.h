#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "first_order/flow_problem.h"
#include "first_order/layout.h"
#include "first_order/repair.h"

namespace samspill::first_order {

using Seconds = std::chrono::duration<double>;

/// How far a search has come.
struct Standing {
  std::size_t iterations = 0;
  double cost = 0;   // of the best plan so far
  double bound = 0;  // no plan can be below
  double gap = 0;    // (cost − bound) / |cost|
};

struct Options {
  double gap = 1e-2;
  std::optional<Seconds> time_limit{};
  std::stop_token stop{};  // the best plan so far comes back
  std::function<void(const Standing&)> progress{};
  int threads = 1;  // any number gives the same result, unless time or a stop cuts it short
  std::size_t most_iterations = 200'000;
  /// From the result of a problem that differs in costs, prices, demands or limits only; else null.
  const State* start = nullptr;
};

struct Result {
  Plan plan;
  double bound = 0;
  double gap = 0;
  std::vector<double> price;  // that prove the bound [node · periods + period]
  std::size_t iterations = 0;
  bool is_within_gap = false;  // else time, a stop or the iterations ended it
  double co2e_cap_price = 0;   // of solve_under_cap(): on top of the problem's own
  State state;                 // to start from again
  // Of solve_with_builds(): what the plan of any round used.
  std::vector<char> used_arcs, used_facilities;
};

/// The best plan when a fixed cost falls due in parts, by the part of the largest size that is
/// built. Throws Error(invalid) for a problem that check() refuses, or a start of another size.
Result solve(const FlowProblem& problem, const Options& options);

/// CO2e of a plan in a year, whatever its price.
double co2e_of(const FlowProblem& problem, const Plan& plan);

/// The best plan of solve() with no more CO2e than the cap; the cap's price and `price` prove the
/// bound together. When no plan that was found keeps the cap, the cleanest comes back, with an
/// infinite gap.
Result solve_under_cap(const FlowProblem& problem, double co2e_cap, const Options& options);

/// A good plan when a facility is built or not: fixed costs count in full. The bound is that of
/// solve(), so the gap need not close.
struct BuildOptions {
  std::size_t rounds = 24;
  std::size_t iterations_per_round = 300;
};
Result solve_with_builds(const FlowProblem& problem, const Options& options,
                         const BuildOptions& build_options);

}  // namespace samspill::first_order
