#pragma once

#include <string_view>

namespace samspill::service {

inline constexpr std::string_view kWorkbookType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The media type of a file, by the ending of its name.
std::string_view type_of(std::string_view name);

}  // namespace samspill::service
