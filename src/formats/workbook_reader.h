#pragma once

#include <filesystem>
#include <string>

#include "base/diagnostic.h"
#include "formats/dataset.h"
#include "formats/zip_archive.h"

namespace samspill::formats {

/// Reads an .xlsx workbook: the sheets named as tables, in the order of the schema, and the sheet
/// region as settings. Numbers, dates and texts of cells become the text that a CSV file would
/// hold. A sheet that is no table is left out with a warning, except the sheets of the starter
/// workbook that help to fill it in. Throws Error: not_found, unavailable, or invalid when the file
/// is no .xlsx workbook, is damaged, or would unpack to more than it may (UnpackLimits).
Tables read_workbook(const std::filesystem::path& path, Diagnostics& diagnostics);

/// The same for a file's bytes; place is its name, for messages.
Tables read_workbook_bytes(std::string bytes, const std::filesystem::path& place,
                           Diagnostics& diagnostics, UnpackLimits limits = {});

}  // namespace samspill::formats
