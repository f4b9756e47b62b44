#pragma once

#include <map>
#include <string>

namespace samspill::formats {

/// A zip archive of texts by name. The same parts make the same bytes: every part bears the same
/// date. Throws Error(internal) when the library refuses.
std::string zip_archive(const std::map<std::string, std::string>& parts);

}  // namespace samspill::formats
