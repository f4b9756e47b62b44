#pragma once

#include <optional>
#include <string_view>

namespace samspill::formats {

/// The number that this text is the shortest form of, so that it can be stored as a number and come
/// back as the same text. Empty for "007", "1e5", "1 200", "1.50" and whatever is no number.
std::optional<double> exact_number(std::string_view text);

}  // namespace samspill::formats
