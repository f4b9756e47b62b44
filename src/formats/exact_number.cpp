#include "formats/exact_number.h"

#include <charconv>
#include <cmath>

#include "base/number.h"

namespace samspill::formats {

std::optional<double> exact_number(std::string_view text) {
  constexpr std::size_t kLongest = 30;
  if (text.empty() || text.size() > kLongest) return {};
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
  if (to_text(value) != text) return {};
  return value;
}

}  // namespace samspill::formats
