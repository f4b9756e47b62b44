#include <cstddef>
#include <cstdint>
#include <string_view>

#include "language/classifier.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samspill;
  static language::Classifier classifier(reference::built_in());
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  double sum = 0;
  for (const auto& candidate : classifier.read(text, {}, 20).candidates) sum += candidate.score;
  return sum > 1.000001 ? 1 : 0;
}
