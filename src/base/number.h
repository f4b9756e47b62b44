#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samspill {

/// How a text was read as a number.
struct ReadNumber {
  double value = 0;
  bool is_ambiguous = false;  // "1,200": read as 1.2, could have meant 1200
};

/// A number as people write it: "1200", "1 200,5", "1.200,5", "1,200.5", "-3e2", "−3". Blanks,
/// apostrophes and repeated marks must group digits by three; one comma is a decimal comma.
/// Empty when it is not a finite number: "NaN", "inf", "1e400", "1 2", "12 t".
std::optional<ReadNumber> read_number(std::string_view text);

/// A whole number up to 9e15 either way, without exponent and with no single point or comma:
/// "1.200" is 1.2 to some and 1200 to others. "1 200", "1.200.000" and "-3" are read.
std::optional<std::int64_t> read_integer(std::string_view text);

/// The shortest text that reads back as the same double, without exponent between 1e-5 and 1e15.
std::string to_text(double value);

}  // namespace samspill
