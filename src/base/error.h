#pragma once

#include <stdexcept>
#include <string>

namespace samspill {

/// What kind of failure it was; the command line turns it into an exit code, the server into a
/// status.
enum class ErrorKind { invalid, not_found, forbidden, conflict, unavailable, internal };

/// A failure that ends the current command. Bad rows in user data are Diagnostics instead.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind what_kind, const std::string& message)
      : std::runtime_error(message), kind(what_kind) {}
  const ErrorKind kind;
};

}  // namespace samspill
