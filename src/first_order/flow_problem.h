#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace samspill::first_order {

/// A way from one node to another.
struct Arc {
  std::uint32_t from = 0, to = 0;
  double cost = 0;           // of one unit sent
  double gain = 1;           // units that arrive for one sent, > 0
  double co2e = 0;           // of one unit sent
  bool is_capacity = false;  // its limits bind a plan; else they say what can be useful at most
};

/// What one unit of an activity adds to the balance of a node.
struct Term {
  std::uint32_t node = 0;
  double amount = 0;     // made; below zero: used
  bool is_next = false;  // in the period after: what a store hands on
};

/// What a facility can do: a recipe of a plant, a way through a pipe, what stays in a store.
struct Activity {
  double cost = 0;  // of one unit
  double co2e = 0;
  std::size_t terms_end = 0;  // into FlowProblem::terms; they begin where those before end
};

/// A plant, a pipe, a store: something of one size for the year that its activities share.
struct Facility {
  double fixed_cost = 0;  // of building it
  double cost_per_size = 0;
  double largest = 0;        // size
  bool is_existing = false;  // stands at its largest size, whatever that costs
  std::size_t activities_end = 0;
};

/// Which flows and builds meet all balances at the least cost, in plain columns. Amounts are those
/// of a whole period, with all its repetitions; money and CO2e those of a year. Whatever is missing
/// at a node is bought there, and whatever is left is disposed of, each at a price, so that any
/// flows make a plan. Where a node has no such way out in truth, the price is a penalty.
///
///   Σ arriving − sent + made − used + bought − disposed = demand     (node and period)
///   0 ≤ arc ≤ limit,   Σ activities ≤ share · size,   size ≤ largest · built
struct FlowProblem {
  std::size_t periods = 1;
  std::vector<std::uint32_t> next_period;  // empty: each is followed by the next, the last by 0

  // By node. Nodes of one kind are of one order of amount and price, such as those of a resource.
  std::vector<std::uint32_t> node_kind;
  std::vector<char> node_is_yearly;  // one balance over all periods
  std::vector<char> purchase_is_penalty, disposal_is_penalty;
  std::vector<double> purchase_co2e, disposal_co2e;  // of one unit
  // By node and period: [node · periods + period]. A yearly node has the same prices in all.
  std::vector<double> demand;  // needed − offered
  std::vector<double> purchase_price, disposal_price;

  std::vector<Arc> arcs;
  std::vector<double> arc_limit;  // [arc · periods + period], finite

  std::vector<Facility> facilities;
  std::vector<double> facility_share;  // [facility · periods + period]: of the size, ≥ 0
  std::vector<Activity> activities;
  std::vector<Term> terms;

  double co2e_price = 0;  // money for one unit of CO2e

  std::size_t nodes() const { return node_kind.size(); }
  std::uint32_t next(std::size_t period) const {
    if (!next_period.empty()) return next_period[period];
    return static_cast<std::uint32_t>(period + 1 == periods ? 0 : period + 1);
  }
  /// The numbers of the activities of a facility: first and one past the last.
  std::size_t first_activity(std::size_t facility) const {
    return facility == 0 ? 0 : facilities[facility - 1].activities_end;
  }
  std::span<const Term> terms_of(std::size_t activity) const {
    const std::size_t begin = activity == 0 ? 0 : activities[activity - 1].terms_end;
    return std::span(terms).subspan(begin, activities[activity].terms_end - begin);
  }
  /// Prices with the carbon price. No worth of a unit at the node lies outside these two.
  double highest_price(std::size_t node, std::size_t period) const {
    return purchase_price[node * periods + period] + co2e_price * purchase_co2e[node];
  }
  double lowest_price(std::size_t node, std::size_t period) const {
    return -(disposal_price[node * periods + period] + co2e_price * disposal_co2e[node]);
  }
  double cost_of(const Arc& arc) const { return arc.cost + co2e_price * arc.co2e; }
  double cost_of(const Activity& activity) const {
    return activity.cost + co2e_price * activity.co2e;
  }

  /// Adds a node with nothing needed or offered, and the same prices in all periods. Returns its
  /// number.
  std::uint32_t add_node(std::uint32_t kind, double purchase, double disposal);
  /// Adds an arc with the same limit in all periods.
  void add_arc(const Arc& arc, double limit);
  /// Adds a facility with the same share in all periods and no activity yet.
  void add_facility(const Facility& facility, double share);
  /// To the facility added last.
  void add_activity(double cost, double co2e, std::span<const Term> activity_terms);
};

/// Throws Error(invalid) when a column has the wrong length, a figure is out of bounds, or buying
/// at a node to dispose of it would pay.
void check(const FlowProblem& problem);

}  // namespace samspill::first_order
