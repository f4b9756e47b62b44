#pragma once

#include <cstdint>
#include <string_view>

namespace samspill {

inline constexpr std::uint64_t kFnv1aStart = 0xcbf29ce484222325;

/// FNV-1a with 64 bits: the same on every machine. Source: G. Fowler, L. C. Noll, P. Vo.
constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t start = kFnv1aStart) {
  std::uint64_t hash = start;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3;
  }
  return hash;
}

}  // namespace samspill
