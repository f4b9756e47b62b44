#pragma once

#include <cstddef>

#include "first_order/first_order.h"

namespace samspill::first_order {

struct PolishOptions {
  double gap = 2e-3;            // of each search, as a share of the whole cost
  std::size_t largest = 8'000;  // columns of a search; a park that has more is searched alone
  std::size_t most = 60'000;    // columns of such a park; else its builds stay
  std::size_t steps = 10'000;   // of the simplex method in a search, and in all; but in each at
  std::size_t all = 100'000;    // least half as many
  std::size_t passes = 1;
};

/// Betters the plan of solve_with_builds(), whose prices stay. It never gets dearer, and is the
/// same for any number of threads unless time or a stop cuts it short.
void polish_builds(const FlowProblem& problem, const Options& options,
                   const PolishOptions& polish_options, Result& result);

}  // namespace samspill::first_order
