// The tests of need_blocks.cpp for eight lanes at once: the same operations in the same order.
#include "matching/need_blocks.h"

#ifdef __AVX2__
#include <immintrin.h>

namespace samspill::matching {
namespace {

constexpr int kHalf = kLanes / 2;

__m256i load(const std::uint32_t* lanes) {
  return _mm256_load_si256(reinterpret_cast<const __m256i*>(lanes));
}

__m256 magnitude(__m256 lanes) {
  return _mm256_andnot_ps(_mm256_set1_ps(-0.0F), lanes);
}

__m256i all_bits(std::uint32_t bits) {
  return _mm256_set1_epi32(static_cast<int>(bits));
}

std::uint32_t set_lanes(__m256 lanes) {
  return static_cast<std::uint32_t>(_mm256_movemask_ps(lanes));
}

/// Bits set in each 32-bit lane, by a table of the bits in half a byte.
__m256i bit_counts(__m256i lanes) {
  const __m256i table =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
  const __m256i half = _mm256_set1_epi8(15);
  const __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(lanes, half));
  const __m256i high =
      _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi32(lanes, 4), half));
  const __m256i pairs = _mm256_maddubs_epi16(_mm256_add_epi8(low, high), _mm256_set1_epi8(1));
  return _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

__m256 within_reach(__m256 squared, const float* reach_squared, const OfferTerms& offer) {
  const __m256 reach =
      _mm256_min_ps(magnitude(_mm256_load_ps(reach_squared)), _mm256_set1_ps(offer.reach_squared));
  return _mm256_cmp_ps(squared, reach, _CMP_LE_OQ);
}

/// All bits of the lanes of `lanes` that share a period with the offer, whose properties it states,
/// and that take it if it is hazardous.
__m256 not_refused(__m256 lanes, const float* reach_squared, __m256i common,
                   const std::uint32_t* properties_low, const std::uint32_t* properties_high,
                   const OfferTerms& offer) {
  const __m256i low = _mm256_and_si256(load(properties_low), all_bits(offer.unstated_low));
  const __m256i high = _mm256_and_si256(load(properties_high), all_bits(offer.unstated_high));
  const __m256i hazard = _mm256_and_si256(_mm256_castps_si256(_mm256_load_ps(reach_squared)),
                                          all_bits(offer.hazardous));
  const __m256i refused = _mm256_or_si256(_mm256_or_si256(low, high), hazard);
  const __m256i zero = _mm256_setzero_si256();
  const __m256i fits =
      _mm256_andnot_si256(_mm256_cmpeq_epi32(common, zero), _mm256_cmpeq_epi32(refused, zero));
  return _mm256_and_ps(lanes, _mm256_castsi256_ps(fits));
}

__m256 bracket(const float* value, __m256 squared, const OfferTerms& offer) {
  const __m256 gain = _mm256_add_ps(_mm256_set1_ps(offer.gain), _mm256_load_ps(value));
  return _mm256_sub_ps(gain,
                       _mm256_mul_ps(_mm256_set1_ps(offer.cost_per_km), _mm256_sqrt_ps(squared)));
}

std::uint32_t reaches_bar(__m256 lanes, const float* quantity, __m256i common, __m256 bracket,
                          const OfferTerms& offer, float* most) {
  const __m256 share =
      _mm256_mul_ps(_mm256_cvtepi32_ps(bit_counts(common)), _mm256_set1_ps(offer.share_per_period));
  const __m256 amount = _mm256_min_ps(_mm256_load_ps(quantity), _mm256_set1_ps(offer.quantity));
  const __m256 money = _mm256_mul_ps(_mm256_mul_ps(amount, share), bracket);
  const __m256 benefit =
      _mm256_add_ps(money, _mm256_mul_ps(magnitude(money), _mm256_set1_ps(offer.rounding)));
  _mm256_storeu_ps(most, benefit);
  return set_lanes(
      _mm256_and_ps(lanes, _mm256_cmp_ps(benefit, _mm256_set1_ps(offer.bar), _CMP_NLT_UQ)));
}

__m256 sum_of_squares(__m256 x, __m256 y, __m256 z) {
  return _mm256_add_ps(_mm256_add_ps(_mm256_mul_ps(x, x), _mm256_mul_ps(y, y)),
                       _mm256_mul_ps(z, z));
}

std::uint32_t test_half_of_needs(const NeedBlock& block, int i, const OfferTerms& offer,
                                 float most[kLanes]) {
  const __m256 squared =
      sum_of_squares(_mm256_sub_ps(_mm256_load_ps(block.x + i), _mm256_set1_ps(offer.x)),
                     _mm256_sub_ps(_mm256_load_ps(block.y + i), _mm256_set1_ps(offer.y)),
                     _mm256_sub_ps(_mm256_load_ps(block.z + i), _mm256_set1_ps(offer.z)));
  __m256 lanes = within_reach(squared, block.reach_squared + i, offer);
  if (set_lanes(lanes) == 0) return 0;
  const __m256i common = _mm256_and_si256(load(block.periods + i), all_bits(offer.periods));
  lanes = not_refused(lanes, block.reach_squared + i, common, block.properties_low + i,
                      block.properties_high + i, offer);
  if (set_lanes(lanes) == 0) return 0;
  return reaches_bar(lanes, block.quantity + i, common, bracket(block.value + i, squared, offer),
                     offer, most + i)
         << i;
}

std::uint32_t test_needs(const NeedBlock& block, const OfferTerms& offer, float most[kLanes]) {
  return test_half_of_needs(block, 0, offer, most) | test_half_of_needs(block, kHalf, offer, most);
}

__m256 gap(const float* least, const float* most, float at) {
  const __m256 here = _mm256_set1_ps(at);
  return _mm256_max_ps(_mm256_max_ps(_mm256_sub_ps(_mm256_load_ps(least), here),
                                     _mm256_sub_ps(here, _mm256_load_ps(most))),
                       _mm256_setzero_ps());
}

std::uint32_t test_half_of_groups(const GroupBlock& block, int i, const OfferTerms& offer,
                                  float most[kLanes]) {
  const __m256 squared = sum_of_squares(gap(block.least_x + i, block.most_x + i, offer.x),
                                        gap(block.least_y + i, block.most_y + i, offer.y),
                                        gap(block.least_z + i, block.most_z + i, offer.z));
  __m256 lanes = within_reach(squared, block.reach_squared + i, offer);
  if (set_lanes(lanes) == 0) return 0;
  const __m256i common = _mm256_and_si256(load(block.periods + i), all_bits(offer.periods));
  lanes = not_refused(lanes, block.reach_squared + i, common, block.properties_low + i,
                      block.properties_high + i, offer);
  if (set_lanes(lanes) == 0) return 0;
  const __m256 not_negative =
      _mm256_max_ps(bracket(block.value + i, squared, offer), _mm256_setzero_ps());
  return reaches_bar(lanes, block.quantity + i, common, not_negative, offer, most + i) << i;
}

std::uint32_t test_groups(const GroupBlock& block, const OfferTerms& offer, float most[kLanes]) {
  return test_half_of_groups(block, 0, offer, most) |
         test_half_of_groups(block, kHalf, offer, most);
}

}  // namespace

const BlockTests kAvx2Tests{test_needs, test_groups};

}  // namespace samspill::matching
#endif
