#pragma once

// The state of the first-order method in blocks of sixteen periods, and the sweeps over it. Plain
// memory and functions only: the files that use it are compiled for different processors, and an
// inline function with a body would be linked from any of them.

#include <cstddef>
#include <cstdint>

namespace samspill::first_order {

inline constexpr std::size_t kLanes = 16;

struct alignas(64) Block {
  float lane[kLanes];
};

struct ArcRow {
  std::uint32_t from, to;
  float cost, gain;
  float step;
  std::uint32_t is_awake;  // 0: flow and anchor are nothing, and it would not pay to send
};

struct TermRow {
  std::uint32_t node;
  float amount;
  std::uint32_t is_next;
};

struct ActivityRow {
  std::uint32_t first_term, last_term;
  float cost;
  float step;
};

struct FacilityRow {
  std::uint32_t first_activity, last_activity;
  float size_cost;
  float size_step;
  float price_step;
  float least, most;       // size
  std::uint32_t is_awake;  // 0: nothing is done, nothing moves, and it would not pay to begin
};

/// Arcs, or facilities, that one thread sweeps at a time, and the nodes that they touch.
struct Chunk {
  enum class Kind : std::uint32_t { arcs, limited_arcs, facilities };
  Kind kind;
  std::size_t begin, end;
  std::size_t first_node, last_node;
  Block* sums;  // of the nodes from first_node on: sent and used less arriving and made
};

/// What a sweep moved, in the squared norm of the steps.
struct Moves {
  double columns = 0, prices = 0;              // by this step
  double columns_since = 0, prices_since = 0;  // since the last restart; of a restart only
};

/// Everything a sweep reads and writes. A pointer to blocks has `blocks` of them for each thing.
struct Sweep {
  std::size_t periods, blocks;
  const std::uint32_t* next_period;

  // By node.
  Block *price, *price_anchor;
  const Block *demand, *lowest, *highest;
  const float* price_step;
  const char* is_yearly;
  // By arc.
  ArcRow* arcs;
  Block *flow, *flow_anchor;
  const Block* limit;  // of the limited ones, from first_limited on
  std::size_t first_limited;
  // By facility, activity and term.
  FacilityRow* facilities;
  const ActivityRow* activities;
  const TermRow* terms;
  Block *activity, *activity_anchor;
  const Block* share;
  Block *share_price, *share_price_anchor;
  float *size, *size_anchor;

  // Of this step.
  float column_scale, price_scale;
  float weight;      // of the reflected step against the anchor
  bool is_restart;   // the step itself becomes state and anchor
  Block* kept_flow;  // where the step itself is written, or null
  Block* kept_activity;
  Block* kept_price;
};

/// One step of arcs or facilities against the prices; writes the chunk's sums.
using SweepColumns = Moves (*)(const Sweep& sweep, const Chunk& chunk);
/// One step of the prices of nodes begin to end against the sums of the `count` chunks.
using SweepPrices = Moves (*)(const Sweep& sweep, std::size_t begin, std::size_t end,
                              const Chunk* const* chunks, std::size_t count);

/// Every path does the same operations in the same order without fused ones, so that results are
/// the same bit for bit.
struct Sweeps {
  SweepColumns columns;
  SweepPrices prices;
};

extern const Sweeps kPlainSweeps;   // any processor
extern const Sweeps kAvx2Sweeps;    // processors with AVX2
extern const Sweeps kAvx512Sweeps;  // processors with AVX-512 F

}  // namespace samspill::first_order
