#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::service {

/// What a request asks for: the address after the host, decoded and split.
struct Target {
  std::vector<std::string> path;                           // "/api/x" is api, x; "/" is nothing
  std::vector<std::pair<std::string, std::string>> query;  // in the order they came

  /// The first value of that name.
  std::optional<std::string_view> find(std::string_view name) const;

  bool operator==(const Target&) const = default;
};

/// Reads the target of a request line, such as "/api/sites?q=s%C3%B8r". Nothing when it does not
/// begin with a slash, holds a control character, a fragment, a segment . or .., or an escape that
/// is not two hexadecimal digits, or is not UTF-8 once decoded.
std::optional<Target> parse_target(std::string_view text);

/// A text as one part of a path: what could be read otherwise becomes escapes.
std::string escaped(std::string_view text);

}  // namespace samspill::service
