#pragma once

#include <atomic>
#include <cstddef>
#include <vector>

#include "first_order/layout.h"
#include "first_order/sweep.h"

namespace samspill::first_order {

/// The step itself, as the sweeps write it when asked to: flows that keep their bounds, prices
/// between purchase and disposal.
struct Step {
  std::vector<Block> flow, activity, price;
};

/// The sweeps of this processor.
const Sweeps& fastest_sweeps();

/// Moves a state towards the best plan and its prices. The same for any number of threads and any
/// processor.
class Iteration {
 public:
  /// Keeps references to the layout and the state.
  Iteration(Layout& layout, State& state, int threads, const Sweeps& sweeps = fastest_sweeps());

  /// Sweeps `count` times, and keeps the last step.
  void run(std::size_t count, Step& step);
  /// What is to come differs from what was: costs or sizes have changed.
  void begin_anew();
  std::size_t iterations() const { return iterations_; }
  std::size_t restarts() const { return restarts_; }

 private:
  class Turnstile;
  void take_part(Turnstile& turnstile, Step& step);
  void wake_all();
  void sweep_columns();
  void sweep_prices();
  void make_ready(Step& step);
  void end_iteration(Step& step);
  void decide(double residual);
  void weigh_anew();

  Layout& layout_;
  State& state_;
  State anchor_;
  int threads_;
  const Sweeps& sweeps_;
  std::vector<Chunk> chunks_;
  std::vector<std::vector<Block>> sums_;
  std::vector<std::vector<const Chunk*>> chunks_of_;
  std::vector<Moves> moves_;  // by chunk, then by range of nodes

  Sweep sweep_{};
  std::atomic<std::size_t> next_chunk_ = 0, next_range_ = 0;
  std::size_t left_ = 0;  // iterations of this run
  std::size_t iterations_ = 0, restarts_ = 0, since_restart_ = 0, since_start_ = 0;
  double first_residual_ = 0, last_residual_ = 0;
  bool restarts_next_ = false;
};

}  // namespace samspill::first_order
