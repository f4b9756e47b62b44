#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/error.h"
#include "base/json.h"
#include "reference/resource.h"
#include "service/request.h"

namespace samspill::service {

/// What went wrong, as RFC 9457 words it: application/problem+json.
struct Problem {
  int status = 500;
  Message detail;                    // for people: the thing, the value, what was expected
  std::vector<Diagnostic> errors{};  // every cell to mend, when data was sent
};

/// A problem that no ErrorKind has the status for.
class Refusal : public std::runtime_error {
 public:
  explicit Refusal(Problem which)
      : std::runtime_error(in_english(which.detail)), problem(std::move(which)) {}
  const Problem problem;
};

/// The one table of statuses for failures of the program.
int status_of(ErrorKind kind);

/// The words that HTTP has for a status, "Not Found".
Message title_of(int status);

Response to_response(const Problem& problem, reference::Language language);

/// As the contract's list of Diagnostic.
Json diagnostics_json(const std::vector<Diagnostic>& diagnostics, reference::Language language);

}  // namespace samspill::service
