#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/error.h"
#include "service/request.h"

namespace samspill::service {

/// What went wrong, as RFC 9457 words it: application/problem+json.
struct Problem {
  int status = 500;
  std::string detail;                // for people: the thing, the value, what was expected
  std::vector<Diagnostic> errors{};  // every cell to mend, when data was sent
};

/// The one table of statuses for failures of the program.
int status_of(ErrorKind kind);

/// The words that HTTP has for a status, "Not Found".
std::string_view title_of(int status);

Response to_response(const Problem& problem);

}  // namespace samspill::service
