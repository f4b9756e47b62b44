#pragma once

#include <nlohmann/json.hpp>

namespace samspill {

/// JSON with keys in the order they were written.
using Json = nlohmann::ordered_json;

}  // namespace samspill
