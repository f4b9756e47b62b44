#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "domain/region.h"

namespace samspill::formats {

/// Reads region.toml. Every problem becomes a diagnostic; empty when there is an error.
std::optional<Settings> read_settings(std::string_view toml, const std::string& file,
                                      Diagnostics& diagnostics);

/// One `key = value` of a settings text, the value as TOML ("\"Trøndelag\"", "12", "[2030, 2040]").
struct SettingText {
  std::string key;
  std::string value;
};
/// Throws Error(invalid) when the text is not TOML.
std::vector<SettingText> list_settings(std::string_view toml);
/// The settings text for such a list; a value that is not TOML is taken as a plain string.
std::string write_settings(const std::vector<SettingText>& settings);

}  // namespace samspill::formats
