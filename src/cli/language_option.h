#pragma once

#include <string>

#include "cli/command_line.h"
#include "reference/resource.h"

namespace samspill::cli {

/// Adds `--language en|nb`, the languages that words for people exist in.
void add_language(Command command, std::string& language);
reference::Language parse_language(const std::string& code);

}  // namespace samspill::cli
