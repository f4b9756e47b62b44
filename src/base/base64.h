#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace samspill {

/// Bytes as letters, for places that hold text only (RFC 4648, 4).
std::string to_base64(std::string_view bytes);

/// The bytes again; empty when the text is no base64.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace samspill
