// The tests of need_blocks.cpp for sixteen lanes at once: the same operations in the same order.
#include "matching/need_blocks.h"

#ifdef __AVX512BW__
#include <immintrin.h>

namespace samspill::matching {
namespace {

/// Bits set in each 32-bit lane, by a table of the bits in half a byte.
__m512i bit_counts(__m512i lanes) {
  const __m512i table =
      _mm512_broadcast_i32x4(_mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
  const __m512i half = _mm512_set1_epi8(15);
  const __m512i low = _mm512_shuffle_epi8(table, _mm512_and_si512(lanes, half));
  const __m512i high =
      _mm512_shuffle_epi8(table, _mm512_and_si512(_mm512_srli_epi32(lanes, 4), half));
  const __m512i pairs = _mm512_maddubs_epi16(_mm512_add_epi8(low, high), _mm512_set1_epi8(1));
  return _mm512_madd_epi16(pairs, _mm512_set1_epi16(1));
}

__mmask16 within_reach(__m512 squared, const float* reach_squared, const OfferTerms& offer) {
  const __m512 reach = _mm512_min_ps(_mm512_abs_ps(_mm512_load_ps(reach_squared)),
                                     _mm512_set1_ps(offer.reach_squared));
  return _mm512_cmp_ps_mask(squared, reach, _CMP_LE_OQ);
}

/// The lanes of `lanes` that share a period with the offer, whose properties it states, and that
/// take it if it is hazardous.
__mmask16 not_refused(__mmask16 lanes, const float* reach_squared, __m512i common,
                      const std::uint32_t* properties_low, const std::uint32_t* properties_high,
                      const OfferTerms& offer) {
  const __m512i low = _mm512_and_si512(_mm512_load_si512(properties_low),
                                       _mm512_set1_epi32(static_cast<int>(offer.unstated_low)));
  const __m512i high = _mm512_and_si512(_mm512_load_si512(properties_high),
                                        _mm512_set1_epi32(static_cast<int>(offer.unstated_high)));
  const __m512i hazard = _mm512_and_si512(_mm512_load_si512(reach_squared),
                                          _mm512_set1_epi32(static_cast<int>(offer.hazardous)));
  const __m512i refused = _mm512_or_si512(_mm512_or_si512(low, high), hazard);
  lanes = _mm512_mask_testn_epi32_mask(lanes, refused, refused);
  return _mm512_mask_test_epi32_mask(lanes, common, common);
}

__m512 bracket(const float* value, __m512 squared, const OfferTerms& offer) {
  const __m512 gain = _mm512_add_ps(_mm512_set1_ps(offer.gain), _mm512_load_ps(value));
  return _mm512_sub_ps(gain,
                       _mm512_mul_ps(_mm512_set1_ps(offer.cost_per_km), _mm512_sqrt_ps(squared)));
}

std::uint32_t reaches_bar(__mmask16 lanes, const float* quantity, __m512i common, __m512 bracket,
                          const OfferTerms& offer, float most[kLanes]) {
  const __m512 share =
      _mm512_mul_ps(_mm512_cvtepi32_ps(bit_counts(common)), _mm512_set1_ps(offer.share_per_period));
  const __m512 amount = _mm512_min_ps(_mm512_load_ps(quantity), _mm512_set1_ps(offer.quantity));
  const __m512 money = _mm512_mul_ps(_mm512_mul_ps(amount, share), bracket);
  const __m512 benefit =
      _mm512_add_ps(money, _mm512_mul_ps(_mm512_abs_ps(money), _mm512_set1_ps(offer.rounding)));
  _mm512_storeu_ps(most, benefit);
  return _mm512_mask_cmp_ps_mask(lanes, benefit, _mm512_set1_ps(offer.bar), _CMP_NLT_UQ);
}

__m512 sum_of_squares(__m512 x, __m512 y, __m512 z) {
  return _mm512_add_ps(_mm512_add_ps(_mm512_mul_ps(x, x), _mm512_mul_ps(y, y)),
                       _mm512_mul_ps(z, z));
}

std::uint32_t test_needs(const NeedBlock& block, const OfferTerms& offer, float most[kLanes]) {
  const __m512 squared =
      sum_of_squares(_mm512_sub_ps(_mm512_load_ps(block.x), _mm512_set1_ps(offer.x)),
                     _mm512_sub_ps(_mm512_load_ps(block.y), _mm512_set1_ps(offer.y)),
                     _mm512_sub_ps(_mm512_load_ps(block.z), _mm512_set1_ps(offer.z)));
  __mmask16 lanes = within_reach(squared, block.reach_squared, offer);
  const __m512i common = _mm512_and_si512(_mm512_load_si512(block.periods),
                                          _mm512_set1_epi32(static_cast<int>(offer.periods)));
  lanes = not_refused(lanes, block.reach_squared, common, block.properties_low,
                      block.properties_high, offer);
  if (lanes == 0) return 0;
  return reaches_bar(lanes, block.quantity, common, bracket(block.value, squared, offer), offer,
                     most);
}

__m512 gap(const float* least, const float* most, float at) {
  const __m512 here = _mm512_set1_ps(at);
  return _mm512_max_ps(_mm512_max_ps(_mm512_sub_ps(_mm512_load_ps(least), here),
                                     _mm512_sub_ps(here, _mm512_load_ps(most))),
                       _mm512_setzero_ps());
}

std::uint32_t test_groups(const GroupBlock& block, const OfferTerms& offer, float most[kLanes]) {
  const __m512 squared = sum_of_squares(gap(block.least_x, block.most_x, offer.x),
                                        gap(block.least_y, block.most_y, offer.y),
                                        gap(block.least_z, block.most_z, offer.z));
  __mmask16 lanes = within_reach(squared, block.reach_squared, offer);
  if (lanes == 0) return 0;
  const __m512i common = _mm512_and_si512(_mm512_load_si512(block.periods),
                                          _mm512_set1_epi32(static_cast<int>(offer.periods)));
  lanes = not_refused(lanes, block.reach_squared, common, block.properties_low,
                      block.properties_high, offer);
  if (lanes == 0) return 0;
  const __m512 not_negative =
      _mm512_max_ps(bracket(block.value, squared, offer), _mm512_setzero_ps());
  return reaches_bar(lanes, block.quantity, common, not_negative, offer, most);
}

}  // namespace

const BlockTests kAvx512Tests{test_needs, test_groups};

}  // namespace samspill::matching
#endif
