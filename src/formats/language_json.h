#pragma once

#include <string_view>

#include "base/json.h"
#include "language/classifier.h"

namespace samspill::formats {

/// What a text may mean, in machine form: docs/json.md.
Json reading_json(const reference::Reference& reference, std::string_view text,
                  const language::Reading& reading);

}  // namespace samspill::formats
