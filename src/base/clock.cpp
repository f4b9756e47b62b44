#include "base/clock.h"

#include <chrono>
#include <format>

namespace samspill {

std::string utc_now() {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  return std::format("{:%FT%T}Z", now);
}

}  // namespace samspill
