#include "service/byte_range.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace samspill::service {
namespace {

std::optional<std::size_t> whole_number(std::string_view digits) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
  if (digits.empty() || error != std::errc() || end != digits.end()) return std::nullopt;
  return number;
}

}  // namespace

std::variant<ByteRange, WholeBody> parse_range(std::string_view field, std::size_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (!field.starts_with(kUnit)) return WholeBody::as_not_asked;
  const std::string_view part = trim(field.substr(kUnit.size()));
  const std::size_t dash = part.find('-');
  if (dash == std::string_view::npos) return WholeBody::as_not_asked;
  const std::optional<std::size_t> before = whole_number(part.substr(0, dash));
  const std::optional<std::size_t> after = whole_number(part.substr(dash + 1));
  if (dash == 0) {
    if (!after) return WholeBody::as_not_asked;
    if (*after == 0 || size == 0) return WholeBody::as_outside;
    return ByteRange{size - std::min(*after, size), size - 1};
  }
  const bool is_open = dash + 1 == part.size();
  if (!before || (!after && !is_open) || (after && *after < *before))
    return WholeBody::as_not_asked;
  if (*before >= size) return WholeBody::as_outside;
  return ByteRange{*before, is_open ? size - 1 : std::min(*after, size - 1)};
}

}  // namespace samspill::service
