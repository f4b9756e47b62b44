#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

namespace samspill::service {

/// What the server counts about itself, for /metrics. Any thread counts.
class Metrics {
 public:
  /// `route` is the pattern, so that there are few of them.
  void count_request(std::string_view route, std::string_view method, int status, double seconds);

  /// `state` is how it ended.
  void count_run(std::string_view kind, std::string_view state, double seconds);

  std::atomic<std::int64_t> queued_runs{0};
  std::atomic<std::int64_t> running_runs{0};
  std::atomic<std::int64_t> open_connections{0};
  std::atomic<std::int64_t> refused_connections{0};  // above the limit

  /// In the text form of Prometheus, version 0.0.4.
  std::string to_text() const;

 private:
  /// Upper ends of the steps of time to answer [s].
  static constexpr std::array kSteps = {0.001, 0.005, 0.01, 0.025, 0.05, 0.1,
                                        0.25,  0.5,   1.0,  2.5,   10.0};
  struct Times {
    std::array<std::uint64_t, kSteps.size()> within{};
    std::uint64_t count = 0;
    double seconds = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::tuple<std::string, std::string, int>, std::uint64_t> requests_;
  std::map<std::string, Times, std::less<>> times_;
  struct Work {
    std::uint64_t count = 0;
    double seconds = 0;
  };
  std::map<std::pair<std::string, std::string>, Work> runs_;  // by kind and state

  // With the mutex held.
  void add_runs(std::string& text) const;
  void add_requests(std::string& text) const;
};

}  // namespace samspill::service
