#include "cli/today.h"

#include <chrono>
#include <cstdlib>
#include <format>

namespace samspill::cli {

std::string today() {
  const char* fixed = std::getenv("SOURCE_DATE_EPOCH");
  const auto now = fixed == nullptr ? std::chrono::system_clock::now()
                                    : std::chrono::system_clock::time_point(
                                          std::chrono::seconds(std::strtoll(fixed, nullptr, 10)));
  return std::format("{:%F}", std::chrono::floor<std::chrono::days>(now));
}

}  // namespace samspill::cli
