#include "service/run_endpoints.h"

#include <format>

#include "app/kept_message.h"
#include "base/error.h"
#include "base/text.h"
#include "formats/json_values.h"
#include "reference/texts.h"
#include "service/accept_language.h"
#include "service/content_type.h"
#include "service/event_stream.h"
#include "service/reply.h"

namespace samspill::service {
namespace {

using formats::text_or_null;
using storage::RunState;

Json number_or_null(const std::optional<double>& number) {
  return number ? Json(*number) : Json(nullptr);
}

/// As the contract's Run. `now` is the region's version.
Json run_json(const storage::Run& run, const std::optional<app::RunProgress>& progress,
              std::int64_t now, reference::Language language) {
  const bool is_done = run.state == RunState::done;
  return {{"run_id", run.run_id},
          {"kind", run.kind},
          {"options", run.options.empty() ? Json::object() : Json::parse(run.options)},
          {"state", storage::to_text(run.state)},
          {"has_result", run.has_result},
          {"progress", is_done    ? Json(1)
                       : progress ? number_or_null(progress->share)
                                  : Json(nullptr)},
          {"phase", progress ? text_or_null(progress->phase) : Json(nullptr)},
          {"bound", progress ? number_or_null(progress->bound) : Json(nullptr)},
          {"gap", progress ? number_or_null(progress->gap) : Json(nullptr)},
          {"region_version", run.region_version.value_or(now)},
          {"is_stale", run.region_version.value_or(now) != now},
          {"created_at", run.created_at},
          {"started_at", text_or_null(run.started_at)},
          {"ended_at", text_or_null(run.ended_at)},
          {"error", text_or_null(reference::text(app::kept_message(run.error), language))}};
}

Response run_response(const Request& request, const storage::Run& run,
                      const std::optional<app::RunProgress>& progress, std::int64_t now,
                      int status) {
  const reference::Language language = language_of(request);
  return in_language(json_response(run_json(run, progress, now, language), status), language);
}

/// The run, if it is one of the region.
storage::Run read_of(const app::Runs& runs, const auth::Actor& actor, const std::string& region,
                     std::int64_t run_id, storage::RegionRecord& record) {
  record = runs.workspace.record(region);
  storage::Run run = runs.read(actor, run_id);
  if (run.region_id != record.region_id) {
    throw Error(ErrorKind::not_found, tell("{} has no run {}", record.key, run_id));
  }
  return run;
}

storage::Run read_with_result(const app::Runs& runs, const auth::Actor& actor,
                              const std::string& region, std::int64_t run_id) {
  storage::RegionRecord record;
  storage::Run run = read_of(runs, actor, region, run_id, record);
  if (run.has_result) return run;
  throw Error(ErrorKind::not_found,
              tell("run {} has no result: it is {}", run_id, storage::to_text(run.state)));
}

/// A result never changes; another file of the database may have another run of that number.
std::string tag_of(const storage::Run& run) {
  return std::format("\"{}-{}\"", run.run_id, run.ended_at);
}

}  // namespace

Response ListRuns::operator()(const Request& request, const std::string& region) const {
  const std::int64_t now = runs.workspace.record(region).version;
  const std::string kind = read_text(request, "kind");
  const storage::RunPage page = runs.list(actor, region, kind, read_page(request));
  const reference::Language language = language_of(request);
  Json items = Json::array();
  for (const storage::Run& run : page.runs) {
    items.push_back(run_json(run, jobs.progress(run.run_id), now, language));
  }
  return in_language(page_response(std::move(items), page.next), language);
}

Response CreateRun::operator()(const Request& request, const std::string& region) const {
  const Json body = read_object(request);
  for (const auto& [name, value] : body.items()) {
    if (name != "kind" && name != "options") {
      throw Error(ErrorKind::invalid, tell("found {}, expected kind and options", name));
    }
  }
  if (!body.contains("kind") || !body["kind"].is_string()) {
    throw Error(ErrorKind::invalid,
                tell("kind is missing: say match, plan, portfolio, account or report"));
  }
  const std::string kind = body["kind"].get<std::string>();
  const storage::Run run =
      runs.create(actor, region, kind, body.value("options", Json::object()).dump());
  jobs.wake();
  Response response = run_response(request, run, {}, runs.workspace.record(region).version, 202);
  response.headers.add("Location",
                       std::format("/api/regions/{}/runs/{}", escaped(region), run.run_id));
  return response;
}

Response ReadRun::operator()(const Request& request, const std::string& region,
                             std::int64_t run_id) const {
  storage::RegionRecord record;
  const storage::Run run = read_of(runs, actor, region, run_id, record);
  return run_response(request, run, jobs.progress(run_id), record.version, 200);
}

Response CancelRun::operator()(const Request& request, const std::string& region,
                               std::int64_t run_id) const {
  storage::RegionRecord record;
  read_of(runs, actor, region, run_id, record);
  jobs.cancel(actor, run_id);
  return run_response(request, runs.read(actor, run_id), jobs.progress(run_id), record.version,
                      202);
}

Response FollowRun::operator()(const Request& request, const std::string& region,
                               std::int64_t run_id) const {
  storage::RegionRecord record;
  read_of(runs, actor, region, run_id, record);
  const reference::Language language = language_of(request);
  const auto describe = [runs = runs, &jobs = jobs, region, language](const storage::Run& run) {
    const std::int64_t now = runs.workspace.record(region).version;
    return run_json(run, jobs.progress(run.run_id), now, language).dump();
  };
  return in_language({200,
                      {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}},
                      jobs.follow(actor, run_id, describe)},
                     language);
}

Response ReadRunResult::operator()(const Request&, const std::string& region,
                                   std::int64_t run_id) const {
  const storage::Run run = read_with_result(runs, actor, region, run_id);
  return {200, {{"Content-Type", "application/json"}, {"ETag", tag_of(run)}}, run.result};
}

Response ReadRunFile::operator()(const Request&, const std::string& region, std::int64_t run_id,
                                 const std::string& file_name) const {
  const storage::Run run = read_with_result(runs, actor, region, run_id);
  Response response{200,
                    {{"Content-Type", std::string(type_of(file_name))}, {"ETag", tag_of(run)}},
                    runs.read_file(actor, run_id, file_name)};
  if (file_name == "report.html") {
    // The report is one page with its own script and style within, and asks for nothing else.
    response.headers.add("Content-Security-Policy",
                         "default-src 'none'; script-src 'unsafe-inline'; style-src "
                         "'unsafe-inline'; img-src data: blob:; font-src data:; sandbox "
                         "allow-scripts allow-downloads allow-popups allow-modals");
  } else {
    response.headers.add("Content-Disposition",
                         std::format("attachment; filename=\"{}\"", file_name));
  }
  return response;
}

}  // namespace samspill::service
