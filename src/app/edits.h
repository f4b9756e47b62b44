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

/// Rows of another table that belong to a row, such as the qualities of a stream: those whose
/// `column` is its key. Cells leave the column out.
struct Parts {
  std::string table;
  std::string column;
  std::vector<Cells> rows;
};

/// Adds a row at the end of the table, with its parts, after the whole region with them has been
/// read and checked as files are. All of it is stored or nothing.
Edited create_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, const Cells& cells, const Parts& parts = {});

/// Changes the named cells of the row with the key. Throws Error: not_found; conflict when the row
/// is not of that version any more.
Edited update_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, std::string_view key, const Cells& cells,
                  std::int64_t version);

/// Marks the row as removed; refused while other rows name it.
Edited remove_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, std::string_view key, std::int64_t version);

/// Changes the named cells of a row and puts other parts in place of those it has. The row gets a
/// new version where anything differs. Throws as update_row.
Edited update_whole(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                    const std::string& table, std::string_view key, const Cells& cells,
                    const Parts& parts, std::int64_t version);

}  // namespace samspill::app
