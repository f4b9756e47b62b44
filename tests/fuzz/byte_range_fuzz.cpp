// Any bytes as a Range field of bodies small and large: a range lies within the body.
#include <cstdint>
#include <cstdlib>

#include "service/byte_range.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using samspill::service::ByteRange;
  const std::string_view field(reinterpret_cast<const char*>(data), size);
  for (const std::size_t body : {std::size_t{0}, std::size_t{1}, std::size_t{100}, SIZE_MAX}) {
    const auto range = samspill::service::parse_range(field, body);
    const auto* part = std::get_if<ByteRange>(&range);
    if (part != nullptr && (part->first > part->last || part->last >= body)) std::abort();
  }
  return 0;
}
