#pragma once

#include <string>
#include <string_view>

#include "base/message.h"

namespace samspill::app {

/// A message as a text that the database keeps, so that it can be said in another language later.
std::string keep_message(const Message& message);

/// The message again. A text that was kept as it is comes back so; a form that the program no
/// longer has is said in English.
Message kept_message(std::string_view text);

}  // namespace samspill::app
