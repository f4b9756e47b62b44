// Any bytes as the target of a request; what was read is written and read again.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "service/target.h"

namespace {

using samspill::service::escaped;
using samspill::service::Target;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string written(const Target& target) {
  std::string text;
  for (const std::string& segment : target.path) text += '/' + escaped(segment);
  if (text.empty()) text = "/";
  char mark = '?';
  for (const auto& [name, value] : target.query) {
    text += mark + escaped(name) + '=' + escaped(value);
    mark = '&';
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto target = samspill::service::parse_target({reinterpret_cast<const char*>(data), size});
  if (!target) return 0;
  for (const std::string& segment : target->path) {
    require(segment != "." && segment != "..");
    require(std::ranges::none_of(segment, [](unsigned char c) { return c < 0x20; }));
  }
  require(samspill::service::parse_target(written(*target)) == target);
  return 0;
}
