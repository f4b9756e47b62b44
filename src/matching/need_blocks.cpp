// The tests of need_blocks.h one lane at a time. The vector paths repeat each line of it.
//
// Problem: of an offer's thousands of needs few can be among its best. Find them at nanoseconds a
// need, and never miss one.
//
// Method: benefit before the fixed cost is at most
//   min(q_offer, q_need) · share of common periods · (value_offer + value_need − cost − c · D)
// with D the straight line. Of a group of needs q, value and periods are the most of any need and D
// reaches to its box; a bracket below zero counts as zero, for a need may take nothing.
// Rounding: OfferTerms carries the slack of the sum in `gain` and `cost_per_km` (need_search.cpp);
// the factors before it lose at most five roundings, less than `rounding`.
//
// Limits: a comparison that meets "not a number" keeps the need, so an overflow costs time only.
//
// Worked number: q = min(100, 60), 6 common months of 12, 50 + 20 − 4.5 EUR/t, 0.12 EUR/(t km),
// 10 km: 60 · 0.5 · (65.5 − 1.2) = 1 929 EUR a year.
#include "matching/need_blocks.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace samspill::matching {
namespace {

float benefit(const OfferTerms& offer, float quantity, std::uint32_t common, float bracket) {
  const float share = static_cast<float>(std::popcount(common)) * offer.share_per_period;
  const float money = (std::min(quantity, offer.quantity) * share) * bracket;
  return money + std::fabs(money) * offer.rounding;
}

bool is_refused(const OfferTerms& offer, float reach_squared, std::uint32_t common,
                std::uint32_t properties_low, std::uint32_t properties_high) {
  return common == 0 || (std::bit_cast<std::uint32_t>(reach_squared) & offer.hazardous) != 0 ||
         ((properties_low & offer.unstated_low) | (properties_high & offer.unstated_high)) != 0;
}

std::uint32_t test_needs(const NeedBlock& block, const OfferTerms& offer, float most[kLanes]) {
  std::uint32_t lanes = 0;
  for (int i = 0; i < kLanes; ++i) {
    const float x = block.x[i] - offer.x, y = block.y[i] - offer.y, z = block.z[i] - offer.z;
    const float squared = (x * x + y * y) + z * z;
    if (!(squared <= std::min(std::fabs(block.reach_squared[i]), offer.reach_squared))) continue;
    const std::uint32_t common = block.periods[i] & offer.periods;
    if (is_refused(offer, block.reach_squared[i], common, block.properties_low[i],
                   block.properties_high[i])) {
      continue;
    }
    const float bracket = (offer.gain + block.value[i]) - offer.cost_per_km * std::sqrt(squared);
    most[i] = benefit(offer, block.quantity[i], common, bracket);
    if (!(most[i] < offer.bar)) lanes |= 1U << i;
  }
  return lanes;
}

float gap(float least, float most, float at) {
  return std::max(std::max(least - at, at - most), 0.0F);
}

std::uint32_t test_groups(const GroupBlock& block, const OfferTerms& offer, float most[kLanes]) {
  std::uint32_t lanes = 0;
  for (int i = 0; i < kLanes; ++i) {
    const float x = gap(block.least_x[i], block.most_x[i], offer.x);
    const float y = gap(block.least_y[i], block.most_y[i], offer.y);
    const float z = gap(block.least_z[i], block.most_z[i], offer.z);
    const float squared = (x * x + y * y) + z * z;
    if (!(squared <= std::min(std::fabs(block.reach_squared[i]), offer.reach_squared))) continue;
    const std::uint32_t common = block.periods[i] & offer.periods;
    if (is_refused(offer, block.reach_squared[i], common, block.properties_low[i],
                   block.properties_high[i])) {
      continue;
    }
    const float bracket = (offer.gain + block.value[i]) - offer.cost_per_km * std::sqrt(squared);
    most[i] = benefit(offer, block.quantity[i], common, std::max(bracket, 0.0F));
    if (!(most[i] < offer.bar)) lanes |= 1U << i;
  }
  return lanes;
}

}  // namespace

const BlockTests kPlainTests{test_needs, test_groups};

}  // namespace samspill::matching
