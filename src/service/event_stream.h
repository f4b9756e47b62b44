#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace samspill::service {

/// One server-sent event.
struct Event {
  std::uint64_t id = 0;  // what a client that lost the connection says it saw last
  std::string name;
  std::string data;  // one line or several
};

/// As it goes over the line (HTML standard, 9.2).
std::string to_text(const Event& event);

/// What one open connection has still to send. Any thread writes; the connection reads.
class EventStream {
 public:
  /// A reader that falls behind by more than kMostWaiting bytes is cut.
  void send(const Event& event);
  /// After what is waiting, the connection ends.
  void close();
  bool is_closed() const;

  struct Waiting {
    std::string text;
    bool is_last = false;
  };
  /// What has come since the last time.
  Waiting take();
  /// `wake` is called from the writing thread when there is something to take, from now on.
  void on_news(std::function<void()> wake);

  static constexpr std::size_t kMostWaiting = 1'000'000;

 private:
  mutable std::mutex mutex_;
  std::string waiting_;
  bool is_closed_ = false;
  std::function<void()> wake_;
};

}  // namespace samspill::service
