#pragma once

#include <string>
#include <string_view>

#include "domain/remark.h"
#include "reference/resource.h"

namespace samspill::reference {

/// The words for a key of data/texts.csv with {0}, {1} … filled in; English where the language has
/// none. Unknown keys come back as they are.
std::string text(std::string_view key, Language language);
std::string text(const Remark& remark, Language language);

}  // namespace samspill::reference
