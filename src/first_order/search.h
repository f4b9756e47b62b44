#pragma once

#include "first_order/bound.h"
#include "first_order/first_order.h"
#include "first_order/iterate.h"
#include "first_order/layout.h"
#include "first_order/repair.h"

namespace samspill::first_order {

/// A search for the best plan: iterates, and keeps the best plan and the best bound of those that
/// it has looked at.
class Search {
 public:
  /// Keeps references to both. Throws Error(invalid) as solve() does.
  Search(const FlowProblem& problem, const Options& options);

  /// Iterates until the gap is reached, or time, a stop or the iterations end it.
  void close_gap();
  /// Iterates `count` times and looks at the plan with these builds. Returns its cost.
  double look(std::size_t count, const Builds& builds);
  /// Costs or prices of the problem have changed: best plan and bound are forgotten.
  void begin_anew();
  void forget_plan() { best_cost_ = std::numeric_limits<double>::infinity(); }

  /// Marks what the plan looked at last uses.
  void note_used(std::vector<char>& arcs, std::vector<char>& facilities) const;

  bool must_end() const;
  double gap() const;
  /// Takes the best plan and the prices away.
  Result result();

  Layout layout;
  State state;
  Iteration iteration;
  Repair repair;

 private:
  void report() const;

  const FlowProblem& problem_;
  const Options& options_;
  PriceBound bound_;
  Step step_;
  Plan best_plan_;
  double best_cost_ = std::numeric_limits<double>::infinity();
  Bound best_bound_{-std::numeric_limits<double>::infinity(), {}};
  std::size_t iterations_before_ = 0;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace samspill::first_order
