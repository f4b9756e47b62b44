#include "service/server_endpoints.h"

#include "app/regions.h"
#include "service/reply.h"

namespace samspill::service {

Response ReadHealth::operator()(const Request&) const {
  return text_response("ok\n");
}

Response ReadReadiness::operator()(const Request&) const {
  // Reads the file; throws Error(unavailable) when it cannot.
  app::Regions{workspace}.list(auth::kOwner);
  return text_response("ready\n");
}

Response ReadMetrics::operator()(const Request&) const {
  metrics.queued_runs = runs.queued();
  Response response = text_response(metrics.to_text());
  response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  return response;
}

Response ReadSession::operator()(const Request&) const {
  return json_response(
      {{"actor", actor.name}, {"version", version}, {"languages", {"en", "nb", "da", "sv", "fi"}}});
}

}  // namespace samspill::service
