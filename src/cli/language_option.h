#pragma once

#include <string>

#include "reference/resource.h"

namespace CLI {
class App;
}

namespace samspill::cli {

/// Adds `--language en|nb`, the languages that words for people exist in.
void add_language(CLI::App& command, std::string& language);
reference::Language parse_language(const std::string& code);

}  // namespace samspill::cli
