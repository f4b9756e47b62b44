#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "network/checked_facts.h"
#include "reference/reference.h"

namespace samspill::network {

/// What became of a plan's check.
struct PlanCheck {
  std::vector<CheckedFacts> facts;      // every kind, always in the same order
  std::vector<std::string> violations;  // kind, thing, what was found and what was expected
  std::optional<double> proven_gap;     // no plan is better by more, of the cost; empty = no proof

  bool is_accepted() const { return violations.empty(); }
};

/// Holds every figure of a plan against the region and the tables, apart from all that makes plans:
/// the balance of every stream and process in each period, what may flow and how, capacities,
/// prices, factors and their sources, sums, the cap, today, shadow prices, and the bound that the
/// proof's prices give. What is off by less than a millionth of its size, or of one unit, is
/// rounding.
PlanCheck check_plan(const Region& region, const reference::Reference& reference, const Plan& plan);

}  // namespace samspill::network
