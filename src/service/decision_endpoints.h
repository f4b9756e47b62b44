#pragma once

#include <functional>
#include <string>

#include "app/decisions.h"
#include "auth/policy.h"
#include "service/request.h"

namespace samspill::service {

struct CreateDecision {
  app::Decisions decisions;
  auth::Actor actor;
  std::function<std::string()> today;
  Response operator()(const Request& request, const std::string& region) const;
};

}  // namespace samspill::service
