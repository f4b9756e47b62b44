#pragma once

#include <filesystem>

#include "formats/dataset.h"

namespace samspill::formats {

/// Writes the dataset as an .xlsx workbook: the sheet region, then a sheet per table. Cells of
/// number columns are numbers where that loses nothing, all others are texts, never formulas. The
/// file appears whole or not at all and replaces an old one. Throws Error: unavailable when it
/// cannot be written, invalid when a cell or table is larger than a workbook can hold.
void write_workbook(const Tables& tables, const std::filesystem::path& path);

}  // namespace samspill::formats
