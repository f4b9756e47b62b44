#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

namespace samspill::service {

/// A part of a body: bytes first to last, both within it.
struct ByteRange {
  std::size_t first = 0;
  std::size_t last = 0;

  std::size_t size() const { return last - first + 1; }
  bool operator==(const ByteRange&) const = default;
};

enum class WholeBody { as_not_asked, as_outside };

/// The one part that a Range field asks of a body of `size` bytes (RFC 9110, 14.2): "bytes=0-99",
/// "bytes=100-", "bytes=-50". as_not_asked when there is no field, more than one part, or it cannot
/// be read, for then it does not count; as_outside when the part lies beyond the end.
std::variant<ByteRange, WholeBody> parse_range(std::string_view field, std::size_t size);

}  // namespace samspill::service
