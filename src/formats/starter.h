#pragma once

#include <filesystem>

#include "reference/resource.h"

namespace samspill::formats {

/// Writes a folder to fill in: region.toml and the most used tables with a small made-up example,
/// and a README.md that explains every file and column. What it writes passes the check. Throws
/// Error: conflict when the folder exists and is not empty, unavailable when it cannot be written;
/// then nothing is left.
void write_starter_folder(const std::filesystem::path& folder, reference::Language language);

/// Writes the same as one .xlsx workbook with help texts, drop-down lists and units.
/// Throws Error: conflict when the file exists, unavailable when it cannot be written.
void write_starter_workbook(const std::filesystem::path& path, reference::Language language);

}  // namespace samspill::formats
