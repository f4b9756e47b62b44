#pragma once

#include <optional>
#include <string_view>

namespace samspill {

/// Yes or no as people write it: yes, ja, true, 1; no, nei, nej, false, 0. Empty when it is
/// neither.
std::optional<bool> read_yes_no(std::string_view text);

}  // namespace samspill
