#include "cli/interrupt.h"

#include <csignal>
#include <cstdlib>

namespace samspill::cli {
namespace {

constexpr int kEnd = SIGUSR2;  // what ~Interrupt sends to its own thread

sigset_t awaited() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, kEnd);
  return signals;
}

}  // namespace

Interrupt::Interrupt() {
  const sigset_t signals = awaited();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  waiter_ = std::jthread([this] {
    const sigset_t waited_for = awaited();
    while (true) {
      int signal = 0;
      if (sigwait(&waited_for, &signal) != 0 || signal == kEnd) return;
      if (source_.stop_requested()) std::_Exit(128 + signal);
      source_.request_stop();
    }
  });
}

Interrupt::~Interrupt() {
  pthread_kill(waiter_.native_handle(), kEnd);
}

}  // namespace samspill::cli
