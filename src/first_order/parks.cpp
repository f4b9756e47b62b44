#include "first_order/parks.h"

#include <algorithm>
#include <numeric>

namespace samspill::first_order {

Ties::Ties(std::size_t count) : parent_(count) {
  std::iota(parent_.begin(), parent_.end(), std::size_t{0});
}

std::size_t Ties::find(std::size_t member) {
  while (parent_[member] != member) member = parent_[member] = parent_[parent_[member]];
  return member;
}

std::vector<char> traded_nodes(const FlowProblem& problem) {
  std::vector<char> is_traded(problem.nodes());
  if (is_traded.empty()) return is_traded;
  std::vector<char> is_piped(std::ranges::max(problem.node_kind) + std::size_t{1});
  for (std::size_t i = 0; i < problem.activities.size(); ++i) {
    const auto terms = problem.terms_of(i);
    if (terms.size() == 2 && problem.node_kind[terms[0].node] == problem.node_kind[terms[1].node] &&
        terms[0].node != terms[1].node) {
      is_piped[problem.node_kind[terms[0].node]] = true;
    }
  }
  for (const Arc& arc : problem.arcs) is_traded[arc.from] = true;
  for (std::size_t i = 0; i < problem.demand.size(); ++i) {
    if (problem.demand[i] > 0) is_traded[i / problem.periods] = true;
  }
  for (std::size_t i = 0; i < is_traded.size(); ++i) {
    if (is_piped[problem.node_kind[i]]) is_traded[i] = false;
  }
  return is_traded;
}

std::vector<std::uint32_t> parks_of_facilities(const FlowProblem& problem) {
  const std::vector<char> is_traded = traded_nodes(problem);
  Ties ties(problem.nodes() + problem.facilities.size());  // nodes, then facilities
  for (const Arc& arc : problem.arcs) {
    if (!is_traded[arc.from] && !is_traded[arc.to]) ties.tie(arc.from, arc.to);
  }
  for (std::size_t i = 0; i < problem.facilities.size(); ++i) {
    for (std::size_t k = problem.first_activity(i); k < problem.facilities[i].activities_end; ++k) {
      for (const Term& term : problem.terms_of(k)) {
        if (!is_traded[term.node]) ties.tie(problem.nodes() + i, term.node);
      }
    }
  }
  constexpr auto kNone = static_cast<std::uint32_t>(-1);
  std::vector<std::uint32_t> number(problem.nodes() + problem.facilities.size(), kNone), parks;
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < problem.facilities.size(); ++i) {
    std::uint32_t& park = number[ties.find(problem.nodes() + i)];
    if (park == kNone) park = count++;
    parks.push_back(park);
  }
  return parks;
}

double worth_of_size(const FlowProblem& problem, std::size_t facility,
                     const std::vector<double>& price) {
  double worth = 0;
  for (std::size_t t = 0; t < problem.periods; ++t) {
    double best = 0;
    for (std::size_t k = problem.first_activity(facility);
         k < problem.facilities[facility].activities_end; ++k) {
      double margin = -problem.cost_of(problem.activities[k]);
      for (const Term& term : problem.terms_of(k)) {
        const std::size_t period = term.is_next ? problem.next(t) : t;
        margin += term.amount * price[term.node * problem.periods + period];
      }
      best = std::max(best, margin);
    }
    worth += best * problem.facility_share[facility * problem.periods + t];
  }
  return worth;
}

}  // namespace samspill::first_order
