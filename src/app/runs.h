#pragma once

#include <map>
#include <string>
#include <string_view>

#include "app/workspace.h"
#include "auth/policy.h"
#include "storage/runs.h"

namespace samspill::app {

/// Computations as records; who runs them moves them from state to state (storage/runs.h).
struct Runs {
  Workspace& workspace;

  /// Asks for a run; options as JSON text. It starts as queued. Throws what read_order does.
  storage::Run create(const auth::Actor& actor, std::string_view region, std::string_view kind,
                      std::string_view options) const;
  storage::Run read(const auth::Actor& actor, std::int64_t run_id) const;
  /// kind: only of this kind; empty = all.
  storage::RunPage list(const auth::Actor& actor, std::string_view region, std::string_view kind,
                        const storage::PageRequest& page) const;
  /// A file of a report. Throws Error(not_found).
  std::string read_file(const auth::Actor& actor, std::int64_t run_id, std::string_view name) const;
  /// `result` is what it had found so far; empty = nothing.
  void cancel(const auth::Actor& actor, std::int64_t run_id, std::string_view result) const;

  // For the worker that computes.
  /// The oldest queued run, now running on the region as it is; none when nothing waits.
  struct Started {
    storage::Run run;
    std::shared_ptr<const StoredRegion> region;
  };
  std::optional<Started> start_next() const;
  void set_progress(std::int64_t run_id, double share) const;
  /// files: content by file name.
  void finish(std::int64_t run_id, std::string_view result,
              const std::map<std::string, std::string>& files = {}) const;
  void fail(std::int64_t run_id, std::string_view error) const;
  std::int64_t queued() const;
  /// Once, when the program starts: what ran when it ended is interrupted. Returns how many.
  std::int64_t interrupt_running() const;
};

}  // namespace samspill::app
