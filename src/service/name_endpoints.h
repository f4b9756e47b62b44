#pragma once

#include <string>

#include "app/regions.h"
#include "auth/policy.h"
#include "service/request.h"

namespace samspill::service {

/// What ids stand for, so that a page that shows some rows needs not read all.
struct ReadNames {
  app::Regions regions;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

}  // namespace samspill::service
