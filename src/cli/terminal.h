#pragma once

#include <ostream>
#include <string>
#include <string_view>

namespace samspill::cli {

/// Where a command prints for people. Colour and progress only on a real terminal.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool has_colour = false;      // out is a terminal that shows colour, and NO_COLOR is not set
  bool shows_progress = false;  // err is a terminal
  static constexpr std::size_t kUnlimited = 100'000;
  std::size_t width = 100;  // of a row; unlimited where a file or another program reads it

  std::string bold(std::string_view text) const;
  std::string red(std::string_view text) const;
  std::string yellow(std::string_view text) const;
  std::string green(std::string_view text) const;
};

/// The terminal of this process: standard output and standard error.
Terminal standard_terminal();

}  // namespace samspill::cli
