#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "base/message.h"

namespace samspill {

/// What kind of failure it was; the command line turns it into an exit code, the server into a
/// status.
enum class ErrorKind { invalid, not_found, forbidden, conflict, unavailable, internal };

/// A failure that ends the current command. Bad rows in user data are Diagnostics instead.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind what_kind, Message what_message)
      : std::runtime_error(in_english(what_message)),
        kind(what_kind),
        message(std::move(what_message)) {}
  /// In words that are only for the command line or the log, or of a library: English stays.
  Error(ErrorKind what_kind, const std::string& as_it_is) : Error(what_kind, Message(as_it_is)) {}
  const ErrorKind kind;
  const Message message;
};

}  // namespace samspill
