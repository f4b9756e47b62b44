#pragma once

#include <string>
#include <vector>

#include "cli/command_docs.h"

namespace samspill::cli {

/// A completion script for the shell: bash, zsh or fish. Commands, options, fixed words, else
/// files.
std::string bash_completion(const std::vector<CommandDoc>& commands);
std::string zsh_completion(const std::vector<CommandDoc>& commands);
std::string fish_completion(const std::vector<CommandDoc>& commands);

}  // namespace samspill::cli
