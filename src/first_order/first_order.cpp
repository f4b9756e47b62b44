// Plans at scale: iterate, look, stop.
//
// Every look makes an exact plan of the step (repair.h) and an exact bound of its prices (bound.h),
// both in 64 bits, so that the gap is proven whatever the method did. Worked number: a region of
// 1000 sites and 12 months has 0.9 million columns; some 600 iterations prove a plan to 1 %.
#include "first_order/first_order.h"

#include <algorithm>
#include <cmath>
#include <format>

#include "base/error.h"
#include "first_order/search.h"

namespace samspill::first_order {
namespace {

/// Iterations between looks: at least so many, and so large a part of those done; a smaller part
/// once the gap is within so many times the wanted one.
constexpr std::size_t kFirstLook = 40, kPartBetweenLooks = 8, kPartWhenNear = 20;
constexpr double kNear = 1.25;

const FlowProblem& checked(const FlowProblem& problem) {
  check(problem);
  return problem;
}

State first_state(const Layout& layout, const State* start) {
  State state = start_state(layout);
  if (!start) return state;
  if (start->price.size() != state.price.size() || start->flow.size() != state.flow.size() ||
      start->activity.size() != state.activity.size() || start->size.size() != state.size.size()) {
    throw Error(ErrorKind::invalid,
                std::format("start: {} blocks of prices and {} of flows found, {} and {} expected",
                            start->price.size(), start->flow.size(), state.price.size(),
                            state.flow.size()));
  }
  return *start;
}

}  // namespace

Search::Search(const FlowProblem& problem, const Options& options)
    : layout(checked(problem)),
      state(first_state(layout, options.start)),
      iteration(layout, state, options.threads),
      repair(problem, layout),
      problem_(problem),
      options_(options),
      bound_(problem, layout) {}

bool Search::must_end() const {
  return options_.stop.stop_requested() || iteration.iterations() >= options_.most_iterations ||
         (options_.time_limit && std::chrono::steady_clock::now() - began_ > *options_.time_limit);
}

double Search::gap() const {
  if (best_cost_ <= best_bound_.value) return 0;
  return (best_cost_ - best_bound_.value) / std::abs(best_cost_);
}

double Search::look(std::size_t count, const Builds& builds) {
  iteration.run(count, step_);
  const double cost = repair.apply(step_, builds);
  if (cost < best_cost_) {
    best_cost_ = cost;
    repair.write(step_, best_plan_);
  }
  bound_.improve(step_.price, best_bound_);
  report();
  return cost;
}

void Search::note_used(std::vector<char>& arcs, std::vector<char>& facilities) const {
  arcs.resize(layout.arcs.size());
  facilities.resize(layout.facilities.size());
  for (std::size_t i = 0; i < layout.arcs.size(); ++i) {
    const float* lanes = step_.flow[i * layout.blocks].lane;
    const bool is_idle = std::all_of(lanes, lanes + layout.periods, [](float f) { return f == 0; });
    if (!is_idle) arcs[layout.arc_of[i]] = true;
  }
  for (std::size_t i = 0; i < facilities.size(); ++i) facilities[i] |= repair.is_built()[i];
}

void Search::close_gap() {
  do {
    const std::size_t all = iteration.iterations(), done = all - iterations_before_;
    const std::size_t left = options_.most_iterations - std::min(all, options_.most_iterations);
    const bool is_near = gap() < kNear * options_.gap;
    const std::size_t wanted = is_near ? std::max(kFirstLook / 2, done / kPartWhenNear)
                                       : std::max(kFirstLook, done / kPartBetweenLooks);
    look(must_end() ? 1 : std::clamp<std::size_t>(left, 1, wanted), {});
  } while (gap() > options_.gap && !must_end());
}

void Search::begin_anew() {
  layout.set_costs(problem_);
  iteration.begin_anew();
  forget_plan();
  best_bound_.value = -std::numeric_limits<double>::infinity();
  iterations_before_ = iteration.iterations();
}

void Search::report() const {
  if (options_.progress) {
    options_.progress({iteration.iterations(), best_cost_, best_bound_.value, gap()});
  }
}

Result Search::result() {
  step_ = {};
  Result result;
  result.plan = std::move(best_plan_);
  result.plan.cost = best_cost_;
  result.bound = best_bound_.value;
  result.gap = gap();
  result.is_within_gap = result.gap <= options_.gap;
  result.iterations = iteration.iterations();
  result.price.resize(best_bound_.price.size());
  for (std::size_t i = 0; i < layout.node_of.size(); ++i) {
    std::copy_n(&best_bound_.price[i * layout.periods], layout.periods,
                &result.price[layout.node_of[i] * layout.periods]);
  }
  return result;
}

Result solve(const FlowProblem& problem, const Options& options) {
  Search search(problem, options);
  search.close_gap();
  Result result = search.result();
  result.state = std::move(search.state);
  return result;
}

}  // namespace samspill::first_order
