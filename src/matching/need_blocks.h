#pragma once

// Sixteen needs, or sixteen groups of needs, side by side, and the tests that ask all sixteen at
// once. Plain memory and functions only: the files that use it are compiled for different
// processors, and an inline function with a body would be linked from any of them.

#include <cstdint>

namespace samspill::matching {

inline constexpr int kLanes = 16;

/// Sixteen needs of one key. A lane without a need has x = infinity and reach 0: nothing meets it.
struct alignas(64) NeedBlock {
  float x[kLanes], y[kLanes], z[kLanes];  // [km]
  float reach_squared[kLanes];            // [km²]; the sign bit says: takes nothing hazardous
  float quantity[kLanes];                 // [unit of the key]
  float value[kLanes];                    // [EUR/unit]
  std::uint32_t periods[kLanes];          // a bit for each period in which it takes
  std::uint32_t properties_low[kLanes];   // a bit for each property an offer must state
  std::uint32_t properties_high[kLanes];
  std::uint32_t need[kLanes];
};

/// Sixteen groups of needs: the least box around each, and the most that any need of it can give.
struct alignas(64) GroupBlock {
  float least_x[kLanes], least_y[kLanes], least_z[kLanes];  // [km]
  float most_x[kLanes], most_y[kLanes], most_z[kLanes];     // [km]
  float reach_squared[kLanes];           // the longest; the sign bit: none takes hazardous offers
  float quantity[kLanes];                // the largest
  float value[kLanes];                   // the highest
  std::uint32_t periods[kLanes];         // any need's
  std::uint32_t properties_low[kLanes];  // those that all needs ask for
  std::uint32_t properties_high[kLanes];
};

/// An offer as the tests read it, already widened against rounding (need_search.cpp).
struct OfferTerms {
  float x, y, z;               // [km]
  float reach_squared;         // [km²]
  float quantity;              // [unit]
  float gain;                  // value − cost [EUR/unit]
  float cost_per_km;           // [EUR/(unit km)]
  float share_per_period;      // 1 / number of periods
  float rounding;              // share of a benefit that rounding may have taken
  float bar;                   // benefit before the fixed cost that a need must reach [EUR]
  std::uint32_t periods;       // in which it gives
  std::uint32_t unstated_low;  // properties that it does not state
  std::uint32_t unstated_high;
  std::uint32_t hazardous;  // the sign bit, or 0
};

/// The lanes that pass, lane 0 lowest. `most` gets at least the benefit before the fixed cost [EUR]
/// of those lanes; of the others it says nothing. Every path does the same operations in the same
/// order without fused ones, so lanes and figures are the same bit for bit.
struct BlockTests {
  std::uint32_t (*needs)(const NeedBlock&, const OfferTerms&, float most[kLanes]);
  std::uint32_t (*groups)(const GroupBlock&, const OfferTerms&, float most[kLanes]);
};

extern const BlockTests kPlainTests;   // one lane at a time, any processor
extern const BlockTests kAvx2Tests;    // eight; processors with AVX2
extern const BlockTests kAvx512Tests;  // sixteen; processors with AVX-512 F and BW

}  // namespace samspill::matching
