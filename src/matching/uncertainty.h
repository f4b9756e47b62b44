#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/assessment.h"
#include "matching/uncertain.h"
#include "units/quantity.h"

namespace samspill::matching {

using UncertainPrices = std::vector<Uncertain<UnitPrice>>;
using UncertainIntensities = std::vector<Uncertain<CarbonIntensity>>;

/// What of a year lies in one period, each from 0 to 1.
struct PeriodShare {
  double offered = 0;
  double needed = 0;
  double time = 0;
};

/// Everything one exchange rests on: a direct one, or one through processes. Figures per unit are
/// per unit *sent*, in the offer's unit, unless said otherwise. Costs and emissions are positive.
/// Empty = unknown; an empty list is known to be nothing.
struct ExchangeInputs {
  Uncertain<AmountFlow> offered;            // left at the giver
  Uncertain<AmountFlow> needed;             // left at the taker, in the need's unit
  std::optional<AmountFlow> capacity;       // most that can be sent, as a rate
  std::vector<PeriodShare> periods;         // empty: either side can be stored
  std::vector<Uncertain<double>> yields;    // their product: units of the need that one unit sent
                                            // replaces (arrival, conversions, substitution); > 0
  Uncertain<double> distance{.likely = 1};  // multiplies carriage and its emissions

  std::optional<Uncertain<UnitPrice>> disposal_price;  // what the giver pays today
  std::optional<Uncertain<UnitPrice>> purchase_price;  // what the taker pays, per unit of the need
  UncertainPrices carriage;                            // one per leg
  std::vector<Uncertain<MoneyFlow>> carriage_fixed;
  std::optional<UncertainPrices> treatment = UncertainPrices{};  // one per process
  std::vector<Uncertain<MoneyFlow>> treatment_fixed;  // running and annualised investment
  std::optional<UncertainPrices> by_products = UncertainPrices{};  // what they earn
  Uncertain<MoneyFlow> transaction;

  std::optional<Uncertain<CarbonIntensity>> disposal_co2e;
  std::optional<Uncertain<CarbonIntensity>> production_co2e;  // per unit of the need
  std::optional<UncertainIntensities> carriage_co2e = UncertainIntensities{};
  std::optional<UncertainIntensities> treatment_co2e = UncertainIntensities{};
  std::optional<UncertainIntensities> by_products_co2e = UncertainIntensities{};  // what they save
  UncertainIntensities use_co2e;  // given off in the new use
};

enum class Side { giver, taker };

struct UncertaintyOptions {
  std::uint64_t seed = 1;
  std::size_t movers = 3;        // how many inputs to name
  Side carriage = Side::giver;   // who pays it
  Side treatment = Side::taker;  // who pays it and has the by-products
  double transaction_of_giver = 0.5;
};

/// The worth of one exchange under uncertainty. The order of lists doesn't matter. Throws
/// Error(invalid) for more uncertain inputs than the method holds apart (40).
Assessment assess(const ExchangeInputs& exchange, const UncertaintyOptions& options = {});

}  // namespace samspill::matching
