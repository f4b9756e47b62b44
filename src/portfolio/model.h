#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "portfolio/outline.h"
#include "solver/problem.h"

namespace samspill::portfolio {

/// What is made as small as possible once the targets are missed as little as can be.
enum class Goal {
  discounted,  // cost over all years
  last_year,   // cost of the last year
};

/// Start years by entry, and how surely they are the best.
struct Choice {
  std::vector<std::optional<int>> starts;
  double gap = 0;
  bool is_proven = true;  // false: the search ended early
  Co2e missed;            // by the model's own reckoning
};

/// Misses the targets least, over all years together; then costs least. Throws Error(unavailable)
/// when stopped before there was any answer.
Choice choose_starts(const Region& region, const Outline& outline, const Options& options,
                     Goal goal = Goal::discounted);

/// The least amount by which the targets are missed over all years, costs aside.
Co2e least_missed(const Region& region, const Outline& outline, const Options& options);

/// The problem of least cost, given the missed amount, with names for people. Million EUR, kt.
solver::Problem cost_problem(const Region& region, const Outline& outline, const Options& options);

}  // namespace samspill::portfolio
