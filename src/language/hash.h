#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace samspill::language {

/// Never 0, the mark of an empty place; the same on every machine, as the index that is built with
/// the program holds it.
constexpr std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0) {
  const std::uint64_t hash = fnv1a(text, kFnv1aStart ^ (seed * 0x9E3779B97F4A7C15ULL));
  return hash == 0 ? 1 : hash;
}

/// Finds keys in a table of open addressing whose size is a power of two; 0 marks an empty place.
inline std::optional<std::size_t> find_key(std::span<const std::uint64_t> table,
                                           std::uint64_t key) {
  if (table.empty()) return {};
  const std::size_t mask = table.size() - 1;
  for (std::size_t at = key & mask; table[at] != 0; at = (at + 1) & mask) {
    if (table[at] == key) return at;
  }
  return {};
}

/// Such a table, at most half full; the place of each key is where find_key finds it.
inline std::vector<std::uint64_t> make_key_table(std::span<const std::uint64_t> keys) {
  std::vector<std::uint64_t> table(std::bit_ceil(2 * keys.size() + 2), 0);
  const std::size_t mask = table.size() - 1;
  for (const std::uint64_t key : keys) {
    std::size_t at = key & mask;
    while (table[at] != 0 && table[at] != key) at = (at + 1) & mask;
    table[at] = key;
  }
  return table;
}

}  // namespace samspill::language
