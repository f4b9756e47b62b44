#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace samspill {

/// What is counted. normal_volume is gas at 0 °C and 101.325 kPa; a standard cubic metre (Sm3) is
/// at 15 °C and read as 273.15/288.15 of a normal one. A plain m3 is never taken for either.
enum class AmountKind { mass, energy, volume, normal_volume, piece, area, distance };

/// A unit as people write it, taken apart: how many base units (t, MWh, m3, Nm3, piece, ha, km) one
/// of it is. "kg/d" is 0.001 t, 365 times a year; "GWh" is 1000 MWh with no time named.
struct AmountUnit {
  AmountKind kind = AmountKind::mass;
  double base_units = 1;
  std::optional<double> times_per_year;  // empty: the text names no time

  bool operator==(const AmountUnit&) const = default;
};

/// Reads "t/år", "tonn pr år", "GWh/yr", "Nm3/h", "kg/d", "MW", "1000 m³ per year", "tonnes/month"
/// in English, Norwegian, Danish, Swedish, Finnish, German and Polish. Power ("kW") is energy with
/// a time. Empty when it is none of these, or could mean two things ("mW", "MT", "1,200 t").
std::optional<AmountUnit> read_amount_unit(std::string_view text);

/// "1 200 t/år": a number and a unit. The number may be zero or negative, but not ambiguous.
struct AmountText {
  double value = 0;
  AmountUnit unit;
};
std::optional<AmountText> read_amount(std::string_view text);

/// "t", "MWh", "m3", "Nm3", "piece", "ha", "km".
std::string_view base_unit_name(AmountKind kind);
std::string_view kind_name(AmountKind kind);

/// From one unit of a property ("°C", "%", "mg/kg", "MJ/kg") to another: a factor, and for
/// temperatures a shift.
struct UnitConversion {
  double factor = 1;
  double shift = 0;
  double apply(double value) const { return value * factor + shift; }
};

/// Empty when the two do not measure the same. "No unit" is written "" or "-". A text always
/// converts to itself, even when it is no unit known here ("mg/kg TS").
std::optional<UnitConversion> convert_property_unit(std::string_view from, std::string_view to);

/// Units to offer when one could not be read.
std::string_view unit_examples();

}  // namespace samspill
