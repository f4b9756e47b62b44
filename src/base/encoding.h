#pragma once

#include <string>
#include <string_view>

namespace samspill {

bool is_utf8(std::string_view bytes);

/// The same text as UTF-8 without byte-order mark. Bytes that are neither UTF-8 nor marked as
/// UTF-16 or UTF-8 are taken as Windows-1252, the encoding Excel writes on Nordic machines. What
/// the marked encoding does not allow becomes U+FFFD, so the result is always valid UTF-8. encoding
/// is set to "UTF-8", "UTF-16" or "Windows-1252". Throws Error(invalid) for more than 700 MB that
/// must be converted.
std::string to_utf8(std::string bytes, std::string_view& encoding);

/// UTF-8 text as Windows-1252; letters that it lacks become the byte 0x1A.
std::string to_windows_1252(std::string_view text);

}  // namespace samspill
