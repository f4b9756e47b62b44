// Reading a unit as a product of powers.
//
// Problem: the same unit is written "t/år", "t a-1", "tonn pr. år", "t·yr⁻¹".
//
// Method: one pass splits the text into names with exponents and the joints between them
// (unit_scanner.cpp); each name is looked up (unit_names.cpp), and its fraction and exponents are
// multiplied into the result.
//
// Source: the SI brochure's rules for products and quotients, chapter 5.4.
//
// Limits: at most kLongestUnit bytes, exponents -3…3, no brackets; after a slash no product may
// follow, as "kg/t km" has two readings.
//
// A worked number: "kg/d" = (1/1000 t)·(1/365 yr)^-1: size 1/1000, duration 365/1, exponents t 1,
// yr -1.
#include "units/unit_measure.h"

#include <cmath>
#include <string>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "units/unit_names.h"
#include "units/unit_scanner.h"

namespace samspill {
namespace {

constexpr double kHoursPerYear = 8760;

/// The unit of the word. "Nm3" and "fm3" are names as a whole, their exponent is then used up.
const UnitName* look_up(UnitWord& word) {
  if (word.exponent > 1) {
    const std::string whole = std::string(word.letters) + static_cast<char>('0' + word.exponent);
    if (const UnitName* unit = find_unit(whole)) {
      word.exponent = 1;
      return unit;
    }
  }
  return find_unit(word.letters);
}

struct Power {
  BaseMeasure base;
  int exponent;
};

/// What a kind counts, its duration apart; nothing for durations and bare numbers.
std::optional<Power> power_of(UnitKind kind) {
  switch (kind) {
    case UnitKind::mass:
    case UnitKind::mass_per_year:
      return Power{BaseMeasure::mass, 1};
    case UnitKind::energy:
    case UnitKind::power:
      return Power{BaseMeasure::energy, 1};
    case UnitKind::length:
      return Power{BaseMeasure::length, 1};
    case UnitKind::area:
      return Power{BaseMeasure::length, 2};
    case UnitKind::volume:
      return Power{BaseMeasure::length, 3};
    case UnitKind::normal_volume:
      return Power{BaseMeasure::normal_volume, 1};
    case UnitKind::piece:
      return Power{BaseMeasure::piece, 1};
    case UnitKind::temperature:
      return Power{BaseMeasure::temperature, 1};
    case UnitKind::pressure:
      return Power{BaseMeasure::pressure, 1};
    case UnitKind::conductance:
      return Power{BaseMeasure::conductance, 1};
    case UnitKind::duration:
    case UnitKind::per_time:
    case UnitKind::ratio:
    case UnitKind::multiplier:
      return {};
  }
  std::unreachable();
}

void multiply_duration(Measure& measure, Fraction years, int exponent) {
  measure[BaseMeasure::duration] += exponent;
  measure.duration.multiply(years, exponent);
}

void multiply(Measure& measure, const UnitName& unit, int exponent) {
  const Fraction size{unit.up, unit.down};
  if (unit.kind == UnitKind::duration) return multiply_duration(measure, size, exponent);
  if (unit.kind == UnitKind::per_time) {
    return multiply_duration(measure, {unit.down, unit.up}, -exponent);
  }
  if (const std::optional<Power> power = power_of(unit.kind)) {
    measure[power->base] += power->exponent * exponent;
  }
  measure.size.multiply(size, exponent);
  if (unit.kind == UnitKind::power) multiply_duration(measure, {1, kHoursPerYear}, -exponent);
  if (unit.kind == UnitKind::mass_per_year) multiply_duration(measure, {1, 1}, -exponent);
}

/// The product so far, and what it forbids to come next.
struct Product {
  Measure measure;
  bool is_empty = true;
  bool has_slash = false;
  bool has_ratio = false;

  /// Multiplies or divides by the unit. False when it cannot stand here.
  bool take(const UnitWord& word, const UnitName& unit, Joint joint) {
    const bool divides = joint == Joint::slash;
    if (divides && word.exponent < 0) return false;
    if (!is_empty && !divides && (has_slash || has_ratio || joint == Joint::none)) return false;
    const bool is_bare = unit.kind == UnitKind::ratio || unit.kind == UnitKind::multiplier;
    if (is_bare && (!is_empty || word.has_exponent)) return false;
    multiply(measure, unit, divides ? -word.exponent : word.exponent);
    const bool is_level = unit.kind == UnitKind::temperature && is_empty && word.exponent == 1;
    measure.shift = is_level ? std::optional(unit.shift) : std::nullopt;
    is_empty = false;
    has_slash = has_slash || divides;
    has_ratio = has_ratio || unit.kind == UnitKind::ratio;
    return true;
  }
};

std::optional<Measure> read_product(std::string_view text) {
  UnitScanner scanner(text);
  Product product;
  Joint joint = Joint::blank;
  while (!scanner.at_end()) {
    std::optional<UnitWord> word = scanner.next_word();
    if (!word) return {};
    const UnitName* unit = look_up(*word);
    const std::optional<Joint> next = scanner.next_joint();
    if (!next || (scanner.at_end() && *next > Joint::blank)) return {};
    if (unit != nullptr) {
      if (!product.take(*word, *unit, joint)) return {};
      joint = *next;
      continue;
    }
    // "per" stands for a slash: blanks around it, a unit on either side.
    const bool is_per = joint == Joint::blank && *next == Joint::blank && !word->has_exponent;
    if (!is_per || product.is_empty || scanner.at_end()) return {};
    if (!means_per(word->letters)) return {};
    joint = Joint::slash;
  }
  if (product.is_empty) return {};
  return product.measure;
}

}  // namespace

void Fraction::multiply(Fraction other, int exponent) {
  if (exponent < 0) std::swap(other.up, other.down);
  for (int i = 0; i < std::abs(exponent); ++i) {
    up *= other.up;
    down *= other.down;
  }
}

std::optional<Measure> read_measure(std::string_view text) {
  if (text.size() > kLongestUnit) return {};
  const auto [number, rest] = split_number(trim(text));
  std::optional<Measure> measure = read_product(rest);
  if (!measure || number.empty()) return measure;
  const std::optional<ReadNumber> times = read_number(number);
  if (!times || times->is_ambiguous || times->value <= 0) return {};
  measure->size.up *= times->value;
  measure->shift.reset();
  return measure;
}

}  // namespace samspill
