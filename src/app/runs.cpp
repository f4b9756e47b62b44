#include "app/runs.h"

#include <format>

#include "app/run_order.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"

namespace samspill::app {
using auth::Action;

storage::Run Runs::create(const auth::Actor& actor, std::string_view region, std::string_view kind,
                          std::string_view options) const {
  auth::require(actor, Action::create, "runs");
  read_order(kind, Json::parse(options, nullptr, false));
  return workspace.store.write([&](storage::Connection& connection) {
    const storage::RegionRecord record = find_region(connection, region);
    return storage::Runs{connection}.create(record.region_id, kind, options, actor.name, utc_now());
  });
}

storage::Run Runs::read(const auth::Actor& actor, std::int64_t run_id) const {
  auth::require(actor, Action::read, "runs");
  auto run = workspace.store.read(
      [&](storage::Connection& connection) { return storage::Runs{connection}.find(run_id); });
  if (!run) throw Error(ErrorKind::not_found, tell("there is no run {}", run_id));
  return std::move(*run);
}

storage::RunPage Runs::list(const auth::Actor& actor, std::string_view region,
                            std::string_view kind, const storage::PageRequest& page) const {
  auth::require(actor, Action::list, "runs");
  return workspace.store.read([&](storage::Connection& connection) {
    return storage::Runs{connection}.list(find_region(connection, region).region_id, kind, page);
  });
}

std::string Runs::read_file(const auth::Actor& actor, std::int64_t run_id,
                            std::string_view name) const {
  auth::require(actor, Action::read, "runs");
  auto content = workspace.store.read([&](storage::Connection& connection) {
    return storage::Runs{connection}.file(run_id, name);
  });
  if (content) return std::move(*content);
  throw Error(ErrorKind::not_found, tell("run {} has no file {}", run_id, in_quotes(name)));
}

void Runs::cancel(const auth::Actor& actor, std::int64_t run_id, std::string_view result) const {
  auth::require(actor, Action::update, "runs");
  workspace.store.write([&](storage::Connection& connection) {
    storage::Runs{connection}.cancel(run_id, result, utc_now());
  });
}

std::optional<Runs::Started> Runs::start_next() const {
  while (true) {
    std::optional<storage::Run> run;
    std::string key;
    workspace.store.read([&](storage::Connection& connection) {
      run = storage::Runs{connection}.next_queued();
      if (run) key = storage::Regions{connection}.read(run->region_id).key;
    });
    if (!run) return {};
    const std::shared_ptr<const StoredRegion> region = workspace.region(key);
    const std::int64_t version = region->stored.record.version;
    // Another worker may have taken the run, or somebody changed the region, meanwhile.
    const bool is_started = workspace.store.write([&](storage::Connection& connection) {
      storage::Runs runs{connection};
      const auto next = runs.next_queued();
      if (!next || next->run_id != run->run_id) return false;
      if (storage::Regions{connection}.read(run->region_id).version != version) return false;
      runs.start(run->run_id, version, utc_now());
      run = runs.find(run->run_id);
      return true;
    });
    if (is_started) return Started{std::move(*run), region};
  }
}

void Runs::set_progress(std::int64_t run_id, double share) const {
  workspace.store.write([&](storage::Connection& connection) {
    storage::Runs{connection}.set_progress(run_id, share);
  });
}

void Runs::finish(std::int64_t run_id, std::string_view result,
                  const std::map<std::string, std::string>& files) const {
  workspace.store.write([&](storage::Connection& connection) {
    storage::Runs{connection}.finish(run_id, result, files, utc_now());
  });
}

void Runs::fail(std::int64_t run_id, std::string_view error) const {
  workspace.store.write([&](storage::Connection& connection) {
    storage::Runs{connection}.fail(run_id, error, utc_now());
  });
}

std::int64_t Runs::queued() const {
  return workspace.store.read([](storage::Connection& connection) {
    return storage::Runs{connection}.count(storage::RunState::queued);
  });
}

std::int64_t Runs::interrupt_running() const {
  return workspace.store.write([&](storage::Connection& connection) {
    return storage::Runs{connection}.interrupt_running(utc_now());
  });
}

}  // namespace samspill::app
