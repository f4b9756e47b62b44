#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "matching/lattice.h"
#include "matching/uncertainty.h"

namespace samspill::matching {

/// One figure of an exchange, in base units.
struct Input {
  static constexpr std::size_t kExact = kMostInputs;

  Part part;
  std::string_view key;
  double likely;
  double deviation;
  Shape shape;
  double width;                   // log_normal: of the logarithm; triangular: half of its base
  std::size_t variable = kExact;  // which of the independent variables moves it
};

/// The figures of an exchange in an order of their own, so that no order of lists changes the
/// answer, and the variables that move them.
struct Inputs {
  std::vector<Input> all;
  std::vector<std::size_t> first;  // of each variable: its first figure
};
/// Keeps views of the keys. Throws Error(invalid) for more than kMostInputs variables.
Inputs list_inputs(const ExchangeInputs& exchange);

/// What comes of an exchange in a year, case by case, in base units.
template <std::size_t kCases>
struct Outcomes {
  std::array<double, kCases> sent;
  std::array<double, kCases> giver;  // what it gains before any payment
  std::array<double, kCases> taker;
  std::array<double, kCases> benefit;
  std::array<double, kCases> co2e_saved;
};

/// All inputs varied at once, over the lattice.
Outcomes<kSamples> vary_together(const ExchangeInputs& exchange, const Inputs& inputs,
                                 const UncertaintyOptions& options);

/// How likely a value below the low one is, or above the high one.
inline constexpr double kTail = 0.05;
inline constexpr std::size_t kLikelyCase = 0;
inline constexpr std::size_t kSingleCases = 1 + 2 * kMostInputs;
/// The case with one variable at its low score; at its high one it is the next.
inline std::size_t low_case(std::size_t variable) {
  return 1 + 2 * variable;
}
/// One variable at a time at its low and high, all others at their likely values.
Outcomes<kSingleCases> vary_one_by_one(const ExchangeInputs& exchange, const Inputs& inputs,
                                       const UncertaintyOptions& options);

}  // namespace samspill::matching
