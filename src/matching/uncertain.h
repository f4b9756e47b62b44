#pragma once

#include <string>

namespace samspill::matching {

/// How a figure spreads around its likely value.
enum class Shape {
  log_normal,  // keeps its sign; the likely value is the median
  normal,      // may have either sign
  triangular   // a share: stays within 0…1, the likely value is the most likely one
};

/// A figure that is not known exactly: a Quantity, or a plain ratio.
template <class Figure>
struct Uncertain {
  Figure likely{};
  Figure deviation{};  // one standard deviation, zero = exact; log_normal: relative to the likely
                       // value it is the coefficient of variation
  Shape shape = Shape::log_normal;
  std::string key;  // figures with the same key move together (one row of prices.csv on both ends);
                    // empty = it moves by itself

  bool operator==(const Uncertain&) const = default;
};

}  // namespace samspill::matching
