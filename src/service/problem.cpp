#include "service/problem.h"

#include "reference/texts.h"
#include "service/accept_language.h"

namespace samspill::service {

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return 400;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::unavailable:
      return 503;
    case ErrorKind::internal:
      break;
  }
  return 500;
}

Message title_of(int status) {
  switch (status) {
    case 400:
      return tell("Bad Request");
    case 401:
      return tell("Unauthorized");
    case 403:
      return tell("Forbidden");
    case 404:
      return tell("Not Found");
    case 405:
      return tell("Method Not Allowed");
    case 409:
      return tell("Conflict");
    case 412:
      return tell("Precondition Failed");
    case 413:
      return tell("Content Too Large");
    case 415:
      return tell("Unsupported Media Type");
    case 416:
      return tell("Range Not Satisfiable");
    case 422:
      return tell("Unprocessable Content");
    case 428:
      return tell("Precondition Required");
    case 429:
      return tell("Too Many Requests");
    case 431:
      return tell("Request Header Fields Too Large");
    case 503:
      return tell("Service Unavailable");
    default:
      return tell("Internal Server Error");
  }
}

Response to_response(const Problem& problem, reference::Language language) {
  Json json{{"type", "about:blank"},
            {"title", reference::text(title_of(problem.status), language)},
            {"status", problem.status},
            {"detail", reference::text(problem.detail, language)}};
  if (!problem.errors.empty()) json["errors"] = diagnostics_json(problem.errors, language);
  // What a client sent may be no UTF-8 and stand in a message.
  return in_language({problem.status,
                      {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}},
                      json.dump(-1, ' ', false, Json::error_handler_t::replace)},
                     language);
}

Json diagnostics_json(const std::vector<Diagnostic>& diagnostics, reference::Language language) {
  Json list = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    list.push_back({{"severity", diagnostic.severity == Severity::error ? "error" : "warning"},
                    {"file", diagnostic.file},
                    {"row", diagnostic.row},
                    {"column", diagnostic.column},
                    {"message", reference::text(diagnostic.message, language)}});
  }
  return list;
}

}  // namespace samspill::service
