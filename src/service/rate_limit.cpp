#include "service/rate_limit.h"

#include <algorithm>

namespace samspill::service {
namespace {

constexpr std::chrono::seconds kBurst{2};
/// Above so many addresses those that are idle are forgotten, so that nobody can fill the memory.
constexpr std::size_t kMostAddresses = 10'000;

}  // namespace

bool RateLimit::admits(std::string_view address, Time now) {
  if (left_.size() > kMostAddresses) forget_idle(now);
  const double most = per_second_ * static_cast<double>(kBurst.count());
  const auto [found, is_new] = left_.try_emplace(std::string(address), Left{most, now});
  Left& left = found->second;
  const double since = std::chrono::duration<double>(now - left.at).count();
  left = {std::min(most, left.requests + since * per_second_), now};
  if (left.requests < 1) return false;
  left.requests -= 1;
  return true;
}

void RateLimit::forget_idle(Time now) {
  std::erase_if(left_, [&](const auto& entry) { return now - entry.second.at > kBurst; });
}

}  // namespace samspill::service
