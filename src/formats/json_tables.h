#pragma once

#include <filesystem>
#include <string>

#include "base/diagnostic.h"
#include "formats/dataset.h"

namespace samspill::formats {

/// A dataset as one JSON text:
///   {"settings": {"name": "…", …}, "columns": {"sites": ["site_id", …]},
///    "tables": {"sites": [{"site_id": "…", …}, …]}}
/// Cells of number columns are numbers where that loses nothing; empty cells are left out.
std::string write_json(const Tables& tables);

/// Reads what write_json writes; "columns" may be missing. Unknown keys and values of the wrong
/// kind become diagnostics, rows counted as in a spreadsheet (the first one is 2). Throws Error:
/// not_found, unavailable, or invalid when the file is not JSON (with its line), larger than 1 GiB,
/// or nested deeper than 16.
Tables read_json(const std::filesystem::path& path, Diagnostics& diagnostics);

/// The same for a file's bytes; place is its name, for messages.
Tables read_json_bytes(std::string bytes, const std::filesystem::path& place,
                       Diagnostics& diagnostics);

}  // namespace samspill::formats
