#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/dataset_diff.h"
#include "app/workspace.h"
#include "auth/policy.h"
#include "base/diagnostic.h"

namespace samspill::app {

/// What an import would do, or did.
struct ImportOutcome {
  std::string region;  // key
  bool is_new = false;
  bool is_sound = false;            // false: the dataset has errors and cannot be imported
  std::int64_t region_version = 0;  // that it was compared with, or led to
  std::vector<RowChange> changes;   // empty for a new region
  std::size_t rows = 0;             // of the dataset
  Diagnostics diagnostics;
};

/// Taking in a whole dataset.
struct Imports {
  Workspace& workspace;

  /// What would change; stores nothing. region: a key or name; empty = the dataset's own name.
  ImportOutcome preview(const auth::Actor& actor, std::string_view region,
                        const formats::Tables& tables) const;
  /// Makes the region hold exactly this dataset: rows that it lacks are marked as removed. All of
  /// it or, when the dataset has errors, nothing. expected_version: that of the preview;
  /// Error(conflict) when the region has changed since.
  ImportOutcome apply(const auth::Actor& actor, std::string_view region,
                      const formats::Tables& tables,
                      std::optional<std::int64_t> expected_version = {}) const;
};

}  // namespace samspill::app
