#pragma once

#include <algorithm>
#include <format>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace samspill {

/// The index of the row whose key the user named.
/// Throws Error(not_found) that offers the nearest key.
template <typename Rows>
std::size_t find_key(const Rows& rows, const std::string& key, const Message& what) {
  const auto found = std::ranges::find(rows, key, [](const auto& row) { return row.key; });
  if (found == rows.end()) {
    std::vector<std::string_view> keys;
    for (const auto& row : rows) keys.push_back(row.key);
    throw Error(ErrorKind::not_found,
                tell("there is no {} {}{}", what, in_quotes(key), did_you_mean(key, keys)));
  }
  return static_cast<std::size_t>(found - rows.begin());
}

}  // namespace samspill
