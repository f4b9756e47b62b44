#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "app/workspace.h"
#include "auth/policy.h"

namespace samspill::app {

/// The regions of the database.
struct Regions {
  Workspace& workspace;

  std::vector<storage::RegionRecord> list(const auth::Actor& actor) const;
  storage::RegionRecord read(const auth::Actor& actor, std::string_view region) const;
  /// As maps and lists show it; kept up with edits.
  std::shared_ptr<const RegionOutline> outline(const auth::Actor& actor,
                                               std::string_view region) const;
  /// As engines see it; cached until the region changes.
  std::shared_ptr<const StoredRegion> load(const auth::Actor& actor, std::string_view region) const;
};

}  // namespace samspill::app
