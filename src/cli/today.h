#pragma once

#include <string>

namespace samspill::cli {

/// The day as YYYY-MM-DD; that of SOURCE_DATE_EPOCH where it is set, so that runs can be repeated.
std::string today();

}  // namespace samspill::cli
