#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/request.h"

namespace samspill::service {

/// What stands in the places of a pattern's parameters, in their order.
using PathParts = std::span<const std::string>;

/// The parameter of a path as the type that an endpoint takes. Throws Error(not_found) when the
/// text cannot be one: no such thing exists then.
template <typename Value>
Value read_path_part(const std::string& text);
template <>
std::string read_path_part(const std::string& text);
template <>
std::int64_t read_path_part(const std::string& text);

/// One operation of the contract: openapi.yaml has the same methods and patterns.
struct Route {
  std::string method;
  std::string pattern;     // "/api/runs/{run_id}"
  std::size_t parameters;  // how many the endpoint takes
  bool is_open = false;    // answered to who has no session
  bool is_local = false;   // answered to who has no session, on this machine
  std::function<Response(const Request&, PathParts)> answer;
};

/// An endpoint is a struct of what it needs with one call operator, which takes the request and the
/// parameters of the path by their types.
template <typename Endpoint>
Route route(std::string method, std::string pattern, Endpoint endpoint) {
  const auto bind = [&]<typename... Parts>(Response (Endpoint::*)(const Request&, Parts...) const) {
    auto answer = [endpoint](const Request& request, PathParts parts) {
      return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return endpoint(request, read_path_part<std::remove_cvref_t<Parts>>(parts[I])...);
      }(std::index_sequence_for<Parts...>{});
    };
    return Route{std::move(method), std::move(pattern), sizeof...(Parts), false, false, answer};
  };
  return bind(&Endpoint::operator());
}

/// The same, for who has no session too.
template <typename Endpoint>
Route open_route(std::string method, std::string pattern, Endpoint endpoint) {
  Route open = route(std::move(method), std::move(pattern), std::move(endpoint));
  open.is_open = true;
  return open;
}

/// The same, for programs of this machine that have no session: what watches the server.
template <typename Endpoint>
Route local_route(std::string method, std::string pattern, Endpoint endpoint) {
  Route local = route(std::move(method), std::move(pattern), std::move(endpoint));
  local.is_local = true;
  return local;
}

/// Finds the route of a request. Of two that fit, the first counts.
class Router {
 public:
  explicit Router(std::vector<Route> routes);

  struct Found {
    const Route* route = nullptr;
    std::vector<std::string> parts;
    std::string allowed;  // "GET, PUT": what the path answers to when no route has the method
  };
  Found find(std::string_view method, const std::vector<std::string>& path) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> patterns_;  // of each route, by segments
};

}  // namespace samspill::service
