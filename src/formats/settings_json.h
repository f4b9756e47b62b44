#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace samspill::formats {

/// The settings of region.toml as a JSON object, every key and type kept; dates and NaN become
/// texts. Throws Error(invalid) when the text is not TOML; file begins the message.
Json settings_to_json(std::string_view toml, const std::string& file);

/// The settings text for such an object: a line per key, objects as dotted keys; null is left out.
std::string settings_from_json(const Json& settings);

/// One value as TOML writes it: a text in quotes, a list in brackets, an object in braces.
std::string toml_value(const Json& value);
/// A key as TOML writes it, in quotes where it must be.
std::string toml_key(std::string_view key);

}  // namespace samspill::formats
