#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace samspill::testing {

/// A connection to a server on this machine, byte by byte: what no well-behaved client would send
/// can be sent.
class Wire {
 public:
  explicit Wire(std::uint16_t port);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  void send(std::string_view bytes);
  /// What comes until the text does, the other end closes, or the time is over.
  std::string read_until(std::string_view text,
                         std::chrono::milliseconds most = std::chrono::seconds(10));
  /// What comes until the other end closes.
  std::string read_all(std::chrono::milliseconds most = std::chrono::seconds(10));
  bool is_closed() const { return is_closed_; }

 private:
  int socket_;
  std::string held_;  // read, but beyond what was asked for
  bool is_closed_ = false;
};

}  // namespace samspill::testing
