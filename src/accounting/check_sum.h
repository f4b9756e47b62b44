#pragma once

#include <cmath>

namespace samspill::accounting {

/// Shares of an entry: what additions of doubles may lose.
inline constexpr double kShareRounding = 1e-12;
/// Of both years' magnitudes: what the ledger leaves out as the solver's rounding.
inline constexpr double kLeftOut = 2e-7;

/// A sum with the size of what went into it.
struct Sum {
  double value = 0;
  double size = 0;

  void add(double part) {
    value += part;
    size += std::abs(part);
  }
};

}  // namespace samspill::accounting
