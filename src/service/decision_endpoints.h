#pragma once

#include <functional>
#include <string>

#include "app/decisions.h"
#include "auth/policy.h"
#include "service/request.h"
#include "service/row_endpoints.h"

namespace samspill::service {

struct CreateDecision {
  app::Decisions decisions;
  auth::Actor actor;
  std::function<std::string()> today;
  ShowRow show;
  Response operator()(const Request& request, const std::string& region) const;
};

}  // namespace samspill::service
