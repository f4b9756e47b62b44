#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "first_order/flow_problem.h"
#include "first_order/iterate.h"
#include "first_order/layout.h"

namespace samspill::first_order {

/// A bound on the cost of every plan, and the prices that prove it.
struct Bound {
  double value = 0;
  std::vector<double> price;  // by place of node and period
};

/// What the plan can cost at least, by the prices of a step or by prices near them.
class PriceBound {
 public:
  /// Keeps references to both.
  PriceBound(const FlowProblem& problem, const Layout& layout);

  /// Replaces the bound by a better one, if these prices prove it.
  void improve(const std::vector<Block>& price, Bound& bound);

 private:
  double try_way(std::size_t way, const std::vector<Block>& price, Bound& bound);
  double value(const std::vector<double>& price) const;
  double value_of_facility(const std::vector<double>& price, std::size_t facility) const;
  void lower_heads(std::vector<double>& price) const;
  void raise_tails(std::vector<double>& price) const;
  void keep_in_span(std::vector<double>& price) const;

  const FlowProblem& problem_;
  const Layout& layout_;
  std::size_t periods_;
  using Change = void (PriceBound::*)(std::vector<double>&) const;
  static const std::array<Change, 3> kChanges;  // null: the prices as they are
  std::size_t best_way_ = 0, turn_ = 1;
  std::vector<double> price_;  // to try, by place of node and period
};

}  // namespace samspill::first_order
