#include "storage/runs.h"

#include <algorithm>
#include <array>
#include <format>
#include <limits>

#include "base/error.h"

namespace samspill::storage {
namespace {

constexpr std::array<std::string_view, 6> kWords = {"queued", "running",   "done",
                                                    "failed", "cancelled", "interrupted"};

RunState state_of(std::string_view word) {
  return static_cast<RunState>(std::ranges::find(kWords, word) - kWords.begin());
}

constexpr std::string_view kSelect =
    "SELECT run_id, region_id, region_version, kind, state, progress_share, error, actor, "
    "created_at, started_at, ended_at, options, result IS NOT NULL, result FROM runs";
constexpr std::string_view kSelectShort =
    "SELECT run_id, region_id, region_version, kind, state, progress_share, error, actor, "
    "created_at, started_at, ended_at, options, result IS NOT NULL, '' FROM runs";

Run run_of(const Statement& row) {
  Run run{.run_id = row.integer(0),
          .region_id = row.integer(1),
          .region_version = {},
          .kind = std::string(row.text(3)),
          .options = std::string(row.text(11)),
          .state = state_of(row.text(4)),
          .progress_share = row.number(5),
          .has_result = row.integer(12) != 0,
          .result = std::string(row.text(13)),
          .error = std::string(row.text(6)),
          .actor = std::string(row.text(7)),
          .created_at = std::string(row.text(8)),
          .started_at = std::string(row.text(9)),
          .ended_at = std::string(row.text(10))};
  if (!row.is_null(2)) run.region_version = row.integer(2);
  return run;
}

}  // namespace

std::string_view to_text(RunState state) {
  return kWords[static_cast<std::size_t>(state)];
}

Run Runs::create(std::int64_t region_id, std::string_view kind, std::string_view options,
                 std::string_view actor, std::string_view now) {
  Statement statement = connection.query(
      "INSERT INTO runs (run_id, region_id, kind, options, state, progress_share, actor, "
      "created_at) VALUES ((SELECT COALESCE(MAX(run_id), 0) + 1 FROM runs), ?1, ?2, ?3, 'queued', "
      "0.0, ?4, ?5) RETURNING run_id",
      {region_id, kind, options, actor, now});
  statement.next();
  return *find(statement.integer(0));
}

std::optional<Run> Runs::find(std::int64_t run_id) const {
  Statement statement = connection.query(std::format("{} WHERE run_id = ?1", kSelect), {run_id});
  if (!statement.next()) return {};
  return run_of(statement);
}

RunPage Runs::list(std::int64_t region_id, std::string_view kind, const PageRequest& page) const {
  expect_sound(page);
  const std::int64_t before =
      page.after == 0 ? std::numeric_limits<std::int64_t>::max() : page.after;
  Statement statement =
      connection.query(std::format("{} WHERE region_id = ?1 AND run_id < ?2 AND (kind = ?4 OR ?4 = "
                                   "'') ORDER BY run_id DESC LIMIT ?3",
                                   kSelectShort),
                       {region_id, before, page.limit + 1, kind});
  RunPage found;
  while (statement.next()) {
    if (found.runs.size() == static_cast<std::size_t>(page.limit)) {
      found.next = found.runs.back().run_id;
      break;
    }
    found.runs.push_back(run_of(statement));
  }
  return found;
}

std::optional<std::string> Runs::file(std::int64_t run_id, std::string_view name) const {
  Statement statement = connection.query(
      "SELECT content FROM run_files WHERE run_id = ?1 AND file_name = ?2", {run_id, name});
  if (!statement.next()) return {};
  return std::string(statement.bytes(0));
}

std::int64_t Runs::count(RunState state) const {
  Statement statement =
      connection.query("SELECT COUNT(*) FROM runs WHERE state = ?1", {to_text(state)});
  statement.next();
  return statement.integer(0);
}

std::optional<Run> Runs::next_queued() const {
  Statement statement =
      connection.query(std::format("{} WHERE state = 'queued' ORDER BY run_id LIMIT 1", kSelect));
  if (!statement.next()) return {};
  return run_of(statement);
}

void Runs::start(std::int64_t run_id, std::int64_t region_version, std::string_view now) {
  move(run_id,
       "UPDATE runs SET state = 'running', region_version = ?2, started_at = ?3 WHERE run_id = ?1 "
       "AND state = 'queued'",
       {run_id, region_version, now}, RunState::running);
}

void Runs::set_progress(std::int64_t run_id, double share) {
  connection.run("UPDATE runs SET progress_share = ?2 WHERE run_id = ?1 AND state = 'running'",
                 {run_id, std::clamp(share, 0.0, 1.0)});
}

void Runs::finish(std::int64_t run_id, std::string_view result,
                  const std::map<std::string, std::string>& files, std::string_view now) {
  move(run_id,
       "UPDATE runs SET state = 'done', progress_share = 1.0, result = ?2, ended_at = ?3 WHERE "
       "run_id = ?1 AND state = 'running'",
       {run_id, result, now}, RunState::done);
  for (const auto& [name, content] : files) {
    connection.run("INSERT INTO run_files (run_id, file_name, content) VALUES (?1, ?2, ?3)",
                   {run_id, name, Bytes{content}});
  }
}

void Runs::fail(std::int64_t run_id, std::string_view error, std::string_view now) {
  move(run_id,
       "UPDATE runs SET state = 'failed', error = ?2, ended_at = ?3 WHERE run_id = ?1 AND state = "
       "'running'",
       {run_id, error, now}, RunState::failed);
}

void Runs::cancel(std::int64_t run_id, std::string_view result, std::string_view now) {
  move(run_id,
       "UPDATE runs SET state = 'cancelled', result = NULLIF(?2, ''), ended_at = ?3 WHERE run_id = "
       "?1 AND state IN ('queued', 'running')",
       {run_id, result, now}, RunState::cancelled);
}

std::int64_t Runs::interrupt_running(std::string_view now) {
  return connection.run(
      "UPDATE runs SET state = 'interrupted', ended_at = ?1 WHERE state = 'running'", {now});
}

void Runs::move(std::int64_t run_id, std::string_view sql, std::initializer_list<Value> values,
                RunState to) {
  if (connection.run(sql, values) > 0) return;
  const auto run = find(run_id);
  if (!run) throw Error(ErrorKind::not_found, tell("there is no run {}", run_id));
  throw Error(ErrorKind::conflict,
              tell("run {} is {} and cannot become {}", run_id, to_text(run->state), to_text(to)));
}

}  // namespace samspill::storage
