#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "network/plan_network.h"
#include "reference/reference.h"

namespace samspill::network {

/// A figure that a plan leans on.
struct PlanInput {
  enum class Kind { disposal, purchase, quantity, transport, carbon_price };
  Kind kind = Kind::disposal;
  Endpoint at;          // of a price or a quantity
  ResourceId resource;  // likewise
  ModeId mode;          // of transport
};

/// A way that carries more or less where the plan changes.
struct ChangedWay {
  Endpoint from;
  Endpoint to;
  ResourceId resource;
  ModeId mode;  // the last one's, where sites pass it on
  AmountFlow before;
  AmountFlow after;
};

/// Where one figure alone, all builds kept, changes the plan: a price what flows, a quantity what a
/// unit more is worth.
struct BreakEven {
  PlanInput input;
  double now = 0;  // EUR per unit, units a year or EUR per t CO2e; of transport a factor: 1
  std::optional<double> below, above;  // nearest such values; empty = none as far as was looked
  std::optional<ChangedWay> change_below, change_above;  // the largest change there
  MoneyFlow per_tenth;  // what a tenth more of it costs, flows free to change

  /// How far the nearer of the two is, as a share of the figure.
  double distance() const;
  /// Whether the plan stands at a corner: the figure needs hardly move. Most quantities do that
  /// what is there just fits.
  bool is_at_corner() const { return distance() < 1e-5; }
};

struct Sensitivity {
  std::vector<BreakEven> break_evens;  // the nearest first, corners last
  std::size_t steady = 0;              // figures that change nothing as far as was looked
  bool is_complete = true;             // false: stopped before every figure was tried
};

struct SensitivityOptions {
  NetworkOptions plan;  // those that the plan was made with
  double range = 0.5;   // how far to look, as a share of the figure
};

/// Moves each figure of the plan alone: the price and the quantity of every stream, the price of
/// what processes buy and dispose of, the cost of each mode, the carbon price. A price below 10 EUR
/// per unit is moved as if it were 10. Throws as fix_builds does.
Sensitivity find_sensitivity(const Region& region, const reference::Reference& reference,
                             const Plan& plan, const SensitivityOptions& options);

}  // namespace samspill::network
