#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "app/stored_region.h"
#include "base/json.h"
#include "base/text.h"

namespace samspill::service {

/// What other tables say of streams, processes and decisions, by their keys: worked out once for
/// each version of a region, so that a page of a list asks for nothing row by row.
class RowParts {
 public:
  class Found {
   public:
    explicit Found(std::shared_ptr<const app::StoredRegion> region);

    std::int64_t version() const { return region_->stored.record.version; }
    /// resource_id, resource_names and qualities.
    void add_to_stream(Json& stream) const;
    /// flows.
    void add_to_process(Json& process) const;
    /// exchange_id: of the pair's exchange that has not ended, or null.
    void add_to_decision(Json& decision) const;

   private:
    using RowsByKey = TextMap<std::vector<std::size_t>>;
    RowsByKey index(const std::string& table, const std::string& column) const;
    Json parts(const std::string& table, const std::string& column, const RowsByKey& rows,
               const std::string& key) const;

    std::shared_ptr<const app::StoredRegion> region_;
    RowsByKey qualities_;
    RowsByKey flows_;
    TextMap<ResourceId> resources_;  // what each stream was read as
    std::map<std::pair<std::string, std::string>, std::string> exchanges_;  // by offer and need
  };

  std::shared_ptr<const Found> of(std::shared_ptr<const app::StoredRegion> region);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Found>> regions_;
};

}  // namespace samspill::service
