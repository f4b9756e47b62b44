#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace samspill::service {

class Dispatcher;

/// What a connection may take before it is cut. Times are counted from the first byte of the part,
/// whatever comes in between, so that sending slowly buys nothing.
struct Limits {
  std::chrono::milliseconds idle{75'000};  // between two requests
  std::chrono::milliseconds header{10'000};
  std::chrono::milliseconds body{60'000};
  std::chrono::milliseconds answer{60'000};  // to take the answer
  std::size_t header_bytes = 16'384;
  std::size_t json_bytes = 4'000'000;
  std::size_t upload_bytes = 100'000'000;  // of any other content
  std::size_t connections = 1'000;
  std::chrono::milliseconds grace{30'000};  // for what is under way when the server stops
};

/// Listens, reads requests, and has them answered by a Dispatcher on worker threads, so that a slow
/// one holds up no other. server.cpp alone knows the HTTP library.
class Server {
 public:
  /// Listens from now on; port 0 is any free one. Throws Error(unavailable) when the address is
  /// taken or is none of this machine's.
  Server(const std::string& address, std::uint16_t port, const Limits& limits);
  ~Server();

  std::uint16_t port() const;
  /// Serves until stop() and until what was under way then is answered.
  void run(Dispatcher& dispatcher, std::size_t workers);
  /// From any thread.
  void stop();

 private:
  struct Listening;
  std::unique_ptr<Listening> listening_;
};

}  // namespace samspill::service
