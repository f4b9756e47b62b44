#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

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
  /// Keeps a region that has just been read and stored.
  void remember(std::shared_ptr<const StoredRegion> region);

  /// Made when somebody searches first.
  const ResourceNames& resource_names();

  /// Held while a change is read, checked and stored, so that none is checked against a region that
  /// another one is changing.
  std::mutex changing;

 private:
  std::once_flag names_made_;
  std::optional<ResourceNames> names_;
  std::mutex lock_;
  std::map<std::string, std::shared_ptr<const StoredRegion>, std::less<>> regions_;
};

}  // namespace samspill::app
