#pragma once

#include <string_view>

namespace samspill {

/// True for a day that there is, as YYYY-MM-DD: "2028-02-29", not "2026-02-29" or "2026-2-9".
bool is_date(std::string_view text);

}  // namespace samspill
