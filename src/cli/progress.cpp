#include "cli/progress.h"

#include <algorithm>
#include <format>
#include <utility>

namespace samspill::cli {
namespace {

constexpr std::chrono::seconds kSilent{2};
constexpr std::chrono::milliseconds kEvery{200};
constexpr int kBarWidth = 24;

}  // namespace

Progress::Progress(const Terminal& terminal, std::string what)
    : terminal_(terminal), what_(std::move(what)) {}

Progress::~Progress() {
  if (is_visible_) terminal_.err << "\r\x1b[K" << std::flush;
}

void Progress::update(double share, std::string_view remark) {
  const Clock::time_point now = Clock::now();
  if (!terminal_.shows_progress || now - began_ < kSilent || now - shown_ < kEvery) return;
  shown_ = now;
  is_visible_ = true;
  share = std::clamp(share, 0.0, 1.0);
  const double passed = std::chrono::duration<double>(now - began_).count();
  const int filled = static_cast<int>(share * kBarWidth);
  std::string bar;
  for (int i = 0; i < kBarWidth; ++i) bar += i < filled ? "█" : "░";
  std::string left = "…";
  if (share > 0.02) left = std::format("{:.0f} s left", passed * (1 - share) / share);
  terminal_.err << std::format("\r\x1b[K{} {} {:3.0f} %  {}  {}", what_, bar, share * 100, left,
                               remark)
                << std::flush;
}

}  // namespace samspill::cli
