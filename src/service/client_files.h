#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace samspill::service {

/// The files of the web client (web/src/desk) by their paths, as they are within the program.
std::vector<std::pair<std::string_view, std::string_view>> client_files();

}  // namespace samspill::service
