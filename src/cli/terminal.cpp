#include "cli/terminal.h"

#include <algorithm>
#include <cstdlib>
#include <format>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace samspill::cli {
namespace {

std::string painted(const Terminal& terminal, std::string_view text, int code) {
  if (!terminal.has_colour) return std::string(text);
  return std::format("\x1b[{}m{}\x1b[0m", code, text);
}

}  // namespace

std::string Terminal::bold(std::string_view text) const {
  return painted(*this, text, 1);
}
std::string Terminal::red(std::string_view text) const {
  return painted(*this, text, 31);
}
std::string Terminal::yellow(std::string_view text) const {
  return painted(*this, text, 33);
}
std::string Terminal::green(std::string_view text) const {
  return painted(*this, text, 32);
}

Terminal standard_terminal() {
  Terminal terminal{std::cout, std::cerr};
  const char* kind = std::getenv("TERM");
  const bool is_dumb = kind == nullptr || std::string_view(kind) == "dumb";
  terminal.has_colour =
      ::isatty(STDOUT_FILENO) == 1 && !is_dumb && std::getenv("NO_COLOR") == nullptr;
  terminal.shows_progress = ::isatty(STDERR_FILENO) == 1 && !is_dumb;
  winsize size{};
  if (::isatty(STDOUT_FILENO) != 1) {
    terminal.width = Terminal::kUnlimited;
  } else if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    terminal.width = std::max<std::size_t>(size.ws_col, 60);
  }
  return terminal;
}

}  // namespace samspill::cli
