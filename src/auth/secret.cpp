#include "auth/secret.h"

#include <array>
#include <sodium.h>

#include "base/error.h"

namespace samspill::auth {

std::string new_secret() {
  if (sodium_init() < 0) {
    throw Error(ErrorKind::internal, "the system's generator of random numbers does not answer");
  }
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::array<unsigned char, 32> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, sodium_base64_ENCODED_LEN(bytes.size(), kVariant)> text;
  return sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
}

bool is_same_secret(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace samspill::auth
