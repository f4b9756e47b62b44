#include "base/name_uuid.h"

#include <array>
#include <format>
#include <sodium.h>

namespace samspill {

std::string name_uuid(std::string_view name) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> bytes{};
  crypto_hash_sha256(bytes.data(), reinterpret_cast<const unsigned char*>(name.data()),
                     name.size());
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | 0x80U);  // version
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);  // variant
  std::string text;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += std::format("{:02x}", bytes[i]);
  }
  return text;
}

}  // namespace samspill
