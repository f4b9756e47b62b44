#pragma once

#include <cstdint>

namespace samspill {

/// How far the state of SplitMix64 moves from one draw to the next.
inline constexpr std::uint64_t kSplitMixStep = 0x9e3779b97f4a7c15;

/// Spreads a change of any bit over all of them, one to one.
constexpr std::uint64_t mixed_bits(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111eb;
  return bits ^ (bits >> 31U);
}

/// The draw of SplitMix64 from a state: the same on every machine. The next state is a step on.
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
constexpr std::uint64_t splitmix(std::uint64_t state) {
  return mixed_bits(state + kSplitMixStep);
}

}  // namespace samspill
