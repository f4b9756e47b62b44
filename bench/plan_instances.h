#pragma once

// Made-up regions for the planning benchmark: sites in clusters, twenty resources (materials, heat
// at four levels, gases, waters), the nearest partners of each, pipes and plants that may be built.
// No figure in it is from the world; sizes and shares are chosen to be of a realistic order.

#include <cstdint>
#include <filesystem>
#include <vector>

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

struct PlanInstance {
  struct Node {
    int site, resource;
    bool is_storable;
  };
  /// A way as the tables have it: lorries are arcs of the problem, pipes are facilities.
  struct Way {
    int from, to;
    double cost, co2e, fixed, capacity;
    std::size_t number;  // of the arc; of the facility where fixed > 0
  };
  struct Plant {
    int site, type;
    std::size_t facility;
  };
  struct Cascade {
    int from, to;
    std::size_t arc;
  };

  first_order::FlowProblem problem;
  std::vector<Node> nodes;
  std::vector<Way> ways;
  std::vector<Plant> plants;
  std::vector<Cascade> cascades;
};

/// With limits kept to what is useful.
PlanInstance make_plan_instance(const RegionSize& size);

/// Writes nodes.csv, netneed.csv, arcs.csv, modes.csv, casc.csv, U.bin and zmax.bin as the scripts
/// of bench/peers/ read them: figures to their last bit, limits as plain doubles.
void write_plan_tables(const PlanInstance& instance, const std::filesystem::path& folder);

}  // namespace samspill::bench
