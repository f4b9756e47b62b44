#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

/// Which of the inputs a figure is.
enum class Part {
  offered,
  needed,
  disposal_price,
  purchase_price,
  carriage,
  treatment,
  by_products,
  distance,
  yield,
  carriage_fixed,
  treatment_fixed,
  transaction,
  disposal_co2e,
  production_co2e,
  carriage_co2e,
  treatment_co2e,
  by_products_co2e,
  use_co2e
};

enum class Side { giver, taker };

struct UncertaintyOptions {
  std::uint64_t seed = 1;
  std::size_t movers = 3;        // how many inputs to name
  Side carriage = Side::giver;   // who pays it
  Side treatment = Side::taker;  // who pays it and has the by-products
  double transaction_of_giver = 0.5;
};

/// What to expect of a yearly figure. Low and high: 5 % and 95 % of the cases lie below. Likely:
/// every input at its likely value, as the match states it (less the transaction cost).
template <class Flow>
struct Outlook {
  Flow low;
  Flow likely;
  Flow high;
  double probability_above_zero = 0;
};

/// An input that moves the benefit, while all others stay at their likely values.
struct Mover {
  Part part = Part::offered;  // the first one, where one key stands for several inputs
  std::string key;
  MoneyFlow at_low;           // the benefit when the input is at its 5 % value
  MoneyFlow at_high;          // at its 95 % value
  double variance_share = 0;  // of the benefit's variance, by this input alone
};

/// Who gains and bears what at the likely values, and what payment from the giver to the taker, per
/// unit sent, makes up for it (negative: the taker pays).
struct Split {
  MoneyFlow giver_saves;  // disposal, before any cost
  MoneyFlow taker_saves;  // purchase, before any cost
  MoneyFlow by_products;
  MoneyFlow carriage;  // costs
  MoneyFlow treatment;
  MoneyFlow transaction;
  UnitPrice even_payment;            // leaves half of the benefit to each
  UnitPrice least_payment;           // below it the taker loses
  UnitPrice most_payment;            // above it the giver loses; below the least one when there is
                                     // nothing to share
  double probability_both_gain = 0;  // at the even payment
};

struct Assessment {
  AmountFlow sent;  // likely
  std::optional<Outlook<MoneyFlow>> benefit;
  std::optional<Outlook<Co2eFlow>> co2e_saved;
  std::vector<Mover> movers;   // of the benefit, most first
  std::optional<Split> split;  // empty when the benefit is unknown or nothing is sent
};

/// The worth of one exchange under uncertainty. The order of lists doesn't matter. Throws
/// Error(invalid) for more uncertain inputs than the method holds apart (40).
Assessment assess(const ExchangeInputs& exchange, const UncertaintyOptions& options = {});

}  // namespace samspill::matching
