#pragma once

#include <vector>

#include "network/model.h"
#include "solver/solve.h"

namespace samspill::network {

struct Today {
  std::vector<double> columns;
  solver::Seconds run_time{};
};

/// Today's state as columns of the model: operating exchanges at their recorded quantities, or as
/// near as the balances allow, existing processes on what these bring, nothing new built, at least
/// cost. What stands in it then stands in the plan too: network and model are changed so that a
/// pipe in use costs nothing to build and can carry at least what it carries today. Remarks on
/// exchanges that had to be reduced are added to `notes`. The columns are a feasible plan. Throws
/// Error(unavailable) when it is stopped.
Today find_today(Network& network, Model& model, const solver::Options& options,
                 std::vector<Remark>& notes);

}  // namespace samspill::network
