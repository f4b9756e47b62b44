#include "service/problem.h"

#include "base/json.h"

namespace samspill::service {
namespace {

Json json_of(const Diagnostic& diagnostic) {
  return {{"severity", diagnostic.severity == Severity::error ? "error" : "warning"},
          {"file", diagnostic.file},
          {"row", diagnostic.row},
          {"column", diagnostic.column},
          {"message", diagnostic.message}};
}

}  // namespace

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid: return 400;
    case ErrorKind::forbidden: return 403;
    case ErrorKind::not_found: return 404;
    case ErrorKind::conflict: return 409;
    case ErrorKind::unavailable: return 503;
    case ErrorKind::internal: break;
  }
  return 500;
}

std::string_view title_of(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
  }
}

Response to_response(const Problem& problem) {
  Json json{{"type", "about:blank"},
            {"title", title_of(problem.status)},
            {"status", problem.status},
            {"detail", problem.detail}};
  for (const Diagnostic& diagnostic : problem.errors) json["errors"].push_back(json_of(diagnostic));
  // What a client sent may be no UTF-8 and stand in a message.
  return {problem.status,
          {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}},
          json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace samspill::service
