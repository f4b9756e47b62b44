// The sweeps of sweep.h, for the one processor that the including file is compiled for. Everything
// lies in an unnamed namespace, so that no other file links it.
//
// Method: with columns x, prices y, steps τ and σ, one step of the primal-dual hybrid gradient is
//   x' = clamp(x − τ (cost − A'y)),   y' = clamp(y + σ (demand − A (2x' − x)))
// and the state moves to weight · (2 (x', y') − (x, y)) + (1 − weight) · anchor. An arc whose flow
// and anchor are nothing stays at nothing as long as sending would not pay, so only the prices of
// its ends are read; so it is with a facility that does nothing.
#pragma once

#include "first_order/sweep.h"

#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace samspill::first_order {
namespace {

typedef float Lanes __attribute__((vector_size(64)));

#define SAMSPILL_INLINE [[gnu::always_inline]] inline

SAMSPILL_INLINE Lanes& lanes(Block& block) {
  return *reinterpret_cast<Lanes*>(&block);
}
SAMSPILL_INLINE const Lanes& lanes(const Block& block) {
  return *reinterpret_cast<const Lanes*>(&block);
}
SAMSPILL_INLINE Lanes larger(Lanes a, Lanes b) {
  return a > b ? a : b;
}
SAMSPILL_INLINE Lanes smaller(Lanes a, Lanes b) {
  return a < b ? a : b;
}
/// In the same order on every processor: halves upon halves.
SAMSPILL_INLINE float sum(Lanes a) {
  const auto eight = __builtin_shufflevector(a, a, 0, 1, 2, 3, 4, 5, 6, 7) +
                     __builtin_shufflevector(a, a, 8, 9, 10, 11, 12, 13, 14, 15);
  const auto four = __builtin_shufflevector(eight, eight, 0, 1, 2, 3) +
                    __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
  return (four[0] + four[2]) + (four[1] + four[3]);
}

SAMSPILL_INLINE bool any_negative(const Lanes& a) {
#ifdef __AVX512F__
  return _mm512_cmp_ps_mask(reinterpret_cast<const __m512&>(a), _mm512_setzero_ps(), _CMP_LT_OQ) !=
         0;
#elif defined(__AVX2__)
  const auto* half = reinterpret_cast<const __m256*>(&a);
  const __m256 zero = _mm256_setzero_ps();
  return _mm256_movemask_ps(_mm256_or_ps(_mm256_cmp_ps(half[0], zero, _CMP_LT_OQ),
                                         _mm256_cmp_ps(half[1], zero, _CMP_LT_OQ))) != 0;
#else
  bool any = false;
  for (std::size_t i = 0; i < kLanes; ++i) any |= a[i] < 0;
  return any;
#endif
}

/// Squares of moves, kept in lanes and emptied into a double before they lose digits.
class SquareSum {
 public:
  SAMSPILL_INLINE void add(Lanes move, float per_step) { lanes_ += move * move * per_step; }
  SAMSPILL_INLINE void add(float move, float per_step) {
    total_ += static_cast<double>(move) * static_cast<double>(move) * static_cast<double>(per_step);
  }
  SAMSPILL_INLINE void empty() {
    total_ += static_cast<double>(sum(lanes_));
    lanes_ = Lanes{};
  }
  double total() {
    empty();
    return total_;
  }

 private:
  Lanes lanes_{};
  double total_ = 0;
};

constexpr std::size_t kEmptyEvery = 256;

struct Sums {
  SquareSum columns, prices, columns_since, prices_since;

  SAMSPILL_INLINE void empty(std::size_t i) {
    if (i % kEmptyEvery != 0) return;
    columns.empty();
    prices.empty();
  }
  Moves moves() {
    return {columns.total(), prices.total(), columns_since.total(), prices_since.total()};
  }
};

SAMSPILL_INLINE void clear(const Sweep& s, const Chunk& chunk) {
  const std::size_t count = (chunk.last_node - chunk.first_node) * s.blocks;
  for (std::size_t i = 0; i < count; ++i) lanes(chunk.sums[i]) = Lanes{};
}

/// Moves a state to the reflected and weighted step, or to the step itself.
SAMSPILL_INLINE void move(const Sweep& s, Lanes step, Lanes reflected, Block& state,
                          Block& anchor) {
  if (s.is_restart) {
    lanes(state) = step;
    lanes(anchor) = step;
  } else {
    lanes(state) = s.weight * reflected + (1 - s.weight) * lanes(anchor);
  }
}

SAMSPILL_INLINE bool would_pay(const Sweep& s, const ArcRow& arc) {
  for (std::size_t b = 0; b < s.blocks; ++b) {
    const Lanes reduced = arc.cost + lanes(s.price[arc.from * s.blocks + b]) -
                          arc.gain * lanes(s.price[arc.to * s.blocks + b]);
    if (any_negative(reduced)) return true;
  }
  return false;
}

template <bool kLimited>
SAMSPILL_INLINE bool sweep_arc_block(const Sweep& s, const Chunk& chunk, std::size_t i,
                                     std::size_t b, Sums& sums) {
  const ArcRow& arc = s.arcs[i];
  const std::size_t at = i * s.blocks + b;
  const Lanes flow = lanes(s.flow[at]);
  const Lanes reduced = arc.cost + lanes(s.price[arc.from * s.blocks + b]) -
                        arc.gain * lanes(s.price[arc.to * s.blocks + b]);
  Lanes step = larger(flow - (s.column_scale * arc.step) * reduced, Lanes{});
  if constexpr (kLimited) {
    step = smaller(step, lanes(s.limit[(i - s.first_limited) * s.blocks + b]));
  }
  const Lanes change = step - flow, reflected = step + change;
  const float per_step = 1 / arc.step;
  sums.columns.add(change, per_step);
  if (s.is_restart) sums.columns_since.add(step - lanes(s.flow_anchor[at]), per_step);
  move(s, step, reflected, s.flow[at], s.flow_anchor[at]);
  if (s.kept_flow) lanes(s.kept_flow[at]) = step;
  lanes(chunk.sums[(arc.from - chunk.first_node) * s.blocks + b]) += reflected;
  lanes(chunk.sums[(arc.to - chunk.first_node) * s.blocks + b]) -= arc.gain * reflected;
  return any_negative(-step);
}

/// Fetches what an arc further on will need: awake ones lie apart, so no processor foresees them.
SAMSPILL_INLINE void fetch(const Sweep& s, const Chunk& chunk, std::size_t i) {
  if (i >= chunk.end) return;
  const ArcRow& arc = s.arcs[i];
  __builtin_prefetch(&s.price[arc.to * s.blocks]);
  if (!arc.is_awake) return;
  __builtin_prefetch(&s.flow[i * s.blocks], 1);
  __builtin_prefetch(&s.flow_anchor[i * s.blocks]);
  __builtin_prefetch(&chunk.sums[(arc.to - chunk.first_node) * s.blocks], 1);
}

constexpr std::size_t kAhead = 12;

template <bool kLimited>
Moves sweep_arcs(const Sweep& s, const Chunk& chunk) {
  clear(s, chunk);
  Sums sums;
  for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
    fetch(s, chunk, i + kAhead);
    ArcRow& arc = s.arcs[i];
    if (!arc.is_awake) {
      if (!would_pay(s, arc)) {
        if (s.kept_flow) {
          for (std::size_t b = 0; b < s.blocks; ++b) {
            lanes(s.kept_flow[i * s.blocks + b]) = Lanes{};
          }
        }
        continue;
      }
      arc.is_awake = 1;
    }
    bool sends = false;
    for (std::size_t b = 0; b < s.blocks; ++b) {
      sends |= sweep_arc_block<kLimited>(s, chunk, i, b, sums);
    }
    if (s.is_restart) arc.is_awake = sends;
    sums.empty(i);
  }
  return sums.moves();
}

/// The prices of a node, or those of the periods after.
SAMSPILL_INLINE Lanes price_of(const Sweep& s, const TermRow& term, std::size_t b) {
  const Block* prices = s.price + term.node * s.blocks;
  if (!term.is_next) return lanes(prices[b]);
  Lanes next{};
  for (std::size_t i = 0; i < kLanes && b * kLanes + i < s.periods; ++i) {
    const std::size_t period = s.next_period[b * kLanes + i];
    next[i] = prices[period / kLanes].lane[period % kLanes];
  }
  return next;
}

SAMSPILL_INLINE void add_to_sums(const Sweep& s, const Chunk& chunk, const TermRow& term,
                                 std::size_t b, Lanes amount) {
  Block* sums = chunk.sums + (term.node - chunk.first_node) * s.blocks;
  if (!term.is_next) {
    lanes(sums[b]) -= amount;
    return;
  }
  for (std::size_t i = 0; i < kLanes && b * kLanes + i < s.periods; ++i) {
    const std::size_t period = s.next_period[b * kLanes + i];
    sums[period / kLanes].lane[period % kLanes] -= amount[i];
  }
}

SAMSPILL_INLINE Lanes reduced_cost(const Sweep& s, const ActivityRow& row, std::size_t b,
                                   Lanes share_price) {
  Lanes reduced = row.cost + share_price;
  for (std::uint32_t t = row.first_term; t < row.last_term; ++t) {
    reduced -= s.terms[t].amount * price_of(s, s.terms[t], b);
  }
  return reduced;
}

SAMSPILL_INLINE Lanes sweep_activity(const Sweep& s, const Chunk& chunk, std::size_t i,
                                     std::size_t b, Lanes share_price, Lanes most, Sums& sums) {
  const ActivityRow& row = s.activities[i];
  const Lanes reduced = reduced_cost(s, row, b, share_price);
  const std::size_t at = i * s.blocks + b;
  const Lanes activity = lanes(s.activity[at]);
  const Lanes step =
      smaller(larger(activity - (s.column_scale * row.step) * reduced, Lanes{}), most);
  const Lanes change = step - activity, reflected = step + change;
  const float per_step = 1 / row.step;
  sums.columns.add(change, per_step);
  if (s.is_restart) sums.columns_since.add(step - lanes(s.activity_anchor[at]), per_step);
  move(s, step, reflected, s.activity[at], s.activity_anchor[at]);
  if (s.kept_activity) lanes(s.kept_activity[at]) = step;
  for (std::size_t t = row.first_term; t < row.last_term; ++t) {
    add_to_sums(s, chunk, s.terms[t], b, s.terms[t].amount * reflected);
  }
  return reflected;
}

/// Steps the size against the prices of its shares; returns the reflected step.
SAMSPILL_INLINE float sweep_size(const Sweep& s, std::size_t i, Sums& sums) {
  const FacilityRow& row = s.facilities[i];
  float worth = 0;
  for (std::size_t b = 0; b < s.blocks; ++b) {
    worth += sum(lanes(s.share_price[i * s.blocks + b]) * lanes(s.share[i * s.blocks + b]));
  }
  const float size = s.size[i];
  float step = size - s.column_scale * row.size_step * (row.size_cost - worth);
  step = step < row.least ? row.least : step > row.most ? row.most : step;
  const float change = step - size, reflected = step + change;
  sums.columns.add(change, 1 / row.size_step);
  if (s.is_restart) {
    sums.columns_since.add(step - s.size_anchor[i], 1 / row.size_step);
    s.size_anchor[i] = s.size[i] = step;
  } else {
    s.size[i] = s.weight * reflected + (1 - s.weight) * s.size_anchor[i];
  }
  return reflected;
}

SAMSPILL_INLINE void sweep_share_price(const Sweep& s, std::size_t i, std::size_t b, Lanes too_much,
                                       Sums& sums) {
  const float price_step = s.facilities[i].price_step;
  const std::size_t at = i * s.blocks + b;
  const Lanes price = lanes(s.share_price[at]);
  const Lanes step = larger(price + (s.price_scale * price_step) * too_much, Lanes{});
  const Lanes change = step - price;
  sums.prices.add(change, 1 / price_step);
  if (s.is_restart) {
    sums.prices_since.add(step - lanes(s.share_price_anchor[at]), 1 / price_step);
  }
  move(s, step, step + change, s.share_price[at], s.share_price_anchor[at]);
}

SAMSPILL_INLINE bool would_begin(const Sweep& s, std::size_t i) {
  const FacilityRow& row = s.facilities[i];
  for (std::uint32_t k = row.first_activity; k < row.last_activity; ++k) {
    for (std::size_t b = 0; b < s.blocks; ++b) {
      if (any_negative(
              reduced_cost(s, s.activities[k], b, lanes(s.share_price[i * s.blocks + b])))) {
        return true;
      }
    }
  }
  return false;
}

SAMSPILL_INLINE void keep_nothing(const Sweep& s, const FacilityRow& row) {
  if (!s.kept_activity) return;
  for (std::size_t at = row.first_activity * s.blocks; at < row.last_activity * s.blocks; ++at) {
    lanes(s.kept_activity[at]) = Lanes{};
  }
}

/// After a restart: whether a facility that does nothing stays as it is until it pays to begin.
SAMSPILL_INLINE bool is_settled(const Sweep& s, std::size_t i) {
  const FacilityRow& row = s.facilities[i];
  float worth = 0;
  Lanes prices{};
  for (std::size_t b = 0; b < s.blocks; ++b) {
    const Lanes price = lanes(s.share_price[i * s.blocks + b]);
    worth += sum(price * lanes(s.share[i * s.blocks + b]));
    prices += price;
  }
  if (row.least > 0) return !any_negative(-prices);
  return s.size[i] == 0 && worth <= row.size_cost;
}

SAMSPILL_INLINE void sweep_facility(const Sweep& s, const Chunk& chunk, std::size_t i, Sums& sums) {
  FacilityRow& row = s.facilities[i];
  const float size = sweep_size(s, i, sums);
  bool does_something = false;
  for (std::size_t b = 0; b < s.blocks; ++b) {
    const Lanes share = lanes(s.share[i * s.blocks + b]);
    const Lanes share_price = lanes(s.share_price[i * s.blocks + b]);
    Lanes used{};
    for (std::uint32_t k = row.first_activity; k < row.last_activity; ++k) {
      used += sweep_activity(s, chunk, k, b, share_price, share * row.most, sums);
      does_something |= s.is_restart && any_negative(-lanes(s.activity[k * s.blocks + b]));
    }
    sweep_share_price(s, i, b, used - share * size, sums);
  }
  if (s.is_restart) row.is_awake = does_something || !is_settled(s, i);
}

Moves sweep_facilities(const Sweep& s, const Chunk& chunk) {
  clear(s, chunk);
  Sums sums;
  for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
    FacilityRow& row = s.facilities[i];
    if (!row.is_awake && !would_begin(s, i)) {
      keep_nothing(s, row);
      continue;
    }
    row.is_awake = 1;
    sweep_facility(s, chunk, i, sums);
    sums.empty(i);
  }
  return sums.moves();
}

Moves sweep_columns(const Sweep& s, const Chunk& chunk) {
  if (chunk.kind == Chunk::Kind::arcs) return sweep_arcs<false>(s, chunk);
  if (chunk.kind == Chunk::Kind::limited_arcs) return sweep_arcs<true>(s, chunk);
  return sweep_facilities(s, chunk);
}

SAMSPILL_INLINE Lanes missing_at(const Sweep& s, std::size_t node, std::size_t b,
                                 const Chunk* const* chunks, std::size_t count) {
  Lanes missing = lanes(s.demand[node * s.blocks + b]);
  for (std::size_t c = 0; c < count; ++c) {
    const Chunk& chunk = *chunks[c];
    if (node < chunk.first_node || node >= chunk.last_node) continue;
    missing += lanes(chunk.sums[(node - chunk.first_node) * s.blocks + b]);
  }
  return missing;
}

SAMSPILL_INLINE void sweep_price_block(const Sweep& s, std::size_t node, std::size_t b,
                                       Lanes missing, Sums& sums) {
  const std::size_t at = node * s.blocks + b;
  const Lanes price = lanes(s.price[at]);
  const Lanes step =
      smaller(larger(price + (s.price_scale * s.price_step[node]) * missing, lanes(s.lowest[at])),
              lanes(s.highest[at]));
  const Lanes change = step - price;
  sums.prices.add(change, 1 / s.price_step[node]);
  if (s.is_restart) {
    sums.prices_since.add(step - lanes(s.price_anchor[at]), 1 / s.price_step[node]);
  }
  move(s, step, step + change, s.price[at], s.price_anchor[at]);
  if (s.kept_price) lanes(s.kept_price[at]) = step;
}

Moves sweep_prices(const Sweep& s, std::size_t begin, std::size_t end, const Chunk* const* chunks,
                   std::size_t count) {
  Sums sums;
  for (std::size_t node = begin; node < end; ++node) {
    float year = 0;
    if (s.is_yearly[node]) {
      for (std::size_t b = 0; b < s.blocks; ++b) year += sum(missing_at(s, node, b, chunks, count));
    }
    for (std::size_t b = 0; b < s.blocks; ++b) {
      const Lanes missing =
          s.is_yearly[node] ? Lanes{} + year : missing_at(s, node, b, chunks, count);
      sweep_price_block(s, node, b, missing, sums);
    }
    sums.empty(node);
  }
  return sums.moves();
}

}  // namespace
}  // namespace samspill::first_order
