#include "first_order/part.h"

#include <algorithm>
#include <utility>

namespace samspill::first_order {
namespace {

constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

/// What is needed at each node and period beyond what the plan's arcs and activities bring, but for
/// those that are left out.
class Balance {
 public:
  Balance(const FlowProblem& problem, const Plan& plan)
      : problem_(problem), plan_(plan), left_(problem.demand) {}

  void add_arc(const Arc& arc, std::size_t index_in_plan) {
    const std::size_t periods = problem_.periods;
    for (std::size_t t = 0; t < periods; ++t) {
      const double flow = static_cast<double>(plan_.flow[index_in_plan * periods + t]);
      left_[arc.from * periods + t] += flow;
      left_[arc.to * periods + t] -= arc.gain * flow;
    }
  }
  void add_activity(std::size_t activity, std::size_t index_in_plan) {
    const std::size_t periods = problem_.periods;
    for (const Term& term : problem_.terms_of(activity)) {
      for (std::size_t t = 0; t < periods; ++t) {
        left_[term.node * periods + (term.is_next ? problem_.next(t) : t)] -=
            term.amount * plan_.activity[index_in_plan * periods + t];
      }
    }
  }
  const std::vector<double>& left() const { return left_; }

 private:
  const FlowProblem& problem_;
  const Plan& plan_;
  std::vector<double> left_;
};

}  // namespace

Part::Part(const FlowProblem& problem, const Plan& plan, const Open& open)
    : whole_(problem), number_(problem.nodes(), kNone) {
  Balance balance(problem, plan);
  for (std::size_t i = 0; i < problem.arcs.size(); ++i) {
    if (!open.arcs[i]) {
      balance.add_arc(problem.arcs[i], i);
      continue;
    }
    see(problem.arcs[i].from);
    see(problem.arcs[i].to);
    arcs_.push_back(i);
  }
  for (std::size_t i = 0; i < problem.facilities.size(); ++i) {
    if (open.facilities[i]) facilities_.push_back(i);
    for (std::size_t k = problem.first_activity(i); k < problem.facilities[i].activities_end; ++k) {
      if (!open.facilities[i]) {
        balance.add_activity(k, k);
        continue;
      }
      for (const Term& term : problem.terms_of(k)) see(term.node);
      activities_.push_back(k);
    }
  }
  problem_.periods = problem.periods;
  problem_.next_period = problem.next_period;
  problem_.co2e_price = problem.co2e_price;
  add_nodes(balance.left());
  add_arcs();
  add_facilities();
}

void Part::see(std::uint32_t node) {
  if (number_[node] != kNone) return;
  number_[node] = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back(node);
}

void Part::add_nodes(const std::vector<double>& left) {
  const std::size_t periods = problem_.periods;
  for (const std::size_t node : nodes_) {
    const std::uint32_t added = problem_.add_node(whole_.node_kind[node], 0, 0);
    problem_.node_is_yearly[added] = whole_.node_is_yearly[node];
    problem_.purchase_co2e[added] = whole_.purchase_co2e[node];
    problem_.disposal_co2e[added] = whole_.disposal_co2e[node];
    const auto copy = [&](const std::vector<double>& from, std::vector<double>& to) {
      std::copy_n(&from[node * periods], periods, &to[added * periods]);
    };
    copy(left, problem_.demand);
    copy(whole_.purchase_price, problem_.purchase_price);
    copy(whole_.disposal_price, problem_.disposal_price);
  }
}

void Part::add_arcs() {
  const std::size_t periods = problem_.periods;
  for (const std::size_t i : arcs_) {
    Arc arc = whole_.arcs[i];
    arc.from = number_[arc.from];
    arc.to = number_[arc.to];
    problem_.add_arc(arc, 0);
    std::copy_n(&whole_.arc_limit[i * periods], periods,
                &problem_.arc_limit[(problem_.arcs.size() - 1) * periods]);
  }
}

void Part::add_facilities() {
  const std::size_t periods = problem_.periods;
  for (const std::size_t i : facilities_) {
    problem_.add_facility(whole_.facilities[i], 0);
    std::copy_n(&whole_.facility_share[i * periods], periods,
                &problem_.facility_share[(problem_.facilities.size() - 1) * periods]);
    for (std::size_t k = whole_.first_activity(i); k < whole_.facilities[i].activities_end; ++k) {
      std::vector<Term> terms(whole_.terms_of(k).begin(), whole_.terms_of(k).end());
      for (Term& term : terms) term.node = number_[term.node];
      problem_.add_activity(whole_.activities[k].cost, whole_.activities[k].co2e, terms);
    }
  }
}

std::vector<double> Part::columns(const Plan& plan) const {
  const std::size_t periods = problem_.periods;
  Balance balance(problem_, plan);
  std::vector<double> columns, activities;
  for (std::size_t i = 0; i < arcs_.size(); ++i) {
    balance.add_arc(problem_.arcs[i], arcs_[i]);
    const float* flow = &plan.flow[arcs_[i] * periods];
    columns.insert(columns.end(), flow, flow + periods);
  }
  for (std::size_t i = 0; i < activities_.size(); ++i) {
    balance.add_activity(i, activities_[i]);
    const double* activity = &plan.activity[activities_[i] * periods];
    activities.insert(activities.end(), activity, activity + periods);
  }
  std::vector<double> missing = balance.left();
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    double* of_node = &missing[node * periods];
    for (std::size_t t = 1; problem_.node_is_yearly[node] && t < periods; ++t) {
      of_node[0] += std::exchange(of_node[t], 0.0);
    }
  }
  for (const double sign : {1.0, -1.0}) {
    for (const double amount : missing) columns.push_back(std::max(sign * amount, 0.0));
  }
  columns.insert(columns.end(), activities.begin(), activities.end());
  for (const std::size_t i : facilities_) columns.push_back(plan.size[i]);
  for (const std::size_t i : facilities_) columns.push_back(plan.is_built[i] ? 1 : 0);
  return columns;
}

void Part::put(const std::vector<double>& columns, Plan& plan) const {
  const std::size_t periods = problem_.periods;
  const double* at = columns.data();
  for (const std::size_t i : arcs_) {
    for (std::size_t t = 0; t < periods; ++t) {
      plan.flow[i * periods + t] = static_cast<float>(std::max(*at++, 0.0));
    }
  }
  at += 2 * nodes_.size() * periods;
  for (const std::size_t i : activities_) {
    for (std::size_t t = 0; t < periods; ++t) plan.activity[i * periods + t] = std::max(*at++, 0.0);
  }
  at += facilities_.size();
  for (const std::size_t i : facilities_) plan.is_built[i] = *at++ > 0.5;
}

}  // namespace samspill::first_order
