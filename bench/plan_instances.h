#pragma once

// Made-up regions for the planning benchmark: sites in clusters, twenty resources (materials, heat
// at four levels, gases, waters), the nearest partners of each, pipes and plants that may be built.
// No figure in it is from the world; sizes and shares are chosen to be of a realistic order.

#include <cstdint>

#include "first_order/flow_problem.h"

namespace samspill::bench {

struct RegionSize {
  int sites = 200;
  int periods = 12;
  std::uint64_t seed = 1;
  bool has_plants = true;
  bool has_pipes = true;
  bool has_stores = false;
};

/// With limits kept to what is useful.
first_order::FlowProblem make_plan_instance(const RegionSize& size);

}  // namespace samspill::bench
