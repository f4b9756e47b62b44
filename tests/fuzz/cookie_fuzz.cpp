// Any bytes as a Cookie or Accept-Encoding field: what is found stands in the field.
#include <cstdint>
#include <cstdlib>

#include "service/content_coding.h"
#include "service/cookie.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samspill::service;
  const std::string_view field(reinterpret_cast<const char*>(data), size);
  const std::string_view value = find_cookie(field, "samspill_session_8080");
  if (!value.empty() &&
      (value.data() < field.data() || value.data() + value.size() > field.data() + field.size())) {
    std::abort();
  }
  if (accepts(field, Coding::br) && !field.contains('*') && size < 2) std::abort();
  return 0;
}
