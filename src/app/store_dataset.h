#pragma once

#include <string>
#include <vector>

#include "app/dataset_diff.h"
#include "app/stored_region.h"
#include "auth/policy.h"

namespace samspill::app {

/// What to store of a dataset that has been read and checked.
struct DatasetChange {
  const StoredTables& before;  // as it stands; of a new region a record of version 0 and no tables
  const formats::Tables& after;
  const formats::Dataset& dataset;         // what the reader made of `after`
  std::vector<std::string> tables;         // that may differ; empty = all
  std::optional<std::size_t> renewed_row;  // of the first of `tables`: a new version in any case
  std::string import_note;                 // JSON for the audit log when this is an import
};

/// Makes the region's rows those of `after`, with new versions where cells differ, an audit entry
/// for each, and a new version of the region. Of a region's first import the log tells only that.
/// Returns what is stored then. Throws Error(conflict) when the region is not as `before` any more.
StoredTables store_dataset(storage::Connection& connection, const DatasetChange& change,
                           const auth::Actor& actor);

}  // namespace samspill::app
