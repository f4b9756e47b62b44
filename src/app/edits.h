#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/workspace.h"
#include "auth/policy.h"
#include "base/diagnostic.h"

namespace samspill::app {

/// Cells by the name of their column, as people write them; an empty text empties the cell.
using Cells = std::vector<storage::Cell>;

/// What an edit came to: the row as it is now, without cells after a removal. When it is empty the
/// edit was refused and nothing was stored; the diagnostics say why, with the table as file and the
/// column. Otherwise they hold warnings.
struct Edited {
  std::optional<storage::Row> row;
  Diagnostics diagnostics;
};

/// Adds a row at the end of the table, after the whole region with it has been read and checked as
/// files are.
Edited create_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, const Cells& cells);

/// Changes the named cells of the row with the key. Throws Error: not_found; conflict when the row
/// is not of that version any more.
Edited update_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, std::string_view key, const Cells& cells,
                  std::int64_t version);

/// Marks the row as removed; refused while other rows name it.
Edited remove_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, std::string_view key, std::int64_t version);

/// Replaces the rows that belong to a row of another table, such as the qualities of a stream:
/// those whose `column` is the owner's key. The owner gets a new version. Cells leave the column
/// out.
Edited replace_parts(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                     const std::string& owner_table, std::string_view owner_key,
                     std::int64_t owner_version, const std::string& parts_table,
                     const std::string& column, const std::vector<Cells>& parts);

}  // namespace samspill::app
