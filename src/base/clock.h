#pragma once

#include <string>

namespace samspill {

/// The time in UTC with milliseconds: "2026-11-22T15:34:25.123Z". Later texts sort behind.
std::string utc_now();

}  // namespace samspill
