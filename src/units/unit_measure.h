#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace samspill {

/// The things units are powers of. Volume and area are powers of length; a normal cubic metre is
/// not.
enum class BaseMeasure {
  mass,           // t
  energy,         // MWh
  length,         // m
  normal_volume,  // Nm3
  piece,
  duration,     // year
  temperature,  // K
  pressure,     // bar
  conductance,  // mS
};
inline constexpr std::size_t kBaseMeasures = 9;

/// A factor as a fraction of whole numbers, rounded once and only when it is asked for.
struct Fraction {
  double up = 1;
  double down = 1;

  double value() const { return up / down; }
  /// This times the power of other.
  void multiply(Fraction other, int exponent);
};

/// A unit taken apart: powers of base measures, and how many of their units one of it is.
struct Measure {
  std::array<int, kBaseMeasures> exponents{};
  Fraction size;                  // all but the duration
  Fraction duration;              // the duration's part, in years to its exponent
  std::optional<double> shift{};  // a level on a temperature scale: kelvin at the scale's zero

  int& operator[](BaseMeasure base) { return exponents[static_cast<std::size_t>(base)]; }
  int operator[](BaseMeasure base) const { return exponents[static_cast<std::size_t>(base)]; }
};

/// The longest text that is read as a unit [bytes].
inline constexpr std::size_t kLongestUnit = 64;

/// Reads a unit: names with exponents, joined by blanks, `·`, `*` or a slash (or "per", "pr", "i"
/// …), perhaps after a number or a counting word. A slash divides by the one unit after it; what
/// could be read in two ways ("kg/t km", "1,200 t") is refused. Empty when it is no unit.
std::optional<Measure> read_measure(std::string_view text);

}  // namespace samspill
