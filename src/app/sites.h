#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/edits.h"
#include "storage/row_list.h"

namespace samspill::app {

struct SiteFilter {
  std::string text;  // words of id, name, organisation, municipality or park, or how they begin
  std::optional<storage::Box> box;
  std::string municipality;  // as written
};

/// Places of organisations.
struct Sites {
  Workspace& workspace;

  storage::RowPage list(const auth::Actor& actor, std::string_view region, const SiteFilter& filter,
                        const storage::PageRequest& page) const;
  storage::Row read(const auth::Actor& actor, std::string_view region, std::string_view key) const;
  Edited create(const auth::Actor& actor, std::string_view region, const Cells& cells) const;
  Edited update(const auth::Actor& actor, std::string_view region, std::string_view key,
                const Cells& cells, std::int64_t version) const;
  Edited remove(const auth::Actor& actor, std::string_view region, std::string_view key,
                std::int64_t version) const;
};

}  // namespace samspill::app
