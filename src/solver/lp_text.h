#pragma once

#include <string>

#include "solver/problem.h"

namespace samspill::solver {

/// The problem as a text in LP format that CPLEX, HiGHS, CBC, SCIP and GLPK read alike. All rows
/// and columns must have names, each once. The offset is the cost of a column `offset` that is
/// always 1.
std::string lp_text(const Problem& problem);

}  // namespace samspill::solver
