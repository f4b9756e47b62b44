#pragma once

#include <string_view>

namespace samspill {

/// What one unit name measures. `ratio` is a share (%), `multiplier` a counting word ("tusen").
enum class UnitKind {
  mass,
  mass_per_year,
  energy,
  power,
  length,
  area,
  volume,
  normal_volume,
  piece,
  duration,
  per_time,
  temperature,
  pressure,
  conductance,
  ratio,
  multiplier,
};

/// One unit with all its names. One of it is up/down of the kind's own unit: t, t/yr, MWh, MWh/h,
/// m, m2, m3, Nm3, piece, year, 1/year, K, bar, mS, the number 1. Kept as a fraction of whole
/// numbers, so that conversions are exact wherever the definitions are.
struct UnitName {
  UnitKind kind;
  double up;
  double down;
  std::string_view symbols;  // separated by blanks; capital and small letters matter
  std::string_view words;    // separated by blanks; as fold() leaves them
  double shift = 0;          // temperatures: kelvin at the scale's zero
};

/// The unit of this name. Empty when there is none.
const UnitName* find_unit(std::string_view name);

/// True for the words that people write instead of a slash: "per", "pr", "i", "om", "na".
bool means_per(std::string_view name);

}  // namespace samspill
