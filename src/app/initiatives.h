#pragma once

#include <string>
#include <string_view>

#include "app/edits.h"
#include "storage/row_list.h"

namespace samspill::app {

/// Projects that cut emissions.
struct Initiatives {
  Workspace& workspace;

  /// stage: only of this stage; empty = all.
  storage::RowPage list(const auth::Actor& actor, std::string_view region, const std::string& stage,
                        const storage::PageRequest& page) const;
  storage::Row read(const auth::Actor& actor, std::string_view region, std::string_view key) const;
  Edited update(const auth::Actor& actor, std::string_view region, std::string_view key,
                const Cells& cells, std::int64_t version) const;
};

}  // namespace samspill::app
