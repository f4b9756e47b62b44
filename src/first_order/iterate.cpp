// The first-order method: where to restart, and how columns and prices are weighed.
//
// Problem: prices and flows of a region with millions of columns, where a basis or a factor of the
// matrix would not fit the time. Method: primal-dual hybrid gradient with reflected Halpern steps
// and restarts (H. Lu, J. Yang, "Restarted Halpern PDHG for linear programming", 2024; reflected:
// K. Huang et al., cuPDLPx, 2025), restarts and primal weight as in D. Applegate et al., "Practical
// large-scale linear programming using PDHG" (NeurIPS 2021). It restarts from the step itself, not
// from its reflection, so that flows at nothing are exactly nothing and can be passed over. Sweeps
// are in sweep_kernel.h; sums are taken chunk by chunk in a fixed order, whichever thread works
// them out. Limits: 32-bit figures carry about five digits of the plan; certificate.h says in 64
// bits what that plan is worth.
#include "first_order/iterate.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace samspill::first_order {
namespace {

/// Of the longest step that keeps the method from diverging.
constexpr double kStep = 0.99;
/// Restart when the residual has fallen to the first share; or to the second and rises again; or
/// when as long as a share of all iterations has passed.
constexpr double kEnough = 0.2, kNecessary = 0.8, kLong = 0.36;
constexpr std::size_t kShortest = 60;
/// By how much a restart may change the weight.
constexpr double kMostChange = 4;
/// Of columns, for a thread to gain more in an iteration than it loses by waiting for the others.
constexpr std::size_t kBlocksPerThread = 12'000;

/// So many that each has enough to do between two meetings.
int worth_while(const Layout& layout, int threads) {
  const std::size_t blocks = (layout.arcs.size() + layout.activities.size()) * layout.blocks;
  const std::size_t most = std::max<std::size_t>(blocks / kBlocksPerThread, 1);
  return static_cast<int>(
      std::clamp<std::size_t>(static_cast<std::size_t>(std::max(threads, 1)), 1, most));
}

}  // namespace

const Sweeps& fastest_sweeps() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return kAvx512Sweeps;
  if (__builtin_cpu_supports("avx2")) return kAvx2Sweeps;
#endif
  return kPlainSweeps;
}

/// Where all threads wait for each other; the last to come does what is to be done alone.
class Iteration::Turnstile {
 public:
  explicit Turnstile(int threads) : threads_(threads) {}

  template <typename Alone>
  void pass(const Alone& alone) {
    const int turn = turn_.load(std::memory_order_acquire);
    if (waiting_.fetch_add(1, std::memory_order_acq_rel) + 1 == threads_) {
      waiting_.store(0, std::memory_order_relaxed);
      alone();
      turn_.store(turn + 1, std::memory_order_release);
      return;
    }
    constexpr int kPatience = 4000;
    for (int looks = 0; turn_.load(std::memory_order_acquire) == turn; ++looks) {
      if (looks > kPatience) std::this_thread::yield();
    }
  }

 private:
  int threads_;
  std::atomic<int> waiting_ = 0, turn_ = 0;
};

Iteration::Iteration(Layout& layout, State& state, int threads, const Sweeps& sweeps)
    : layout_(layout),
      state_(state),
      anchor_(state),
      threads_(worth_while(layout, threads)),
      sweeps_(sweeps),
      chunks_(layout.chunks),
      moves_(layout.chunks.size() + layout.chunks_of.size()) {
  for (Chunk& chunk : chunks_) {
    sums_.emplace_back((chunk.last_node - chunk.first_node) * layout.blocks);
    chunk.sums = sums_.back().data();
  }
  for (const auto& numbers : layout.chunks_of) {
    chunks_of_.emplace_back();
    for (const std::uint32_t i : numbers) chunks_of_.back().push_back(&chunks_[i]);
  }
  wake_all();
}

void Iteration::wake_all() {
  for (ArcRow& arc : layout_.arcs) arc.is_awake = 1;
  for (FacilityRow& facility : layout_.facilities) facility.is_awake = 1;
}

void Iteration::begin_anew() {
  anchor_ = state_;
  since_restart_ = since_start_ = 0;
  restarts_next_ = false;
  wake_all();
}

void Iteration::run(std::size_t count, Step& step) {
  left_ = count;
  if (count == 0) return;
  make_ready(step);
  Turnstile turnstile(threads_);
  std::vector<std::jthread> others;
  for (int i = 1; i < threads_; ++i) others.emplace_back([&] { take_part(turnstile, step); });
  take_part(turnstile, step);
}

void Iteration::take_part(Turnstile& turnstile, Step& step) {
  while (true) {
    sweep_columns();
    turnstile.pass([] {});
    sweep_prices();
    turnstile.pass([&] { end_iteration(step); });
    if (left_ == 0) return;
  }
}

void Iteration::sweep_columns() {
  for (std::size_t i; (i = next_chunk_.fetch_add(1, std::memory_order_relaxed)) < chunks_.size();) {
    moves_[i] = sweeps_.columns(sweep_, chunks_[i]);
  }
}

void Iteration::sweep_prices() {
  const std::size_t nodes = layout_.node_of.size();
  for (std::size_t i;
       (i = next_range_.fetch_add(1, std::memory_order_relaxed)) < chunks_of_.size();) {
    const std::size_t begin = i * Layout::kNodesAtOnce;
    moves_[chunks_.size() + i] =
        sweeps_.prices(sweep_, begin, std::min(nodes, begin + Layout::kNodesAtOnce),
                       chunks_of_[i].data(), chunks_of_[i].size());
  }
}

void Iteration::make_ready(Step& step) {
  next_chunk_ = next_range_ = 0;
  const bool keeps = left_ == 1;
  if (keeps) {
    step.flow.resize(state_.flow.size());
    step.activity.resize(state_.activity.size());
    step.price.resize(state_.price.size());
  }
  const double passed = static_cast<double>(since_restart_);
  sweep_ = {.periods = layout_.periods,
            .blocks = layout_.blocks,
            .next_period = layout_.next_period.data(),
            .price = state_.price.data(),
            .price_anchor = anchor_.price.data(),
            .demand = layout_.demand.data(),
            .lowest = layout_.lowest.data(),
            .highest = layout_.highest.data(),
            .price_step = layout_.price_step.data(),
            .is_yearly = layout_.is_yearly.data(),
            .arcs = layout_.arcs.data(),
            .flow = state_.flow.data(),
            .flow_anchor = anchor_.flow.data(),
            .limit = layout_.limit.data(),
            .first_limited = layout_.first_limited,
            .facilities = layout_.facilities.data(),
            .activities = layout_.activities.data(),
            .terms = layout_.terms.data(),
            .activity = state_.activity.data(),
            .activity_anchor = anchor_.activity.data(),
            .share = layout_.share.data(),
            .share_price = state_.share_price.data(),
            .share_price_anchor = anchor_.share_price.data(),
            .size = state_.size.data(),
            .size_anchor = anchor_.size.data(),
            .column_scale = static_cast<float>(kStep / state_.price_weight),
            .price_scale = static_cast<float>(kStep * state_.price_weight),
            .weight = static_cast<float>((passed + 1) / (passed + 2)),
            .is_restart = restarts_next_,
            .kept_flow = keeps ? step.flow.data() : nullptr,
            .kept_activity = keeps ? step.activity.data() : nullptr,
            .kept_price = keeps ? step.price.data() : nullptr};
}

void Iteration::end_iteration(Step& step) {
  Moves all;
  for (const Moves& moves : moves_) {
    all.columns += moves.columns;
    all.prices += moves.prices;
  }
  ++iterations_;
  ++since_start_;
  if (restarts_next_) {
    weigh_anew();
    since_restart_ = 0;
    ++restarts_;
    restarts_next_ = false;
  } else {
    ++since_restart_;
    decide(std::sqrt(all.columns * state_.price_weight + all.prices / state_.price_weight));
  }
  if (--left_ > 0) make_ready(step);
}

void Iteration::decide(double residual) {
  if (since_restart_ == 1) {
    first_residual_ = last_residual_ = residual;
    return;
  }
  const bool has_fallen = residual < kEnough * first_residual_;
  const bool rises_again = residual < kNecessary * first_residual_ && residual > last_residual_;
  const bool is_long = since_start_ > kShortest && static_cast<double>(since_restart_) >
                                                       kLong * static_cast<double>(since_start_);
  restarts_next_ = has_fallen || rises_again || is_long;
  last_residual_ = residual;
}

void Iteration::weigh_anew() {
  double columns = 0, prices = 0;
  for (const Moves& moves : moves_) {
    columns += moves.columns_since;
    prices += moves.prices_since;
  }
  if (!(columns > 1e-30) || !(prices > 1e-30)) return;
  double& weight = state_.price_weight;
  const double wanted = std::sqrt(std::sqrt(prices / columns) * weight);
  weight = std::clamp(wanted, weight / kMostChange, weight * kMostChange);
}

}  // namespace samspill::first_order
