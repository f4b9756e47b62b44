#pragma once

#include <string>

#include "app/runs.h"
#include "app/workspace.h"
#include "auth/policy.h"
#include "service/metrics.h"
#include "service/request.h"

namespace samspill::service {

struct ReadHealth {
  Response operator()(const Request& request) const;
};

struct ReadReadiness {
  app::Workspace& workspace;
  Response operator()(const Request& request) const;
};

struct ReadMetrics {
  Metrics& metrics;
  app::Runs runs;
  Response operator()(const Request& request) const;
};

struct ReadSession {
  auth::Actor actor;
  std::string version;  // of the program
  Response operator()(const Request& request) const;
};

}  // namespace samspill::service
