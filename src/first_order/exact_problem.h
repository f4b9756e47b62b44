#pragma once

#include "first_order/flow_problem.h"
#include "solver/problem.h"

namespace samspill::first_order {

/// The same problem for the exact solver. Columns: arcs, purchases, disposals, activities, each by
/// period; then sizes and builds by facility. Whole builds: with fixed costs all or nothing; else
/// shared out over the size.
solver::Problem to_exact(const FlowProblem& problem, bool whole_builds);

}  // namespace samspill::first_order
