#pragma once

#include <algorithm>
#include <functional>
#include <vector>

namespace samspill {

/// Sorts and leaves each value once; with a projection, one of each that it maps to the same.
template <typename Value, typename Projection = std::identity>
void keep_each_once(std::vector<Value>& values, Projection projection = {}) {
  std::ranges::sort(values, {}, projection);
  const auto repeated = std::ranges::unique(values, {}, projection);
  values.erase(repeated.begin(), repeated.end());
}

}  // namespace samspill
