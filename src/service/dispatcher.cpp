#include "service/dispatcher.h"

#include <chrono>
#include <exception>
#include <format>
#include <iostream>
#include <syncstream>

#include "base/error.h"
#include "service/accept_language.h"
#include "service/delivery.h"
#include "service/problem.h"

namespace samspill::service {
namespace {

using Clock = std::chrono::steady_clock;

/// What is outside the contract is counted as one, or a client could make any number of them.
constexpr std::string_view kNoRoute = "none";

Response failure(const Request& request, const std::exception& error) {
  std::osyncstream(std::cerr) << request.method << " failed: " << error.what() << '\n';
  return to_response({500, tell("The server failed; what happened stands in its own log.")},
                     language_of(request));
}

Response refusal_of(const Request& request, const Error& error) {
  if (error.kind == ErrorKind::internal) return failure(request, error);
  // Who changes what was read says which version that was; a conflict is then that it is another.
  const bool is_stale = error.kind == ErrorKind::conflict && request.headers.has("If-Match");
  return to_response({is_stale ? 412 : status_of(error.kind), error.message}, language_of(request));
}

}  // namespace

Dispatcher::Dispatcher(Router router, Entrance entrance, StaticFiles files, RateLimit limit,
                       Metrics& metrics)
    : router_(std::move(router)),
      entrance_(std::move(entrance)),
      files_(std::move(files)),
      limit_(std::move(limit)),
      metrics_(metrics) {}

std::optional<Response> Dispatcher::refuse(const Request& request) {
  std::optional<Response> refusal;
  if (!limit_.admits(request.address, Clock::now())) {
    refusal = to_response({429, tell("Too many requests came from this address; wait a second.")},
                          language_of(request));
    refusal->headers.add("Retry-After", "1");
  } else {
    const Route* route = router_.find(request.method, request.target.path).route;
    const bool is_open =
        route != nullptr && (route->is_open || (route->is_local && is_loopback(request.address)));
    refusal = entrance_.refuse(request, is_open);
  }
  if (!refusal) return std::nullopt;
  metrics_.count_request(kNoRoute, "any", refusal->status, 0);
  return deliver(request, std::move(*refusal));
}

Response Dispatcher::answer_or_throw(const Request& request, const Router::Found& found) const {
  if (found.route != nullptr) return found.route->answer(request, found.parts);
  if (!found.allowed.empty()) {
    Response response = to_response({405, tell("This address answers to {}.", found.allowed)},
                                    language_of(request));
    response.headers.add("Allow", found.allowed);
    return response;
  }
  const bool is_api = !request.target.path.empty() && request.target.path.front() == "api";
  if (request.method == "GET" && !is_api) {
    if (std::optional<Response> file = files_.find(request)) return std::move(*file);
  }
  return to_response({404, tell("There is nothing at this address.")}, language_of(request));
}

Response Dispatcher::answer(const Request& request) const {
  const Clock::time_point start = Clock::now();
  const Router::Found found = router_.find(request.method, request.target.path);
  Response response;
  try {
    response = deliver(request, answer_or_throw(request, found));
  } catch (const Refusal& refusal) {
    response = deliver(request, to_response(refusal.problem, language_of(request)));
  } catch (const Error& error) {
    response = deliver(request, refusal_of(request, error));
  } catch (const std::exception& error) {
    response = deliver(request, failure(request, error));
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  metrics_.count_request(found.route == nullptr ? kNoRoute : found.route->pattern,
                         found.route == nullptr ? "any" : found.route->method, response.status,
                         seconds);
  return response;
}

Response Dispatcher::problem(const Request& request, int status, Message detail) const {
  metrics_.count_request(kNoRoute, "any", status, 0);
  return deliver(request, to_response({status, std::move(detail)}, language_of(request)));
}

}  // namespace samspill::service
