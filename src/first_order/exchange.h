#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "first_order/flow_problem.h"

namespace samspill::first_order {

/// The best plan of a problem in which things are only sent, bought and disposed of.
struct Exchange {
  double cost = 0;
  double bound = 0;  // by the prices; within a billionth of the cost
  // By period, in the order of the problem.
  std::vector<double> flow;                // [arc · periods + period]
  std::vector<double> activity;            // [activity · periods + period]
  std::vector<double> purchase, disposal;  // [node · periods + period]; a yearly node's in period 0
  std::vector<double> price;               // that prove the bound [node · periods + period]
  std::size_t parts = 0;                   // that nothing joins
};

/// Whether nothing is chosen but flows: each facility stands and has one way from a node to
/// another, and what arrives of a unit depends on nothing but the two ends.
bool is_exchange(const FlowProblem& problem);

struct ExchangeOptions {
  /// What is no way of a kind that is_exchange() takes stands still, and the bound is that of the
  /// problem without it.
  bool without_facilities = false;
  std::stop_token stop{};
};

/// The best plan of those that use no way out at a penalty, to the last bits of 64; its prices are
/// held to no penalty either. Empty when is_exchange() does not hold, when there is no such plan,
/// when it was stopped, or when its prices do not prove it, which rounding alone can bring about.
/// Throws Error(invalid) for a problem that check() refuses.
std::optional<Exchange> solve_exchange(const FlowProblem& problem, const ExchangeOptions& options);

}  // namespace samspill::first_order
