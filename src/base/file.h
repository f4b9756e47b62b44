#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace samspill {

/// The whole file as bytes.
/// Throws Error: not_found when it is missing, unavailable when it cannot be read.
std::string read_file(const std::filesystem::path& path);

/// Writes the whole file or nothing: into a neighbour first, then renamed over the old one.
/// Throws Error(unavailable) when the place cannot be written.
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace samspill
