#pragma once

#include <cstddef>
#include <vector>

#include "solver/problem.h"
#include "solver/solve.h"

namespace samspill::portfolio {

/// Neighbouring 0–1 columns of one initiative, a column for each year it can start in: 0 before its
/// start and 1 from then on. Row `first_row + k` holds column k against the next one, at most zero.
struct Ladder {
  std::size_t first_column = 0;
  std::size_t years = 0;
  std::size_t first_row = 0;
};

/// Solves the problem as solver::solve() does and to the same gap, in less time where there are
/// many ladders.
solver::Solution solve_narrowed(const solver::Problem& problem, const std::vector<Ladder>& ladders,
                                const solver::Options& options);

}  // namespace samspill::portfolio
