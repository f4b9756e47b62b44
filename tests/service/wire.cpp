#include "tests/service/wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace samspill::testing {

Wire::Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("nobody listens");
  }
}

Wire::~Wire() {
  ::close(socket_);
}

void Wire::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string Wire::read_until(std::string_view text, std::chrono::milliseconds most) {
  const auto end = std::chrono::steady_clock::now() + most;
  while (text.empty() || held_.find(text) == std::string::npos) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    pollfd waiting{socket_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) break;
    char bytes[4096];
    const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size <= 0) {
      is_closed_ = true;
      break;
    }
    held_.append(bytes, static_cast<std::size_t>(size));
  }
  const std::size_t at = text.empty() ? std::string::npos : held_.find(text);
  const std::size_t end_of_text = at == std::string::npos ? held_.size() : at + text.size();
  std::string found = held_.substr(0, end_of_text);
  held_.erase(0, end_of_text);
  return found;
}

std::string Wire::read_all(std::chrono::milliseconds most) {
  return read_until("", most);
}

}  // namespace samspill::testing
