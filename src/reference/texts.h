#pragma once

#include <string>
#include <string_view>

#include "base/message.h"
#include "domain/remark.h"
#include "reference/resource.h"

namespace samspill::reference {

/// The words for a key of data/texts.csv with {0}, {1} … filled in; English where the language has
/// none. Unknown keys come back as they are.
std::string text(std::string_view key, Language language);
std::string text(const Remark& remark, Language language);

/// The message in the words of data/messages.csv; a form that stands not there in English.
std::string text(const Message& message, Language language);

/// The form as data/messages.csv has it, which outlives the program's run; empty when it has not.
std::string_view known_form(std::string_view form);

}  // namespace samspill::reference
