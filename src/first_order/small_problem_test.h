#pragma once

#include <cstdint>
#include <random>

#include "first_order/flow_problem.h"

namespace samspill::first_order {

/// What a small random problem has besides nodes and arcs.
struct Features {
  std::size_t periods = 3;
  bool has_gains = false;
  bool has_negative_costs = false;
  bool has_capacities = false;  // of arcs, binding
  bool has_pipes = false;
  bool has_plants = false;
  bool has_existing = false;  // plants that stand
  bool has_stores = false;
  bool has_yearly = false;
  bool has_penalties = false;
  bool has_co2e = false;
  bool has_seasons = false;  // in prices and shares
};

/// Three kinds of resources at some sites, a few of each; the same for the same seed.
FlowProblem small_problem(const Features& features, std::uint64_t seed);

}  // namespace samspill::first_order
