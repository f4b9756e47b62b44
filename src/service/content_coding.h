#pragma once

#include <string>
#include <string_view>

namespace samspill::service {

enum class Coding { identity, gzip, br };

/// As in Content-Encoding; "identity" is never written there.
std::string_view name(Coding coding);

/// Whether an Accept-Encoding field allows the coding: named, or by `*`, and not with q=0.
bool accepts(std::string_view field, Coding coding);

/// The body in that coding, quickly rather than as small as can be: for what is made anew each
/// time. Throws Error(internal) when the library fails.
std::string encode(std::string_view bytes, Coding coding);

}  // namespace samspill::service
