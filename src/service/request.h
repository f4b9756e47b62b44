#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "service/headers.h"
#include "service/target.h"

namespace samspill::service {

class EventStream;

/// What a client sent. A HEAD comes as the GET it stands for; the connection leaves the body out.
struct Request {
  std::string method;
  Target target;
  Headers headers;
  std::string body;
  std::string address;  // of the client
};

/// What it gets. The body is text, or bytes that outlive the server (files within the program), or
/// events as they happen.
struct Response {
  int status = 200;
  Headers headers;
  std::variant<std::string, std::string_view, std::shared_ptr<EventStream>> body;

  /// Whether the body is all there; otherwise it is events.
  bool is_whole() const { return body.index() < 2; }
  /// The body of a whole response.
  std::string_view bytes() const {
    const auto* text = std::get_if<std::string>(&body);
    return text != nullptr ? std::string_view(*text) : std::get<std::string_view>(body);
  }
};

}  // namespace samspill::service
