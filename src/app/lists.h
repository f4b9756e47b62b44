#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/workspace.h"
#include "storage/row_list.h"

namespace samspill::app {

/// One page of a table of a region. Throws Error: not_found, invalid.
storage::RowPage list_table(const Workspace& workspace, std::string_view region,
                            const std::string& table, const storage::RowFilter& filter,
                            const storage::PageRequest& page);

/// The row with that id. Throws Error(not_found).
storage::Row read_table_row(const Workspace& workspace, std::string_view region,
                            const std::string& table, std::string_view key);

}  // namespace samspill::app
