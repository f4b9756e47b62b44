#pragma once

#include "first_order/flow_problem.h"

namespace samspill::first_order {

/// Lowers the limits of arcs, the shares of pipes and the largest sizes of candidates to what can
/// be useful, from the data alone. Some best plan keeps them all, with whole builds as with parts;
/// the bound gets better, for any solver.
void keep_to_useful(FlowProblem& problem);

}  // namespace samspill::first_order
