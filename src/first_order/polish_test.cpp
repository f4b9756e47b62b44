#include "first_order/polish.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <gtest/gtest.h>

#include "first_order/park_bound.h"
#include "first_order/parks.h"
#include "first_order/plan_check_test.h"

namespace samspill::first_order {
namespace {

TEST(Polish, betters_builds_and_keeps_a_sound_plan) {
  double before = 0, after = 0, best = 0;
  for (const auto& [name, features] : kFeatures) {
    if (features.periods > 12) continue;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      SCOPED_TRACE(std::format("{}, seed {}", name, seed));
      const FlowProblem problem = small_problem(features, seed);
      Result result = solve_with_builds(problem, {}, {});
      const double first = result.plan.cost, least = least_cost(problem, true);
      polish_builds(problem, {}, {}, result);
      EXPECT_EQ(wrong_with(problem, result.plan, true), "");
      EXPECT_LE(result.plan.cost, first);
      EXPECT_GE(result.plan.cost, least - 1e-7 * (1 + std::abs(least)));
      before += first - least;
      after += result.plan.cost - least;
      best += std::abs(least);
    }
  }
  EXPECT_LT(after, 0.5 * before);
  EXPECT_LT(after, 2e-3 * best);
}

/// Twelve small problems side by side: as many parks, joined by trade alone.
FlowProblem many_parks() {
  FlowProblem all;
  all.periods = 4;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const FlowProblem one = small_problem({.periods = 4, .has_plants = true}, seed);
    const auto first = static_cast<std::uint32_t>(all.nodes());
    for (std::size_t node = 0; node < one.nodes(); ++node) {
      all.add_node(one.node_kind[node], one.purchase_price[node * 4], one.disposal_price[node * 4]);
    }
    all.demand.resize(first * all.periods);
    all.demand.insert(all.demand.end(), one.demand.begin(), one.demand.end());
    for (Arc arc : one.arcs) {
      arc.from += first;
      arc.to += first;
      all.add_arc(arc, 1000);
    }
    for (std::size_t i = 0; i < one.facilities.size(); ++i) {
      all.add_facility(one.facilities[i], 1);
      for (std::size_t k = one.first_activity(i); k < one.facilities[i].activities_end; ++k) {
        std::vector<Term> terms(one.terms_of(k).begin(), one.terms_of(k).end());
        for (Term& term : terms) term.node += first;
        all.add_activity(one.activities[k].cost, 0, terms);
      }
    }
    if (first > 0) all.add_arc({.from = first, .to = 0, .cost = 15}, 1000);
  }
  return all;
}

TEST(Polish, goes_park_by_park_alike_on_any_number_of_threads) {
  const FlowProblem problem = many_parks();
  EXPECT_GT(std::ranges::max(parks_of_facilities(problem)), 10U);
  const Result start = solve_with_builds(problem, {}, {.rounds = 3});
  const PolishOptions in_groups{.largest = 600, .steps = 200};
  Result one = start;
  polish_builds(problem, {}, in_groups, one);
  EXPECT_EQ(wrong_with(problem, one.plan, true), "");
  EXPECT_LT(one.plan.cost, start.plan.cost);
  for (const int threads : {2, 3}) {
    Result more = start;
    polish_builds(problem, {.threads = threads}, in_groups, more);
    EXPECT_EQ(more.plan.cost, one.plan.cost);
    EXPECT_EQ(more.plan.flow, one.plan.flow);
    EXPECT_EQ(more.plan.is_built, one.plan.is_built);
  }
}

TEST(Polish, a_stop_leaves_the_plan_as_it_is) {
  const FlowProblem problem = many_parks();
  Result result = solve_with_builds(problem, {}, {.rounds = 3});
  const double cost = result.plan.cost;
  std::stop_source stop;
  stop.request_stop();
  polish_builds(problem, {.stop = stop.get_token()}, {}, result);
  EXPECT_EQ(result.plan.cost, cost);
}

TEST(ParkBound, is_the_same_on_any_number_of_threads) {
  const FlowProblem problem = many_parks();
  const Result result = solve(problem, {.gap = 1e-3});
  for (const std::size_t steps : {std::size_t{20}, std::size_t{10'000}}) {
    const ParkBound one = bound_by_parks(problem, result.price, {.gap = 0, .steps = steps});
    EXPECT_GT(one.parks, 10U);
    for (const int threads : {2, 3}) {
      const ParkBound more =
          bound_by_parks(problem, result.price, {.gap = 0, .steps = steps, .threads = threads});
      EXPECT_EQ(more.bound, one.bound);
      EXPECT_EQ(more.cut_off, one.cut_off);
    }
  }
}

TEST(ParkBound, falls_back_on_prices_where_a_park_is_not_solved) {
  std::stop_source stop;
  stop.request_stop();
  for (const auto& [name, features] : kFeatures) {
    SCOPED_TRACE(name);
    const FlowProblem problem = small_problem(features, 3);
    const Result result = solve(problem, {.gap = 1e-3});
    const double rounding = 1e-9 * (1 + std::abs(result.bound));
    for (const ParkOptions& options :
         {ParkOptions{.most = 0}, ParkOptions{.time_limit = Seconds(0)},
          ParkOptions{.stop = stop.get_token()}}) {
      const double bound = bound_by_parks(problem, result.price, options).bound;
      EXPECT_GE(bound, result.bound - rounding);
      EXPECT_LE(bound, least_cost(problem, true) + 1e-6 * (1 + std::abs(bound)));
    }
  }
}

}  // namespace
}  // namespace samspill::first_order
