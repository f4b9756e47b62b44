#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "base/text.h"

namespace samspill::service {

/// How many requests an address may make: so many a second, and after a pause as many at once as
/// two seconds would have allowed. For one thread.
class RateLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit RateLimit(double requests_per_second) : per_second_(requests_per_second) {}

  /// Counts one request and says whether it may be answered.
  bool admits(std::string_view address, Time now);
  std::size_t addresses() const { return left_.size(); }

 private:
  struct Left {
    double requests;
    Time at;
  };

  void forget_idle(Time now);

  double per_second_;
  TextMap<Left> left_;
};

}  // namespace samspill::service
