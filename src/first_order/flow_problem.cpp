#include "first_order/flow_problem.h"

#include <cmath>
#include <format>
#include <string_view>

#include "base/error.h"

namespace samspill::first_order {
namespace {

void require(bool holds, std::string_view thing, std::size_t number, double value,
             std::string_view expected) {
  if (holds) return;
  throw Error(ErrorKind::invalid,
              std::format("{} {}: {} found, {} expected", thing, number, value, expected));
}

void require_length(std::size_t length, std::size_t expected, std::string_view column) {
  if (length == expected) return;
  throw Error(ErrorKind::invalid,
              std::format("{}: {} figures found, {} expected", column, length, expected));
}

void check_lengths(const FlowProblem& problem) {
  const std::size_t nodes = problem.nodes(), periods = problem.periods;
  if (!problem.next_period.empty()) {
    require_length(problem.next_period.size(), periods, "next periods");
  }
  require_length(problem.node_is_yearly.size(), nodes, "yearly nodes");
  require_length(problem.purchase_is_penalty.size(), nodes, "penalties of purchase");
  require_length(problem.disposal_is_penalty.size(), nodes, "penalties of disposal");
  require_length(problem.purchase_co2e.size(), nodes, "CO2e of purchase");
  require_length(problem.disposal_co2e.size(), nodes, "CO2e of disposal");
  require_length(problem.demand.size(), nodes * periods, "demand");
  require_length(problem.purchase_price.size(), nodes * periods, "prices of purchase");
  require_length(problem.disposal_price.size(), nodes * periods, "prices of disposal");
  require_length(problem.arc_limit.size(), problem.arcs.size() * periods, "limits of arcs");
  require_length(problem.facility_share.size(), problem.facilities.size() * periods,
                 "shares of facilities");
}

void check_nodes(const FlowProblem& problem) {
  for (std::size_t node = 0; node < problem.nodes(); ++node) {
    for (std::size_t period = 0; period < problem.periods; ++period) {
      const double highest = problem.highest_price(node, period);
      const double lowest = problem.lowest_price(node, period);
      require(std::isfinite(highest) && std::isfinite(lowest), "price at node", node, highest,
              "a finite price");
      require(lowest <= highest, "price of purchase at node", node, highest,
              "no less than the revenue of disposal");
      require(std::isfinite(problem.demand[node * problem.periods + period]), "demand of node",
              node, problem.demand[node * problem.periods + period], "a finite amount");
    }
  }
}

void check_arcs(const FlowProblem& problem) {
  for (std::size_t i = 0; i < problem.arcs.size(); ++i) {
    const Arc& arc = problem.arcs[i];
    require(arc.from < problem.nodes() && arc.to < problem.nodes() && arc.from != arc.to,
            "end of arc", i, arc.to, "two different nodes");
    require(std::isfinite(arc.gain) && arc.gain > 0, "gain of arc", i, arc.gain, "more than 0");
    require(std::isfinite(problem.cost_of(arc)), "cost of arc", i, arc.cost, "a finite cost");
    for (std::size_t period = 0; period < problem.periods; ++period) {
      const double limit = problem.arc_limit[i * problem.periods + period];
      require(std::isfinite(limit) && limit >= 0, "limit of arc", i, limit, "a finite amount ≥ 0");
    }
  }
}

void check_facilities(const FlowProblem& problem) {
  for (std::size_t i = 0; i < problem.facilities.size(); ++i) {
    const Facility& facility = problem.facilities[i];
    require(problem.first_activity(i) <= facility.activities_end &&
                facility.activities_end <= problem.activities.size(),
            "activities of facility", i, static_cast<double>(facility.activities_end),
            "activities in order");
    require(std::isfinite(facility.largest) && facility.largest >= 0, "largest size of facility", i,
            facility.largest, "a finite size ≥ 0");
    require(facility.fixed_cost >= 0 && facility.cost_per_size >= 0, "cost of facility", i,
            facility.fixed_cost, "no negative cost");
    for (std::size_t period = 0; period < problem.periods; ++period) {
      const double share = problem.facility_share[i * problem.periods + period];
      require(std::isfinite(share) && share >= 0, "share of facility", i, share, "a share ≥ 0");
    }
  }
  for (const Term& term : problem.terms) {
    require(term.node < problem.nodes() && std::isfinite(term.amount), "term of node", term.node,
            term.amount, "a node and a finite amount");
  }
}

}  // namespace

std::uint32_t FlowProblem::add_node(std::uint32_t kind, double purchase, double disposal) {
  node_kind.push_back(kind);
  for (auto* flags : {&node_is_yearly, &purchase_is_penalty, &disposal_is_penalty}) {
    flags->push_back(false);
  }
  purchase_co2e.push_back(0);
  disposal_co2e.push_back(0);
  demand.resize(nodes() * periods);
  purchase_price.resize(nodes() * periods, purchase);
  disposal_price.resize(nodes() * periods, disposal);
  return static_cast<std::uint32_t>(nodes() - 1);
}

void FlowProblem::add_arc(const Arc& arc, double limit) {
  arcs.push_back(arc);
  arc_limit.resize(arcs.size() * periods, limit);
}

void FlowProblem::add_facility(const Facility& facility, double share) {
  facilities.push_back(facility);
  facilities.back().activities_end = activities.size();
  facility_share.resize(facilities.size() * periods, share);
}

void FlowProblem::add_activity(double cost, double co2e, std::span<const Term> activity_terms) {
  terms.insert(terms.end(), activity_terms.begin(), activity_terms.end());
  activities.push_back({cost, co2e, terms.size()});
  facilities.back().activities_end = activities.size();
}

void check(const FlowProblem& problem) {
  check_lengths(problem);
  check_nodes(problem);
  check_arcs(problem);
  check_facilities(problem);
}

}  // namespace samspill::first_order
