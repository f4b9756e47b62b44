// Any bytes as an Accept-Language field: the answer is in a language that is spoken.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "service/accept_language.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  samspill::service::Request request;
  request.headers.add("Accept-Language", std::string(reinterpret_cast<const char*>(data), size));
  const auto language = samspill::service::language_of(request);
  if (static_cast<std::size_t>(language) >= samspill::service::kSpokenLanguages) std::abort();
  return 0;
}
