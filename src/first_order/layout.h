#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "first_order/flow_problem.h"
#include "first_order/sweep.h"

namespace samspill::first_order {

/// A problem as the sweeps read it: nodes kind by kind, arcs by their tail with the limited ones
/// last, steps by what is typical of each kind, cut into chunks. Chunks and order come from the
/// problem alone, whatever the number of threads.
struct Layout {
  explicit Layout(const FlowProblem& problem);

  /// Takes costs and prices from the problem anew; nothing else of it may have changed.
  void set_costs(const FlowProblem& problem);

  std::size_t periods = 1, blocks = 1;
  std::vector<std::uint32_t> next_period;
  std::vector<std::uint32_t> node_of, place_of;  // of the problem by place here, and back
  std::vector<std::uint32_t> arc_of;             // of the problem by place here
  std::size_t first_limited = 0;

  std::vector<Block> demand, lowest, highest, limit, share;
  std::vector<float> price_step, typical_price;
  std::vector<char> is_yearly;
  std::vector<ArcRow> arcs;
  std::vector<FacilityRow> facilities;
  std::vector<ActivityRow> activities;
  std::vector<TermRow> terms;

  struct Typical {
    std::vector<double> amount, price;
  };
  Typical typical;  // by kind

  std::vector<Chunk> chunks;  // without sums
  static constexpr std::size_t kNodesAtOnce = 1024;
  std::vector<std::vector<std::uint32_t>> chunks_of;  // by range of so many nodes

 private:
  void order_nodes(const FlowProblem& problem);
  void order_arcs(const FlowProblem& problem);
  void fill_nodes(const FlowProblem& problem);
  void fill_arcs(const FlowProblem& problem);
  void fill_facilities(const FlowProblem& problem);
  void fill_facility(const FlowProblem& problem, std::size_t facility);
  void fill_price_steps(const FlowProblem& problem);
  void cut_into_chunks();
  void add_chunks(Chunk::Kind kind, std::size_t begin, std::size_t end, std::size_t at_once);
  void span_nodes(Chunk& chunk) const;
  double amount_of(const FlowProblem& problem, std::size_t activity) const;
  double prices_of(const FlowProblem& problem, std::size_t activity) const;
};

/// What the method moves.
struct State {
  std::vector<Block> price, flow, activity, share_price;
  std::vector<float> size;
  double price_weight = 1;  // the primal weight ω: the balance between steps of columns and prices
};

/// Nothing flows; needs are worth their purchase and offers their disposal, as far as is typical.
State start_state(const Layout& layout);

}  // namespace samspill::first_order
