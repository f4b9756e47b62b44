#include "base/encoding.h"

#include <limits>
#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <utility>

#include "base/error.h"

namespace samspill {
namespace {

std::string decode(std::string_view bytes, const char* charset) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()) / 3) {
    throw Error(ErrorKind::invalid, tell("a file of this size must be UTF-8"));
  }
  const icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()), charset);
  std::string out;
  wide.toUTF8String(out);
  return out;
}

}  // namespace

std::string to_windows_1252(std::string_view text) {
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string out(text.size(), '\0');  // one byte a letter: never more than UTF-8 has
  const std::int32_t size = wide.extract(0, wide.length(), out.data(),
                                         static_cast<std::uint32_t>(out.size()), "windows-1252");
  out.resize(static_cast<std::size_t>(size));
  return out;
}

bool is_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

std::string to_utf8(std::string bytes, std::string_view& encoding) {
  const std::string_view view = bytes;
  if (view.starts_with("\xFF\xFE")) {
    encoding = "UTF-16";
    return decode(view.substr(2), "UTF-16LE");
  }
  if (view.starts_with("\xFE\xFF")) {
    encoding = "UTF-16";
    return decode(view.substr(2), "UTF-16BE");
  }
  encoding = "UTF-8";
  const bool has_mark = view.starts_with("\xEF\xBB\xBF");
  if (is_utf8(view)) {
    if (has_mark) bytes.erase(0, 3);
    return bytes;
  }
  if (has_mark) return decode(view.substr(3), "UTF-8");
  encoding = "Windows-1252";
  return decode(view, "windows-1252");
}

}  // namespace samspill
