// Units and amounts as text.
//
// Problem: people write "t/år", "1 200 Nm³/h", "MW" or "tusen tonn i året" and mean a number of
// base units per year.
//
// Method: unit_measure.cpp takes the text apart into powers; here the powers become the kind of
// amount, and two units become a conversion, which exists when their powers are the same. The case
// rule, the sources of the factors and the meaning of a year stand in unit_names.cpp.
//
// Limits: no density, heating value or gas pressure is guessed, so t, m3 and Nm3 never turn into
// one another; temperatures are levels, not differences.
//
// Worked numbers: "3,5 GWh/yr" = 3.5 of 1000 MWh, once a year; "kW" = 0.001 MWh, 8760 times a
// year; "MJ/kg" to "MWh/t" = (1/3600)/(1/1000) = 0.2778; 68 °F = 68·5/9 - 160/9 = 20 °C.
#include "units/unit_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "units/unit_measure.h"
#include "units/unit_scanner.h"

namespace samspill {
namespace {

bool is_usable(double factor) {
  return std::isnormal(factor) && factor > 0;
}

struct KindPower {
  AmountKind kind;
  BaseMeasure base;
  int exponent;
  double base_unit;  // in the measure's unit: a hectare is 10^4 m2
  std::string_view kind_name;
  std::string_view unit_name;
};

constexpr auto kKinds = std::to_array<KindPower>({
    {AmountKind::mass, BaseMeasure::mass, 1, 1, "mass", "t"},
    {AmountKind::energy, BaseMeasure::energy, 1, 1, "energy", "MWh"},
    {AmountKind::volume, BaseMeasure::length, 3, 1, "volume", "m3"},
    {AmountKind::normal_volume, BaseMeasure::normal_volume, 1, 1, "normal_volume", "Nm3"},
    {AmountKind::piece, BaseMeasure::piece, 1, 1, "piece", "piece"},
    {AmountKind::area, BaseMeasure::length, 2, 1e4, "area", "ha"},
    {AmountKind::distance, BaseMeasure::length, 1, 1e3, "distance", "km"},
});

/// The kind whose power this is, whatever the duration. Null when there is none.
const KindPower* kind_of(Measure measure) {
  measure[BaseMeasure::duration] = 0;
  for (const KindPower& kind : kKinds) {
    Measure expected;
    expected[kind.base] = kind.exponent;
    if (measure.exponents == expected.exponents) return &kind;
  }
  return nullptr;
}

const KindPower& row_of(AmountKind kind) {
  return *std::ranges::find(kKinds, kind, &KindPower::kind);
}

/// The ways to write that a property has no unit.
bool is_unitless(std::string_view text) {
  return text.empty() || text == "-" || text == "–" || text == "—";
}

std::optional<Measure> read_property_unit(std::string_view text) {
  return is_unitless(text) ? Measure{} : read_measure(text);
}

}  // namespace

std::optional<AmountUnit> read_amount_unit(std::string_view text) {
  const std::optional<Measure> measure = read_measure(text);
  if (!measure) return {};
  const KindPower* kind = kind_of(*measure);
  if (kind == nullptr) return {};
  Fraction size = measure->size;
  size.down *= kind->base_unit;
  AmountUnit unit;
  unit.kind = kind->kind;
  const int exponent = (*measure)[BaseMeasure::duration];
  if (exponent == -1) {
    unit.times_per_year = measure->duration.value();
  } else if (exponent == 0) {
    size.multiply(measure->duration, 1);  // "kW h": the hours cancel, a factor stays
  } else {
    return {};
  }
  unit.base_units = size.value();
  if (!is_usable(unit.base_units)) return {};
  return unit;
}

std::optional<AmountText> read_amount(std::string_view text) {
  text = trim(text);
  if (text.size() > kLongestUnit) return {};
  const auto [number, rest] = split_number(text);
  const std::optional<ReadNumber> value = read_number(number);
  if (!value || value->is_ambiguous) return {};
  const std::optional<AmountUnit> unit = read_amount_unit(rest);
  if (!unit) return {};
  return AmountText{value->value, *unit};
}

std::string_view base_unit_name(AmountKind kind) {
  return row_of(kind).unit_name;
}

std::string_view kind_name(AmountKind kind) {
  return row_of(kind).kind_name;
}

std::optional<UnitConversion> convert_property_unit(std::string_view from, std::string_view to) {
  from = trim(from);
  to = trim(to);
  if (from == to) return UnitConversion{};  // also units known only to whoever named the property
  const std::optional<Measure> a = read_property_unit(from);
  const std::optional<Measure> b = read_property_unit(to);
  if (!a || !b || a->exponents != b->exponents) return {};
  if (a->shift.has_value() != b->shift.has_value()) return {};
  Fraction factor = a->size;
  factor.multiply(a->duration, 1);
  factor.multiply(b->size, -1);
  factor.multiply(b->duration, -1);
  UnitConversion conversion{.factor = factor.value()};
  if (a->shift) conversion.shift = (*a->shift - *b->shift) / b->size.value();
  if (!is_usable(conversion.factor)) return {};
  return conversion;
}

std::string_view unit_examples() {
  return "t/yr, kg/d, MWh/yr, GJ, MW, m3/yr, Nm3/h, piece/yr, ha";
}

}  // namespace samspill
