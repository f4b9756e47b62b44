#include "report/palette.h"

#include <charconv>
#include <format>
#include <optional>
#include <report_assets.h>
#include <string>

namespace samspill::report {
namespace {

constexpr Colour kDarkGrey{0.25, 0.25, 0.25};

/// "#d8dfde" or "#fff".
std::optional<Colour> read_hex(std::string_view text) {
  std::string digits(text.substr(0, text.find_first_of(";} ")));
  if (!digits.starts_with('#')) return {};
  digits.erase(0, 1);
  if (digits.size() == 3) {
    digits = {digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]};
  }
  unsigned value = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (digits.size() != 6 || code != std::errc() || end != digits.data() + 6) return {};
  const auto part = [&](int shift) { return static_cast<double>(value >> shift & 0xff) / 255; };
  return Colour{part(16), part(8), part(0)};
}

}  // namespace

Colour colour(std::string_view name) {
  const std::string_view css = assets::report_css();
  // The light values come first in the sheet; later ones are for dark screens.
  const std::string declaration = std::format("--{}:", name);
  const std::size_t found = css.find(declaration);
  if (found == std::string_view::npos) return kDarkGrey;
  std::string_view value = css.substr(found + declaration.size());
  while (value.starts_with(' ')) value.remove_prefix(1);
  return read_hex(value).value_or(kDarkGrey);
}

Colour family_colour(std::string_view family) {
  return colour(std::format("family-{}", family));
}

}  // namespace samspill::report
