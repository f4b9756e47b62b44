#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "app/run_answer.h"
#include "app/runs.h"
#include "service/event_stream.h"
#include "service/metrics.h"

namespace samspill::service {

/// Works runs out, the oldest first, on threads of its own, and tells who follows one. The record
/// of a run is kept by app::Runs; here is what lasts no longer than its work.
class Jobs {
 public:
  /// `today` dates reports. Runs that an earlier program left unfinished become interrupted; those
  /// still queued are worked out.
  Jobs(app::Workspace& workspace, Metrics& metrics, std::size_t threads,
       std::function<std::string()> today);
  /// Stops what is running, which becomes interrupted.
  ~Jobs();

  /// To be called after a run was created.
  void wake();
  /// A queued run is cancelled at once. A running one is told to stop and then ends as cancelled; a
  /// plan keeps the best it has found. Throws Error(conflict) when the run has ended.
  void cancel(const auth::Actor& actor, std::int64_t run_id);
  /// Its latest progress; nothing when it is not running.
  std::optional<app::RunProgress> progress(std::int64_t run_id) const;

  /// What is sent of a run each time it changes.
  using Describe = std::function<std::string(const storage::Run&)>;
  /// The run as it is, then each time it changes, until it ends. Each event tells all, so that one
  /// who lost the connection misses nothing that still holds.
  std::shared_ptr<EventStream> follow(const auth::Actor& actor, std::int64_t run_id,
                                      Describe describe);

 private:
  struct Running {
    std::stop_source stop;
    bool is_cancelled = false;
    app::RunProgress progress;
    std::chrono::steady_clock::time_point told;  // when its progress was last sent on
  };
  struct Follower {
    auth::Actor actor;
    std::shared_ptr<EventStream> stream;
    Describe describe;
    std::uint64_t sent = 0;
  };

  void work(const std::stop_token& end);
  void work_queue(const std::stop_token& end);
  void work_out(const app::Runs::Started& started, const std::stop_token& end);
  std::optional<app::RunAnswer> answer(const app::Runs::Started& started, std::stop_token stop,
                                       std::string& failure);
  /// Stores how a run ended, and says so.
  storage::RunState settle(const storage::Run& run, const std::optional<app::RunAnswer>& answer,
                           const std::string& failure, bool is_ending);
  void note_progress(std::int64_t run_id, const app::RunProgress& progress);
  void tell(std::int64_t run_id);

  app::Runs runs_;
  Metrics& metrics_;
  std::function<std::string()> today_;
  mutable std::mutex mutex_;
  std::condition_variable_any woken_;
  std::uint64_t wakes_ = 1;
  std::map<std::int64_t, Running> running_;
  std::multimap<std::int64_t, Follower> followers_;
  std::vector<std::jthread> threads_;
};

}  // namespace samspill::service
