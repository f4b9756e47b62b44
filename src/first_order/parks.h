#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "first_order/flow_problem.h"

namespace samspill::first_order {

/// Which nodes parks trade at: of kinds that no pipe carries, when an arc leaves them or they need
/// something.
std::vector<char> traded_nodes(const FlowProblem& problem);

/// The industrial park of each facility: what pipes, plants and arcs tie together but for trade.
/// Parks are numbered from 0 in the order of their first facility.
std::vector<std::uint32_t> parks_of_facilities(const FlowProblem& problem);

/// What one unit of a facility's size earns in a year at these prices [node · periods + period],
/// its own cost apart.
double worth_of_size(const FlowProblem& problem, std::size_t facility,
                     const std::vector<double>& price);

/// Sets that grow together as their members are tied.
class Ties {
 public:
  explicit Ties(std::size_t count);
  std::size_t find(std::size_t member);
  void tie(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace samspill::first_order
