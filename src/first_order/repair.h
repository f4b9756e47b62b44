#pragma once

#include <cstddef>
#include <vector>

#include "first_order/flow_problem.h"
#include "first_order/iterate.h"
#include "first_order/layout.h"

namespace samspill::first_order {

/// How fixed costs count, and which facilities stand.
struct Builds {
  bool are_whole = false;    // a facility that is built costs all of its fixed cost
  std::vector<char> chosen;  // by facility; empty = those of use
};

/// A plan that keeps every balance, limit and capacity exactly, in the order of the problem.
struct Plan {
  double cost = 0;
  double penalties = 0;                    // part of the cost: ways out that are none in truth
  std::vector<float> flow;                 // [arc · periods + period]
  std::vector<double> activity;            // [activity · periods + period]
  std::vector<double> size;                // by facility
  std::vector<char> is_built;              // by facility; existing ones are
  std::vector<double> purchase, disposal;  // [node · periods + period]; a yearly node's in period 0
};

/// Makes plans of steps.
class Repair {
 public:
  /// Keeps references to both.
  Repair(const FlowProblem& problem, const Layout& layout);

  /// Cuts the step back to its limits, buys what is missing and disposes of what is left. Flows of
  /// the step are changed to those of the plan. Returns the cost; the rest is to be had from plan()
  /// until the next call.
  double apply(Step& step, const Builds& builds);
  /// Of the same step as apply().
  Plan plan(const Step& step) const;
  /// The same in place of another plan, in its memory.
  void write(const Step& step, Plan& plan) const;
  /// `part` of one plan and the rest of another, with parts of builds; what adds up in both does so
  /// here.
  Plan mixed(const Plan& one, const Plan& other, double part);
  /// A plan's flows and activities as a plan with these builds, settled.
  Plan settled(const Plan& plan, const Builds& builds);
  double penalties() const { return penalties_; }
  const std::vector<char>& is_built() const { return is_built_; }
  const std::vector<double>& size() const { return size_; }

 private:
  void keep(Step& step, const Builds& builds);
  void keep_limits(Step& step);
  void choose_sizes(const Step& step, const Builds& builds);
  void fit_into_size(std::size_t facility);
  double value_of(const Step& step, std::size_t facility) const;
  double size_of(std::size_t facility) const;
  bool is_of_use(const Step& step, std::size_t facility) const;
  void cut_what_has_no_way_out(Step& step);
  bool find_shares(const Step& step, bool stands_still);
  void cut(Step& step);
  void find_missing(const Step& step);
  void settle(Step& step);
  /// One more unit at a node saves, one less costs, what it is bought or disposed of at.
  double saved_by_more(std::size_t place, std::size_t period) const {
    const std::size_t node = layout_.node_of[place];
    return missing_[slot(place, period)] > 0 ? problem_.highest_price(node, period)
                                             : problem_.lowest_price(node, period);
  }
  double cost_of_less(std::size_t place, std::size_t period) const {
    const std::size_t node = layout_.node_of[place];
    return missing_[slot(place, period)] >= 0 ? problem_.highest_price(node, period)
                                              : problem_.lowest_price(node, period);
  }
  std::size_t slot(std::size_t place, std::size_t period) const {
    return place * periods_ + (layout_.is_yearly[place] ? 0 : period);
  }
  double cost_of(const Step& step, const Builds& builds);
  double cost_of_ways_out();
  bool is_idle(const Step& step, std::size_t arc) const;
  double price_at(const Step& step, std::size_t node, std::size_t period) const;

  const FlowProblem& problem_;
  const Layout& layout_;
  std::size_t periods_, blocks_;
  bool has_penalties_;
  std::vector<double> missing_;  // by place of node and period; of a yearly node in period 0
  std::vector<double> activity_, size_;
  std::vector<char> is_built_;
  std::vector<float> kept_out_, kept_in_;  // shares, by place of node and period
  double penalties_ = 0;
};

}  // namespace samspill::first_order
