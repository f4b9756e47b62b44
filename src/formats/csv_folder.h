#pragma once

#include <filesystem>

#include "formats/dataset.h"

namespace samspill::formats {

/// Reads region.toml and every table of the schema that the folder has.
/// Throws Error when the folder cannot be opened; a single unreadable file becomes a diagnostic.
Tables read_csv_folder(const std::filesystem::path& folder, Diagnostics& diagnostics);

/// Writes the tables and region.toml. The folder is made beside its place and moved there when
/// complete. Throws Error(conflict) when the place exists, Error(unavailable) when it cannot be
/// written.
void write_csv_folder(const Tables& tables, const std::filesystem::path& folder);

}  // namespace samspill::formats
