#include "service/jobs.h"

#include <exception>
#include <iostream>
#include <syncstream>

#include "app/kept_message.h"
#include "app/run_order.h"
#include "base/error.h"

namespace samspill::service {
namespace {

using storage::RunState;

/// How often progress is stored and sent on at most.
constexpr std::chrono::milliseconds kBetweenTellings{250};

bool has_ended(RunState state) {
  return state != RunState::queued && state != RunState::running;
}

/// What is thrown within is for the log, and the words of an Error are for people too; kept so that
/// they can be said in any language.
std::string words_of(const std::exception& error) {
  const auto* known = dynamic_cast<const Error*>(&error);
  if (known != nullptr && known->kind != ErrorKind::internal) {
    return app::keep_message(known->message);
  }
  std::osyncstream(std::cerr) << "a run failed: " << error.what() << '\n';
  return app::keep_message(
      tell("The run failed within; what happened stands in the server's log."));
}

/// What a run that was stopped may keep, as it is stored; empty = nothing. A plan is the best so
/// far, unless none was found yet; of the other kinds a part would be missing.
std::string best_so_far(const storage::Run& run, const app::RunAnswer& answer) {
  const bool is_found = answer.result.value("status", "") != "infeasible";
  return run.kind == "plan" && is_found ? answer.result.dump() : "";
}

}  // namespace

Jobs::Jobs(app::Workspace& workspace, Metrics& metrics, std::size_t threads,
           std::function<std::string()> today)
    : runs_{workspace}, metrics_(metrics), today_(std::move(today)) {
  runs_.interrupt_running();
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& end) { work(end); });
  }
}

Jobs::~Jobs() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
  runs_.interrupt_running();
  for (auto& [run_id, follower] : followers_) follower.stream->close();
}

void Jobs::wake() {
  const std::lock_guard lock(mutex_);
  ++wakes_;
  woken_.notify_all();
}

void Jobs::work(const std::stop_token& end) {
  std::uint64_t seen = 0;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      woken_.wait(lock, end, [&] { return wakes_ != seen; });
      seen = wakes_;
    }
    if (end.stop_requested()) return;
    try {
      work_queue(end);
    } catch (const std::exception& error) {
      std::osyncstream(std::cerr) << "the queue of runs: " << error.what() << '\n';
    }
  }
}

void Jobs::work_queue(const std::stop_token& end) {
  while (!end.stop_requested()) {
    const std::optional<app::Runs::Started> started = runs_.start_next();
    if (!started) return;
    work_out(*started, end);
  }
}

void Jobs::work_out(const app::Runs::Started& started, const std::stop_token& end) {
  const std::int64_t run_id = started.run.run_id;
  std::stop_source stop;
  {
    const std::lock_guard lock(mutex_);
    stop = running_[run_id].stop;
  }
  const std::stop_callback on_end(end, [&stop] { stop.request_stop(); });
  ++metrics_.running_runs;
  const auto began = std::chrono::steady_clock::now();
  tell(run_id);
  std::string failure;
  const std::optional<app::RunAnswer> found = answer(started, stop.get_token(), failure);
  try {
    const RunState state = settle(started.run, found, failure, end.stop_requested());
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - began;
    metrics_.count_run(started.run.kind, storage::to_text(state), taken.count());
  } catch (const std::exception& error) {
    std::osyncstream(std::cerr) << "run " << run_id << ": " << error.what() << '\n';
  }
  {
    const std::lock_guard lock(mutex_);
    running_.erase(run_id);
  }
  --metrics_.running_runs;
  tell(run_id);
}

std::optional<app::RunAnswer> Jobs::answer(const app::Runs::Started& started, std::stop_token stop,
                                           std::string& failure) {
  const std::int64_t run_id = started.run.run_id;
  try {
    const app::RunOrder order = app::read_order(started.run.kind, Json::parse(started.run.options));
    return app::answer(order, started.region->dataset, started.region->diagnostics, today_(),
                       {std::move(stop), [this, run_id](const app::RunProgress& progress) {
                          note_progress(run_id, progress);
                        }});
  } catch (const std::exception& error) {
    failure = words_of(error);
    return std::nullopt;
  }
}

RunState Jobs::settle(const storage::Run& run, const std::optional<app::RunAnswer>& answer,
                      const std::string& failure, bool is_ending) {
  bool is_cancelled = false;
  {
    const std::lock_guard lock(mutex_);
    is_cancelled = running_[run.run_id].is_cancelled;
  }
  if (is_cancelled) {
    runs_.cancel({run.actor}, run.run_id, answer ? best_so_far(run, *answer) : "");
    return RunState::cancelled;
  }
  if (is_ending) return RunState::interrupted;  // which the end of all stores
  if (answer) {
    runs_.finish(run.run_id, answer->result.dump(), answer->files);
    return RunState::done;
  }
  runs_.fail(run.run_id, failure);
  return RunState::failed;
}

void Jobs::note_progress(std::int64_t run_id, const app::RunProgress& progress) {
  {
    const std::lock_guard lock(mutex_);
    Running& running = running_[run_id];
    const auto now = std::chrono::steady_clock::now();
    const bool is_new_phase = running.progress.phase != progress.phase;
    running.progress = progress;
    if (!is_new_phase && now - running.told < kBetweenTellings) return;
    running.told = now;
  }
  if (progress.share) runs_.set_progress(run_id, *progress.share);
  tell(run_id);
}

void Jobs::cancel(const auth::Actor& actor, std::int64_t run_id) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = running_.find(run_id); found != running_.end()) {
      found->second.is_cancelled = true;
      found->second.stop.request_stop();
      return;
    }
  }
  runs_.cancel(actor, run_id, "");
  tell(run_id);
}

std::optional<app::RunProgress> Jobs::progress(std::int64_t run_id) const {
  const std::lock_guard lock(mutex_);
  const auto found = running_.find(run_id);
  if (found == running_.end()) return std::nullopt;
  return found->second.progress;
}

std::shared_ptr<EventStream> Jobs::follow(const auth::Actor& actor, std::int64_t run_id,
                                          Describe describe) {
  runs_.read(actor, run_id);
  auto stream = std::make_shared<EventStream>();
  {
    const std::lock_guard lock(mutex_);
    followers_.emplace(run_id, Follower{actor, stream, std::move(describe)});
  }
  tell(run_id);
  return stream;
}

void Jobs::tell(std::int64_t run_id) {
  std::vector<Follower> told;
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(followers_, [](const auto& entry) { return entry.second.stream->is_closed(); });
    auto [follower, last] = followers_.equal_range(run_id);
    for (; follower != last; ++follower) {
      ++follower->second.sent;
      told.push_back(follower->second);
    }
  }
  for (const Follower& follower : told) {
    const storage::Run run = runs_.read(follower.actor, run_id);
    follower.stream->send({follower.sent, "run", follower.describe(run)});
    if (has_ended(run.state)) follower.stream->close();
  }
}

}  // namespace samspill::service
