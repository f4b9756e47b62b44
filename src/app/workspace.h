#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "app/region_outline.h"
#include "app/resource_names.h"
#include "app/stored_region.h"
#include "reference/reference.h"
#include "storage/store.h"

namespace samspill::app {

/// What every use case works on: an open database, and the regions that have been read from it. For
/// many threads.
class Workspace {
 public:
  explicit Workspace(storage::Store& opened,
                     const reference::Reference& built_in = reference::built_in());

  storage::Store& store;
  const reference::Reference& reference;

  /// The region as it is now, read anew only when its version has changed. An empty key means the
  /// only region. Throws Error: not_found; invalid when its rows no longer make a region.
  std::shared_ptr<const StoredRegion> region(std::string_view key);
  /// Its record alone, which costs no reading.
  storage::RegionRecord record(std::string_view key) const;
  /// What maps and lists need of it as it is now. Kept up with edits, and read anew after other
  /// changes.
  std::shared_ptr<const RegionOutline> outline(std::string_view key);
  /// The reference tables with the region's own rows.
  std::shared_ptr<const reference::Reference> reference_of(const storage::RegionRecord& record);
  /// Tells of an edit that was stored, before `changing` is let go.
  void note(const RegionEdit& edit);

  /// Made when somebody searches first.
  const ResourceNames& resource_names();

  /// Held while a change is read, checked and stored, so that none is checked against a region that
  /// another one is changing.
  std::mutex changing;

 private:
  void remember(std::shared_ptr<const StoredRegion> region);
  std::shared_ptr<const RegionOutline> kept_outline(const storage::RegionRecord& record);

  std::once_flag names_made_;
  std::optional<ResourceNames> names_;
  std::mutex lock_;
  std::map<std::string, std::shared_ptr<const StoredRegion>, std::less<>> regions_;
  std::map<std::string, std::shared_ptr<const RegionOutline>, std::less<>> outlines_;
  struct OwnReference {
    storage::RegionRecord record;
    std::shared_ptr<const reference::Reference> reference;
  };
  std::map<std::string, OwnReference, std::less<>> references_;
};

}  // namespace samspill::app
