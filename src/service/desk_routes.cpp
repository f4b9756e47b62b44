#include "service/desk_routes.h"

#include "app/exchanges.h"
#include "app/initiatives.h"
#include "service/decision_endpoints.h"
#include "service/map_endpoint.h"
#include "service/name_endpoints.h"
#include "service/reference_endpoints.h"
#include "service/region_endpoints.h"
#include "service/row_endpoints.h"
#include "service/run_endpoints.h"
#include "service/server_endpoints.h"

namespace samspill::service {

std::vector<Route> desk_routes(Desk& desk) {
  using namespace app;
  const auth::Actor actor = auth::kOwner;
  Workspace& workspace = desk.workspace;
  const Regions regions{workspace};
  const Sites sites{workspace};
  const Streams streams{workspace};
  const Exchanges exchanges{workspace};
  const Initiatives initiatives{workspace};
  const Runs runs{workspace};
  const Imports imports{workspace};
  const auto shown = [&workspace](const char* table) { return ShowRow{workspace, table}; };
  const std::string region = "/api/regions/{region_id}";
  const std::string site = region + "/sites/{site_id}";
  const std::string stream = region + "/streams/{stream_id}";
  const std::string exchange = region + "/exchanges/{exchange_id}";
  const std::string run = region + "/runs/{run_id}";
  return {
      open_route("GET", "/healthz", ReadHealth{}),
      open_route("GET", "/readyz", ReadReadiness{workspace}),
      local_route("GET", "/metrics", ReadMetrics{desk.metrics, runs}),
      route("GET", "/api/session", ReadSession{actor, desk.version}),

      route("GET", "/api/regions", ListRegions{regions, actor}),
      route("GET", region, ReadRegion{regions, actor}),
      route("GET", region + "/check", CheckRegion{regions, actor}),
      route("GET", region + "/audit", ListAudit{{workspace}, actor}),
      route("GET", region + "/search", SearchRegion{{workspace}, actor}),
      route("GET", region + "/map", ReadMap{regions, actor}),
      route("POST", region + "/names", ReadNames{regions, actor}),

      route("GET", region + "/sites", ListSites{sites, actor, shown("sites")}),
      route("POST", region + "/sites", CreateRow{sites, actor, shown("sites")}),
      route("GET", site, ReadRow{sites, actor, shown("sites")}),
      route("PATCH", site, UpdateRow{sites, actor, shown("sites")}),
      route("DELETE", site, RemoveRow{sites, actor}),

      route("GET", region + "/streams", ListStreams{streams, actor, shown("streams")}),
      route("POST", region + "/streams", CreateRow{streams, actor, shown("streams")}),
      route("GET", stream, ReadRow{streams, actor, shown("streams")}),
      route("PATCH", stream, UpdateRow{streams, actor, shown("streams")}),
      route("DELETE", stream, RemoveRow{streams, actor}),

      route("GET", region + "/processes", ListRows{workspace, actor, shown("processes")}),
      route("GET", region + "/emissions", ListAllRows{workspace, actor, shown("emissions")}),
      route("GET", region + "/targets", ListAllRows{workspace, actor, shown("targets")}),

      route("GET", region + "/exchanges", ListByStage{exchanges, actor, shown("exchanges")}),
      route("POST", region + "/exchanges", CreateRow{exchanges, actor, shown("exchanges")}),
      route("GET", exchange, ReadRow{exchanges, actor, shown("exchanges")}),
      route("PATCH", exchange, UpdateRow{exchanges, actor, shown("exchanges")}),

      route("GET", region + "/initiatives", ListByStage{initiatives, actor, shown("initiatives")}),
      route("PATCH", region + "/initiatives/{initiative_id}",
            UpdateRow{initiatives, actor, shown("initiatives")}),

      route("GET", region + "/decisions", ListRows{workspace, actor, shown("decisions")}),
      route("POST", region + "/decisions",
            CreateDecision{{workspace}, actor, desk.today, shown("decisions")}),

      route("POST", region + "/imports", CreateImport{imports, regions, desk.imports, actor}),
      route("POST", region + "/imports/{import_id}/apply",
            ApplyImport{imports, regions, desk.imports, actor}),
      route("GET", region + "/export", ExportRegion{regions, actor}),

      route("GET", region + "/runs", ListRuns{runs, desk.jobs, actor}),
      route("POST", region + "/runs", CreateRun{runs, desk.jobs, actor}),
      route("GET", run, ReadRun{runs, desk.jobs, actor}),
      route("POST", run + "/cancel", CancelRun{runs, desk.jobs, actor}),
      route("GET", run + "/events", FollowRun{runs, desk.jobs, actor}),
      route("GET", run + "/result", ReadRunResult{runs, actor}),
      route("GET", run + "/files/{file_name}", ReadRunFile{runs, actor}),

      route("GET", "/api/resources", FindResources{}),
      route("GET", "/api/columns", ListColumns{}),
      route("GET", region + "/facts/{table}/{row_id}", ReadFact{{workspace}, actor}),
  };
}

}  // namespace samspill::service
