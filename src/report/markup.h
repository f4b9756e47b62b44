#pragma once

#include <string>
#include <string_view>

namespace samspill::report {

/// Text as it may stand in HTML, between tags and in quoted attributes. Control characters that no
/// document may hold become U+FFFD.
std::string escape_html(std::string_view text);

/// JSON as it may stand in a script element: no "<", no line separators that old parsers trip over.
std::string escape_in_script(std::string json);

/// A script as it may stand in a script element: "</script" and "<!--" cannot end or open anything.
std::string escape_script(std::string_view script);

}  // namespace samspill::report
