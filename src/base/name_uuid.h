#pragma once

#include <string>
#include <string_view>

namespace samspill {

/// A UUID of version 8 (RFC 9562) that follows from the name alone: the same everywhere, and
/// another for every other name.
std::string name_uuid(std::string_view name);

}  // namespace samspill
