// Builds: which plants, pipes and stores to build when each is built or not.
//
// Method: slope scaling (D. Kim, P. Pardalos, Oper. Res. Letters 24, 1999). A fixed cost is spread
// over the size that is used at present, so that what is little used grows dear and goes, and what
// is much used grows cheap and stays; each round iterates a little from where it stands and looks
// at the plan with full fixed costs. The last rounds hold the best choice, its fixed costs paid,
// and settle the flows. Limits: a good choice, not a proven one; the bound is that of parts of
// builds. Worked number: fixed 100, largest size 10: 10 a unit at first; 5 units in use: 20 a unit
// then.
#include <algorithm>

#include "first_order/first_order.h"
#include "first_order/search.h"

namespace samspill::first_order {
namespace {

/// A slope counts at least so much of the largest size as used.
constexpr double kLeastUse = 0.02;
/// Of the new slope, the rest is the old one.
constexpr double kNewPart = 0.5;
/// Part of the rounds in which the choice is still open.
constexpr double kOpenPart = 2.0 / 3.0;

void spread_fixed_costs(const FlowProblem& problem, Search& search) {
  for (std::size_t i = 0; i < problem.facilities.size(); ++i) {
    const Facility& facility = problem.facilities[i];
    if (facility.is_existing || !(facility.largest > 0)) continue;
    const double used =
        std::max(static_cast<double>(search.state.size[i]), kLeastUse * facility.largest);
    const double slope = facility.cost_per_size + facility.fixed_cost / used;
    float& cost = search.layout.facilities[i].size_cost;
    cost = static_cast<float>(kNewPart * slope + (1 - kNewPart) * static_cast<double>(cost));
  }
  search.iteration.begin_anew();
}

/// Fixed costs are paid; what is not chosen is shut.
void hold(const FlowProblem& problem, const std::vector<char>& chosen, Search& search) {
  for (std::size_t i = 0; i < problem.facilities.size(); ++i) {
    const Facility& facility = problem.facilities[i];
    if (facility.is_existing) continue;
    FacilityRow& row = search.layout.facilities[i];
    row.size_cost = static_cast<float>(facility.cost_per_size);
    if (!chosen[i]) row.most = 0;
  }
  search.iteration.begin_anew();
}

}  // namespace

Result solve_with_builds(const FlowProblem& problem, const Options& options,
                         const BuildOptions& build_options) {
  Search search(problem, options);
  search.close_gap();
  search.forget_plan();
  std::vector<char> best, used_arcs, used_facilities;
  double best_cost = std::numeric_limits<double>::infinity();
  const auto open_rounds =
      static_cast<std::size_t>(kOpenPart * static_cast<double>(build_options.rounds)) + 1;
  for (std::size_t round = 0; round < open_rounds; ++round) {
    const std::size_t count = search.must_end() ? 1 : build_options.iterations_per_round;
    const double cost = search.look(count, {.are_whole = true});
    if (cost < best_cost) {
      best_cost = cost;
      best = search.repair.is_built();
    }
    search.note_used(used_arcs, used_facilities);
    if (search.must_end()) break;
    spread_fixed_costs(problem, search);
  }
  hold(problem, best, search);
  for (std::size_t round = open_rounds; round < build_options.rounds && !search.must_end();
       ++round) {
    search.look(build_options.iterations_per_round, {.are_whole = true, .chosen = best});
    search.note_used(used_arcs, used_facilities);
  }
  Result result = search.result();
  result.used_arcs = std::move(used_arcs);
  result.used_facilities = std::move(used_facilities);
  return result;
}

}  // namespace samspill::first_order
