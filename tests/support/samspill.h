#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/session.h"

namespace samspill::testing {

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

/// What the program answers when it is called with these words.
inline Outcome samspill(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv = {"samspill"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  std::ostringstream out, err;
  const cli::Terminal terminal{out, err};
  const int code = cli::run(static_cast<int>(argv.size()), argv.data(), terminal, {});
  return {code, out.str(), err.str()};
}

}  // namespace samspill::testing
