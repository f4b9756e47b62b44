#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "units/quantity.h"

namespace samspill {

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

/// The words for them in files and texts, in order.
inline constexpr std::array<std::string_view, 18> kPartWords = {
    "offered",         "needed",           "disposal_price", "purchase_price",  "carriage",
    "treatment",       "by_products",      "distance",       "yield",           "carriage_fixed",
    "treatment_fixed", "transaction",      "disposal_co2e",  "production_co2e", "carriage_co2e",
    "treatment_co2e",  "by_products_co2e", "use_co2e"};

/// What to expect of a yearly figure. Low and high: 5 % and 95 % of the cases lie below. Likely:
/// every input at its likely value, as the match states it (less the transaction cost).
template <class Flow>
struct Outlook {
  Flow low;
  Flow likely;
  Flow high;
  double probability_above_zero = 0;

  bool operator==(const Outlook&) const = default;
};

/// An input that moves the benefit, while all others stay at their likely values.
struct Mover {
  Part part = Part::offered;  // the first one, where one key stands for several inputs
  std::string key;
  MoneyFlow at_low;           // the benefit when the input is at its 5 % value
  MoneyFlow at_high;          // at its 95 % value
  double variance_share = 0;  // of the benefit's variance, by this input alone

  bool operator==(const Mover&) const = default;
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

  bool operator==(const Split&) const = default;
};

struct Assessment {
  AmountFlow sent;  // likely
  std::optional<Outlook<MoneyFlow>> benefit;
  std::optional<Outlook<Co2eFlow>> co2e_saved;
  std::vector<Mover> movers;   // of the benefit, most first
  std::optional<Split> split;  // empty when the benefit is unknown or nothing is sent

  bool operator==(const Assessment&) const = default;
};

}  // namespace samspill
