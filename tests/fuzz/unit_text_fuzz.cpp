// Any bytes as a unit, an amount and a conversion.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "units/unit_text.h"

namespace {

/// Stops the run also where assert is compiled away.
void require(bool holds) {
  if (!holds) std::abort();
}

bool is_usable(double factor) {
  return std::isnormal(factor) && factor > 0;
}

void check_unit(const samspill::AmountUnit& unit) {
  require(is_usable(unit.base_units));
  require(!unit.times_per_year || is_usable(*unit.times_per_year));
  require(!samspill::base_unit_name(unit.kind).empty());
}

void check_conversion(std::string_view from, std::string_view to) {
  const auto there = samspill::convert_property_unit(from, to);
  const auto back = samspill::convert_property_unit(to, from);
  if (!there || !back) return;  // one way may overflow
  require(is_usable(there->factor) && std::isfinite(there->shift));
  require(std::abs(there->factor * back->factor - 1) < 1e-9);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto unit = samspill::read_amount_unit(text);
  if (unit) {
    check_unit(*unit);
    // What is read as a unit is a property's unit of the same kind, too.
    require(samspill::convert_property_unit(text, text).has_value());
  }
  if (const auto amount = samspill::read_amount(text)) {
    require(std::isfinite(amount->value));
    check_unit(amount->unit);
  }
  // Two units on two lines.
  const std::size_t line_end = text.find('\n');
  if (line_end != std::string_view::npos) {
    check_conversion(text.substr(0, line_end), text.substr(line_end + 1));
  }
  return 0;
}
