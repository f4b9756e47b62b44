#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command_docs.h"

namespace samspill::cli {

/// The manual page samspill(1) in roff.
std::string man_page(const std::vector<CommandDoc>& commands, std::string_view summary,
                     std::string_view version);

}  // namespace samspill::cli
