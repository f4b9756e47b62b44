#pragma once

#include <cstddef>
#include <vector>

#include "first_order/flow_problem.h"
#include "first_order/repair.h"
#include "solver/problem.h"

namespace samspill::first_order {

/// What may be chosen anew.
struct Open {
  std::vector<char> arcs, facilities;
};

/// A part of a problem that is chosen anew while the rest of a plan stands: what the rest brings to
/// and takes from a node is in its demand.
class Part {
 public:
  /// Keeps a reference to the problem.
  Part(const FlowProblem& problem, const Plan& plan, const Open& open);

  const FlowProblem& problem() const { return problem_; }
  /// The plan's own choice, as columns of to_exact().
  std::vector<double> columns(const Plan& plan) const;
  /// Puts columns of to_exact() into the plan: flows, activities and what is built. Sizes and the
  /// rest are left to Repair.
  void put(const std::vector<double>& columns, Plan& plan) const;

 private:
  void add_nodes(const std::vector<double>& left);
  void add_arcs();
  void add_facilities();
  void see(std::uint32_t node);

  const FlowProblem& whole_;
  FlowProblem problem_;
  std::vector<std::uint32_t> number_;                                // by node of the whole
  std::vector<std::size_t> nodes_, arcs_, facilities_, activities_;  // of the whole
};

}  // namespace samspill::first_order
