#pragma once

#include <filesystem>

#include "first_order/flow_problem.h"

namespace samspill::bench {

/// Writes a problem as the scripts of bench/peers/ and read_plan_tables() read it:
///   nodes.csv    kind,purchase,disposal,purchase_co2e,disposal_co2e   prices of one unit
///   arcs.csv     from,to,cost,co2e                                    of one unit
///   pipes.csv    from,to,cost,co2e,fixed_cost
///   plants.csv   fixed_cost,cost_per_size,largest,share               share: of the size, a period
///   recipes.csv  plant,cost,co2e,node0,amount0 … node3,amount3        no node: -1,0
/// and by row and period, as plain doubles: demand.f64, arc_limits.f64, pipe_limits.f64. Text has
/// the figures to their last bit. Throws std::runtime_error for what these tables cannot hold:
/// stores, losses, prices by period, what stands already.
void write_plan_tables(const first_order::FlowProblem& problem,
                       const std::filesystem::path& folder);

/// Throws Error or std::runtime_error for a table that is missing or cut short.
first_order::FlowProblem read_plan_tables(const std::filesystem::path& folder);

}  // namespace samspill::bench
