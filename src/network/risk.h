#pragma once

#include <span>

#include "units/quantity.h"

namespace samspill::network {

/// A cost in one scenario.
struct WeighedCost {
  MoneyFlow cost;
  double probability = 0;
};

/// What a risk-averse planner looks at.
struct RiskTerms {
  double weight = 0;   // of the worst part against the mean, 0…1
  double level = 0.9;  // the worst part is that beyond this probability, 0 ≤ level < 1

  bool operator==(const RiskTerms&) const = default;
};

/// A cost that depends on what happens.
struct RiskyCost {
  MoneyFlow expected;
  MoneyFlow worst_part;  // the mean of the worst part: conditional value at risk
  MoneyFlow objective;   // (1 − weight) · expected + weight · worst part
};

/// Probabilities add up to 1.
RiskyCost weigh(std::span<const WeighedCost> costs, const RiskTerms& terms);

/// The cost where the worst part begins: value at risk.
MoneyFlow threshold_of(std::span<const WeighedCost> costs, const RiskTerms& terms);

}  // namespace samspill::network
