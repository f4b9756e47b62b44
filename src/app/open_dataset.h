#pragma once

#include <filesystem>

#include "base/diagnostic.h"
#include "formats/dataset.h"

namespace samspill::app {

/// A dataset as text from a folder, a workbook, a .json file or a region of a database, named as
/// FILE.db, or FILE.db#REGION when it holds several. Throws Error as formats::read_tables and
/// storage::Store do.
formats::Tables open_dataset(const std::filesystem::path& place, Diagnostics& diagnostics);

/// The database and region that the place names; no file when it names no database.
struct DatabasePlace {
  std::filesystem::path file;
  std::string region;  // key; empty = the only one
};
DatabasePlace database_place(const std::filesystem::path& place);

}  // namespace samspill::app
