#pragma once

#include <map>
#include <string>

#include "first_order/first_order.h"
#include "first_order/small_problem_test.h"

namespace samspill::first_order {

/// Everything that is wrong with a plan, empty if nothing is, by its own look at the problem's
/// columns. The cost counts builds as whole or by part.
std::string wrong_with(const FlowProblem& problem, const Plan& plan, bool whole_builds = false);

/// The optimum, by the exact solver.
double least_cost(const FlowProblem& problem, bool whole_builds = false);

/// Each feature of small problems alone, and all together.
extern const std::map<std::string, Features> kFeatures;

}  // namespace samspill::first_order
