#pragma once

#include <stop_token>
#include <thread>

namespace samspill::cli {

/// Turns Ctrl-C (SIGINT) and SIGTERM into a stop request, so that work ends cleanly with the best
/// result so far; the second Ctrl-C ends the program at once. Make it before any other thread.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  std::jthread waiter_;
};

}  // namespace samspill::cli
