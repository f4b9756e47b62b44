#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "cli/terminal.h"

namespace samspill::cli {

/// One line on a terminal with the share done and the time left; shows nothing before two seconds
/// have passed, nothing when standard error is not a terminal, and is gone when it ends.
class Progress {
 public:
  Progress(const Terminal& terminal, std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Share done, 0…1, and what else is known.
  void update(double share, std::string_view remark = {});

 private:
  using Clock = std::chrono::steady_clock;
  const Terminal& terminal_;
  std::string what_;
  Clock::time_point began_ = Clock::now();
  Clock::time_point shown_ = began_;
  bool is_visible_ = false;
};

}  // namespace samspill::cli
