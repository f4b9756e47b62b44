// Any bytes as a kept message: what is read of it is kept and read again as the same.
#include <cstdint>
#include <cstdlib>

#include "app/kept_message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samspill::app;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const samspill::Message message = kept_message(text);
  if (!message.form.empty() && kept_message(keep_message(message)) != message) std::abort();
  return 0;
}
