#include "service/metrics.h"

#include <format>
#include <iterator>

namespace samspill::service {
namespace {

void describe(std::string& text, std::string_view name, std::string_view kind,
              std::string_view help) {
  std::format_to(std::back_inserter(text), "# HELP {0} {2}\n# TYPE {0} {1}\n", name, kind, help);
}

void add_number(std::string& text, std::string_view name, std::string_view kind,
                std::string_view help, std::int64_t number) {
  describe(text, name, kind, help);
  std::format_to(std::back_inserter(text), "{} {}\n", name, number);
}

}  // namespace

void Metrics::count_request(std::string_view route, std::string_view method, int status,
                            double seconds) {
  const std::lock_guard lock(mutex_);
  ++requests_[{std::string(route), std::string(method), status}];
  Times& times = times_[std::string(route)];
  ++times.count;
  times.seconds += seconds;
  for (std::size_t i = 0; i < kSteps.size(); ++i) times.within[i] += seconds <= kSteps[i];
}

void Metrics::count_run(std::string_view kind, std::string_view state, double seconds) {
  const std::lock_guard lock(mutex_);
  Work& work = runs_[{std::string(kind), std::string(state)}];
  ++work.count;
  work.seconds += seconds;
}

std::string Metrics::to_text() const {
  std::string text;
  add_number(text, "samspill_queued_runs", "gauge", "Runs that wait for their turn.", queued_runs);
  add_number(text, "samspill_running_runs", "gauge", "Runs that are worked out.", running_runs);
  add_number(text, "samspill_open_connections", "gauge", "Connections that are open.",
             open_connections);
  add_number(text, "samspill_refused_connections_total", "counter",
             "Connections closed because too many were open.", refused_connections);
  const std::lock_guard lock(mutex_);
  add_runs(text);
  add_requests(text);
  return text;
}

void Metrics::add_runs(std::string& text) const {
  describe(text, "samspill_run_seconds", "summary", "Time that runs took, by how they ended.");
  for (const auto& [key, work] : runs_) {
    const auto& [kind, state] = key;
    std::format_to(std::back_inserter(text),
                   "samspill_run_seconds_sum{{kind=\"{0}\",state=\"{1}\"}} {2}\n"
                   "samspill_run_seconds_count{{kind=\"{0}\",state=\"{1}\"}} {3}\n",
                   kind, state, work.seconds, work.count);
  }
}

void Metrics::add_requests(std::string& text) const {
  const auto out = std::back_inserter(text);
  describe(text, "samspill_requests_total", "counter", "Requests answered.");
  for (const auto& [key, count] : requests_) {
    const auto& [route, method, status] = key;
    std::format_to(out, "samspill_requests_total{{route=\"{}\",method=\"{}\",status=\"{}\"}} {}\n",
                   route, method, status, count);
  }
  describe(text, "samspill_request_seconds", "histogram", "Time to answer, without the line.");
  for (const auto& [route, times] : times_) {
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
      std::format_to(out, "samspill_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route,
                     kSteps[i], times.within[i]);
    }
    std::format_to(out,
                   "samspill_request_seconds_bucket{{route=\"{0}\",le=\"+Inf\"}} {1}\n"
                   "samspill_request_seconds_sum{{route=\"{0}\"}} {2}\n"
                   "samspill_request_seconds_count{{route=\"{0}\"}} {1}\n",
                   route, times.count, times.seconds);
  }
}

}  // namespace samspill::service
