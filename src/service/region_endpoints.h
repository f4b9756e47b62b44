#pragma once

#include <string>

#include "app/audit.h"
#include "app/regions.h"
#include "app/search.h"
#include "auth/policy.h"
#include "base/json.h"
#include "service/request.h"

namespace samspill::service {

struct ListRegions {
  app::Regions regions;
  auth::Actor actor;
  Response operator()(const Request& request) const;
};

struct ReadRegion {
  app::Regions regions;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

struct CheckRegion {
  app::Regions regions;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

struct ListAudit {
  app::Audit audit;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

struct SearchRegion {
  app::Search search;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

/// As the contract's Region.
Json region_json(const app::RegionOutline& region);

}  // namespace samspill::service
