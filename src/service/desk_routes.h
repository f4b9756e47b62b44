#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/workspace.h"
#include "auth/policy.h"
#include "service/file_endpoints.h"
#include "service/jobs.h"
#include "service/metrics.h"
#include "service/router.h"

namespace samspill::service {

/// What the endpoints of the desk work with. Lives as long as its routes.
struct Desk {
  app::Workspace& workspace;
  Metrics& metrics;
  std::string version;                 // of the program
  std::function<std::string()> today;  // YYYY-MM-DD
  Jobs jobs{workspace, metrics, 1, today};
  WaitingImports imports{};
};

/// Every operation of openapi.yaml. The one user of this server owns everything.
std::vector<Route> desk_routes(Desk& desk);

}  // namespace samspill::service
