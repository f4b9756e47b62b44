#include "service/entrance.h"

#include <algorithm>
#include <arpa/inet.h>
#include <format>

#include "auth/secret.h"
#include "service/accept_language.h"
#include "service/cookie.h"
#include "service/problem.h"

namespace samspill::service {
namespace {

bool is_ip4(const std::string& text) {
  in_addr ignored;
  return inet_pton(AF_INET, text.c_str(), &ignored) == 1;
}

bool is_ip6(const std::string& text) {
  in6_addr ignored;
  return inet_pton(AF_INET6, text.c_str(), &ignored) == 1;
}

/// As it stands in an address for browsers.
std::string in_url(const std::string& address) {
  return is_ip6(address) ? std::format("[{}]", address) : address;
}

/// "10.0.0.5" or "[fe80::1]": a name cannot be made to point elsewhere if it is none.
bool is_ip_in_url(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) {
    return is_ip6(std::string(host.substr(1, host.size() - 2)));
  }
  return is_ip4(std::string(host));
}

Response refusal(const Request& request, int status, Message detail) {
  return to_response({status, std::move(detail)}, language_of(request));
}

}  // namespace

bool is_loopback(std::string_view address) {
  return address == "::1" || (address.starts_with("127.") && is_ip4(std::string(address)));
}

Entrance::Entrance(const std::string& address, std::uint16_t port)
    : port_(std::to_string(port)),
      is_any_address_(address == "0.0.0.0" || address == "::"),
      cookie_name_("samspill_session_" + port_),
      token_(auth::new_secret()) {
  authority_ = in_url(is_any_address_ ? "127.0.0.1" : address) + ':' + port_;
  hosts_ = {authority_};
  if (is_any_address_ || is_loopback(address)) hosts_.push_back("localhost:" + port_);
}

std::string Entrance::address_to_open() const {
  return std::format("http://{}/?token={}", authority_, token_);
}

bool Entrance::is_own_host(std::string_view host) const {
  if (std::ranges::contains(hosts_, host)) return true;
  const std::string ending = ':' + port_;
  return is_any_address_ && host.ends_with(ending) &&
         is_ip_in_url(host.substr(0, host.size() - ending.size()));
}

Response Entrance::exchange_token(const Request& request) {
  if (token_.empty() || !auth::is_same_secret(*request.target.find("token"), token_)) {
    return refusal(
        request, 401,
        tell("The token in this address is not valid or was used before; it opens one "
             "browser once. Start `samspill serve` again and open the address it prints."));
  }
  token_.clear();
  session_ = auth::new_secret();
  return {303,
          {{"Location", "/"},
           {"Cache-Control", "no-store"},
           {"Set-Cookie",
            std::format("{}={}; Path=/; HttpOnly; SameSite=Strict", cookie_name_, session_)}},
          {}};
}

bool Entrance::has_session(const Request& request) const {
  return !session_.empty() &&
         auth::is_same_secret(find_cookie(request.headers["Cookie"], cookie_name_), session_);
}

std::optional<Response> Entrance::refuse(const Request& request, bool is_open) {
  const std::string_view host = request.headers["Host"];
  if (!is_own_host(host)) {
    return refusal(
        request, 403,
        tell("The field Host says \"{}\"; this server answers to {}.", host, authority_));
  }
  constexpr std::string_view kScheme = "http://";
  if (const std::string_view origin = request.headers["Origin"];
      request.headers.has("Origin") &&
      (!origin.starts_with(kScheme) || !is_own_host(origin.substr(kScheme.size())))) {
    return refusal(request, 403, tell("A page of \"{}\" may not talk to this server.", origin));
  }
  const std::string_view site = request.headers["Sec-Fetch-Site"];
  if (!site.empty() && site != "same-origin" && site != "none") {
    return refusal(request, 403, tell("A page of another site may not talk to this server."));
  }
  if (is_open || has_session(request)) {
    // Who opens the printed address a second time is let in without the token in the address.
    const bool is_address =
        request.target.path == std::vector<std::string>{""} || request.target.path.empty();
    if (!is_address || !request.target.find("token")) return std::nullopt;
    return Response{303, {{"Location", "/"}, {"Cache-Control", "no-store"}}, {}};
  }
  if (request.method == "GET" && request.target.find("token")) return exchange_token(request);
  return refusal(
      request, 401,
      tell("This page needs the address that `samspill serve` printed when it started, with "
           "its token."));
}

}  // namespace samspill::service
