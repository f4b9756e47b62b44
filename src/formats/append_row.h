#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "formats/schema.h"

namespace samspill::formats {

/// A cell with the name of its column.
using NamedCell = std::pair<std::string, std::string>;

/// Adds a row at the end of one table of a folder. The file keeps every byte it has; the row comes
/// in its separator, line ends, encoding and order of columns. A file that is missing is made with
/// all columns of the schema. Written whole or not at all. Throws Error: invalid when the file is
/// unsound, lacks the column of a filled cell, or could not hold a cell as it is; unavailable when
/// it cannot be read or written.
void append_row(const std::filesystem::path& folder, const TableSchema& table,
                const std::vector<NamedCell>& cells);

}  // namespace samspill::formats
