#pragma once

#include <string>
#include <string_view>

#include "app/workspace.h"
#include "auth/policy.h"
#include "storage/row_list.h"

namespace samspill::app {

/// Tables of a dataset that no other use case edits: organisations, processes, targets, emissions …
struct OtherTables {
  Workspace& workspace;

  /// column and text: only rows whose cell is that text, such as process_id of process_flows; both
  /// empty = all. Throws Error(not_found) when a dataset has no such table or column.
  storage::RowPage list(const auth::Actor& actor, std::string_view region, const std::string& table,
                        const std::string& column, const std::string& text,
                        const storage::PageRequest& page) const;
};

}  // namespace samspill::app
