#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/row_list.h"

namespace samspill::storage {

enum class RunState { queued, running, done, failed, cancelled, interrupted };
std::string_view to_text(RunState state);

/// A computation on a region: what was asked, how far it is, what came out.
struct Run {
  std::int64_t run_id = 0;
  std::int64_t region_id = 0;
  std::optional<std::int64_t> region_version;  // that it computes on; none while it is queued
  std::string kind;                            // match, plan, portfolio, report
  std::string options;                         // JSON
  RunState state = RunState::queued;
  double progress_share = 0;  // 0 … 1
  bool has_result = false;
  std::string result;  // JSON; empty when there is none
  std::string error;
  std::string actor;
  std::string created_at, started_at, ended_at;
};

struct RunPage {
  std::vector<Run> runs;  // the newest first, without the text of their results
  std::optional<std::int64_t> next;
};

/// queued → running → done, failed or interrupted; queued or running → cancelled. Every move throws
/// Error: not_found when there is no such run, conflict when its state does not allow the move.
struct Runs {
  Connection& connection;

  Run create(std::int64_t region_id, std::string_view kind, std::string_view options,
             std::string_view actor, std::string_view now);
  std::optional<Run> find(std::int64_t run_id) const;
  /// kind: only of this kind; empty = all. page.after = the oldest one seen so far, 0 = from the
  /// newest.
  RunPage list(std::int64_t region_id, std::string_view kind, const PageRequest& page) const;
  std::optional<std::string> file(std::int64_t run_id, std::string_view name) const;
  std::int64_t count(RunState state) const;
  /// The oldest queued run of any region.
  std::optional<Run> next_queued() const;

  void start(std::int64_t run_id, std::int64_t region_version, std::string_view now);
  /// A run that no longer runs stays as it is.
  void set_progress(std::int64_t run_id, double share);
  /// files: content by file name.
  void finish(std::int64_t run_id, std::string_view result,
              const std::map<std::string, std::string>& files, std::string_view now);
  void fail(std::int64_t run_id, std::string_view error, std::string_view now);
  /// With what a running one had found so far; empty = nothing.
  void cancel(std::int64_t run_id, std::string_view result, std::string_view now);
  /// Every running one is interrupted, as the program that ran it ended. Returns how many.
  std::int64_t interrupt_running(std::string_view now);

 private:
  void move(std::int64_t run_id, std::string_view sql, std::initializer_list<Value> values,
            RunState to);
};

}  // namespace samspill::storage
