#pragma once

#include <string>

#include "app/regions.h"
#include "auth/policy.h"
#include "service/request.h"

namespace samspill::service {

/// Sites, clusters and exchanges in a part of the map as GeoJSON (RFC 7946).
struct ReadMap {
  app::Regions regions;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

}  // namespace samspill::service
