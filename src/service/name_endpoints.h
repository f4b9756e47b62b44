#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "app/regions.h"
#include "auth/policy.h"
#include "base/text.h"
#include "service/request.h"

namespace samspill::service {

/// Sites and streams of regions by their ids, worked out once for each version.
class NameIndex {
 public:
  struct Found {
    std::shared_ptr<const app::StoredRegion> region;
    TextMap<SiteId> sites;
    TextMap<StreamId> streams;
  };
  std::shared_ptr<const Found> of(std::shared_ptr<const app::StoredRegion> region);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Found>> regions_;
};

/// What ids stand for, so that a page that shows some rows needs not read all.
struct ReadNames {
  app::Regions regions;
  NameIndex& names;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

}  // namespace samspill::service
