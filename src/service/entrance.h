#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/request.h"

namespace samspill::service {

/// Whether an address is of this machine only: 127.0.0.0/8 or ::1.
bool is_loopback(std::string_view address);

/// Who may talk to the server while it has one user: the browser that opened the address which the
/// server printed, and no other page in it. The token in that address is exchanged once for a
/// cookie that scripts cannot read and other sites do not send. Host is checked because a name of
/// another site may be made to point here, Origin and Sec-Fetch-Site because other pages may send
/// requests here. For one thread.
class Entrance {
 public:
  Entrance(const std::string& address, std::uint16_t port);

  /// "http://127.0.0.1:8080/?token=…"
  std::string address_to_open() const;

  /// What is answered in place of what was asked: 403 for a foreign page, the cookie for the token,
  /// 401 without either unless `is_open`. Nothing when the request may pass.
  std::optional<Response> refuse(const Request& request, bool is_open);

 private:
  bool is_own_host(std::string_view host) const;
  Response exchange_token(const Request& request);
  bool has_session(const Request& request) const;

  std::string authority_;  // "127.0.0.1:8080", as it is opened
  std::string port_;
  bool is_any_address_ = false;  // listens on every address of the machine
  std::vector<std::string> hosts_;
  std::string cookie_name_;  // with the port, for cookies do not keep ports apart
  std::string token_;        // empty once it was exchanged
  std::string session_;
};

}  // namespace samspill::service
