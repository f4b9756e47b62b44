#pragma once

#include <string_view>

namespace samspill::service {

/// The value of one cookie in a Cookie field, "a=1; b=2"; empty when it is not there.
std::string_view find_cookie(std::string_view field, std::string_view name);

}  // namespace samspill::service
