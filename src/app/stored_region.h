#pragma once

#include <string_view>
#include <vector>

#include "formats/dataset.h"
#include "storage/regions.h"
#include "storage/rows.h"

namespace samspill::app {

/// A stored region as text, as export and the readers take it, and where each row of it stands.
struct StoredTables {
  storage::RegionRecord record;
  formats::Tables tables;
  std::vector<std::vector<storage::RowMark>> marks;  // of each table, of each row

  /// The marks of one table; none when the region has no such table.
  const std::vector<storage::RowMark>* marks_of(std::string_view table) const;
};

/// A stored region of one version as the engines see it. Cells are read by formats::read_dataset,
/// so that rules and diagnostics are those of files.
struct StoredRegion {
  StoredTables stored;
  formats::Dataset dataset;
  Diagnostics diagnostics;  // warnings
};

/// The record of the region with the key; an empty key means the only region. Throws
/// Error(not_found), naming the regions there are.
storage::RegionRecord find_region(storage::Connection& connection, std::string_view key);

/// The region's rows as text, of every table or of those that are wanted. Tables are named as files
/// in messages.
StoredTables read_stored_tables(storage::Connection& connection,
                                const storage::RegionRecord& record,
                                bool (*is_wanted)(std::string_view table) = nullptr);

}  // namespace samspill::app
