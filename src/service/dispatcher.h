#pragma once

#include <optional>
#include <string>

#include "base/message.h"
#include "service/entrance.h"
#include "service/metrics.h"
#include "service/rate_limit.h"
#include "service/request.h"
#include "service/router.h"
#include "service/static_files.h"

namespace samspill::service {

/// From a request to its response: who may ask, which route answers, what failures look like.
class Dispatcher {
 public:
  Dispatcher(Router router, Entrance entrance, StaticFiles files, RateLimit limit,
             Metrics& metrics);

  /// Asked when the head of a request has come, before its body is read: what is answered instead.
  /// Quick, and for one thread.
  std::optional<Response> refuse(const Request& request);

  /// Answers a whole request; any thread. Failures become problems; nothing is thrown.
  Response answer(const Request& request) const;

  /// A problem that the connection itself found, such as a body that is too large, and what of the
  /// request is known.
  Response problem(const Request& request, int status, Message detail) const;

  const Router& router() const { return router_; }
  Metrics& metrics() const { return metrics_; }

 private:
  Response answer_or_throw(const Request& request, const Router::Found& found) const;

  Router router_;
  Entrance entrance_;
  StaticFiles files_;
  RateLimit limit_;
  Metrics& metrics_;
};

}  // namespace samspill::service
