#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/edits.h"
#include "storage/row_list.h"

namespace samspill::app {

struct StreamFilter {
  std::string text;  // words of id or resource as written, or how they begin
  std::optional<storage::Box> box;
  std::string municipality;  // of the site, as written
  std::string site_id;
  std::string direction;  // offer or need
  std::string resource;   // id or name; narrower ones too
};

/// A stream with its qualities.
struct StreamWithQualities {
  storage::Row stream;
  std::vector<storage::Row> qualities;
};

/// What sites offer and need.
struct Streams {
  Workspace& workspace;

  /// Throws Error(not_found) when there is no such resource.
  storage::RowPage list(const auth::Actor& actor, std::string_view region,
                        const StreamFilter& filter, const storage::PageRequest& page) const;
  StreamWithQualities read(const auth::Actor& actor, std::string_view region,
                           std::string_view key) const;
  /// Qualities are without stream_id.
  Edited create(const auth::Actor& actor, std::string_view region, const Cells& cells,
                const std::vector<Cells>& qualities = {}) const;
  Edited update(const auth::Actor& actor, std::string_view region, std::string_view key,
                const Cells& cells, std::int64_t version) const;
  Edited remove(const auth::Actor& actor, std::string_view region, std::string_view key,
                std::int64_t version) const;
  /// Cells, and all qualities anew.
  Edited update_whole(const auth::Actor& actor, std::string_view region, std::string_view key,
                      const Cells& cells, const std::vector<Cells>& qualities,
                      std::int64_t version) const;
};

}  // namespace samspill::app
