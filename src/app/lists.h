#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/workspace.h"
#include "storage/row_list.h"

namespace samspill::app {

/// One page of a table of a region; with `only`, of the rows' cells only these columns. Throws
/// Error: not_found, invalid.
storage::RowPage list_table(const Workspace& workspace, std::string_view region,
                            const std::string& table, const storage::RowFilter& filter,
                            const storage::PageRequest& page,
                            const std::vector<std::string>& only = {});

/// The rows whose cell is that text, in order. Throws Error(not_found) when there is no region.
std::vector<storage::Row> rows_with(const Workspace& workspace, std::string_view region,
                                    const std::string& table, const std::string& column,
                                    std::string_view text);

/// The same for each of several texts.
std::vector<std::vector<storage::Row>> rows_with_each(const Workspace& workspace,
                                                      std::string_view region,
                                                      const std::string& table,
                                                      const std::string& column,
                                                      const std::vector<std::string>& texts);

/// The row with that id. Throws Error(not_found).
storage::Row read_table_row(const Workspace& workspace, std::string_view region,
                            const std::string& table, std::string_view key);

}  // namespace samspill::app
