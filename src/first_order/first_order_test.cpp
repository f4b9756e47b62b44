#include "first_order/first_order.h"

#include <array>
#include <cmath>
#include <format>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>

#include "base/error.h"
#include "first_order/exact_problem.h"
#include "first_order/park_bound.h"
#include "first_order/plan_check_test.h"
#include "first_order/useful_limits.h"
#include "solver/solve.h"

namespace samspill::first_order {
namespace {

constexpr std::uint64_t kSeeds = 25;

TEST(FirstOrder, bound_and_plan_enclose_the_optimum) {
  for (const auto& [name, features] : kFeatures) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      SCOPED_TRACE(std::format("{}, seed {}", name, seed));
      const FlowProblem problem = small_problem(features, seed);
      const Result result = solve(problem, {.gap = 2e-3});
      const double least = least_cost(problem);
      const double rounding = 1e-7 * (1 + std::abs(least));
      EXPECT_EQ(wrong_with(problem, result.plan), "");
      EXPECT_TRUE(result.is_within_gap) << result.gap;
      EXPECT_LE(result.bound, least + rounding);
      EXPECT_GE(result.plan.cost, least - rounding);
    }
  }
}

TEST(FirstOrder, builds_are_whole_and_the_bound_holds_for_them) {
  double ours = 0, best = 0;
  for (const auto& [name, features] : kFeatures) {
    if (features.periods > 12) continue;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      SCOPED_TRACE(std::format("{}, seed {}", name, seed));
      const FlowProblem problem = small_problem(features, seed);
      const Result result = solve_with_builds(problem, {}, {});
      const double least = least_cost(problem, true);
      const double rounding = 1e-7 * (1 + std::abs(least));
      EXPECT_EQ(wrong_with(problem, result.plan, true), "");
      EXPECT_LE(result.bound, least + rounding);
      EXPECT_GE(result.plan.cost, least - rounding);
      ours += result.plan.cost - least;
      best += std::abs(least);
    }
  }
  EXPECT_LE(ours, 0.01 * best);
}

TEST(FirstOrder, parks_bound_whole_builds_at_least_as_well) {
  double found = 0, alone = 0;
  for (const auto& [name, features] : kFeatures) {
    if (features.periods > 12) continue;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      SCOPED_TRACE(std::format("{}, seed {}", name, seed));
      const FlowProblem problem = small_problem(features, seed);
      const Result result = solve(problem, {.gap = 1e-3});
      const ParkBound parks = bound_by_parks(problem, result.price, {});
      const double least = least_cost(problem, true), rounding = 1e-6 * (1 + std::abs(least));
      EXPECT_LE(parks.bound, least + rounding);
      EXPECT_GE(parks.bound, result.bound - 2.1e-3 * std::abs(result.bound) - rounding);
      found += least - parks.bound;
      alone += least - result.bound;
    }
  }
  EXPECT_LT(found, 0.8 * alone);
}

TEST(FirstOrder, useful_limits_leave_the_optimum) {
  for (const auto& [name, features] : kFeatures) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      SCOPED_TRACE(std::format("{}, seed {}", name, seed));
      const FlowProblem problem = small_problem(features, seed);
      FlowProblem kept = problem;
      keep_to_useful(kept);
      const double whole = least_cost(problem, true), parts = least_cost(problem);
      EXPECT_NEAR(least_cost(kept, true), whole, 1e-6 * (1 + std::abs(whole)));
      EXPECT_GE(least_cost(kept), parts - 1e-6 * (1 + std::abs(parts)));
    }
  }
}

/// The optimum when no more CO2e than the cap is given off.
double least_cost_under_cap(const FlowProblem& problem, double cap) {
  FlowProblem dearer = problem;
  dearer.co2e_price += 1;
  solver::Problem exact = to_exact(problem, false);
  const solver::Problem with_one_more = to_exact(dearer, false);
  const std::size_t row = exact.add_row(-solver::kInfinity, cap);
  solver::Problem capped;  // the same columns, each with its CO2e in the new row
  for (std::size_t i = 0; i < exact.rows(); ++i) {
    capped.add_row(exact.row_lower[i], exact.row_upper[i]);
  }
  for (std::size_t j = 0; j < exact.columns(); ++j) {
    capped.add_column(exact.cost[j], exact.lower[j], exact.upper[j]);
    for (int k = exact.column_begin[j]; k < exact.column_begin[j + 1]; ++k) {
      capped.add_coefficient(static_cast<std::size_t>(exact.row_of[k]), exact.coefficients[k]);
    }
    capped.add_coefficient(row, with_one_more.cost[j] - exact.cost[j]);
  }
  const solver::Solution solution = solver::solve(capped, {});
  return solution.status == solver::Status::optimal ? solution.objective : solver::kInfinity;
}

TEST(FirstOrder, a_cap_on_co2e_is_kept_at_the_least_cost) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    FlowProblem problem = small_problem(kFeatures.at("co2e"), seed);
    problem.co2e_price = seed % 3 == 0 ? 10 : 0;
    const double free = co2e_of(problem, solve(problem, {.gap = 1e-3}).plan);
    FlowProblem clean = problem;
    clean.co2e_price = 1e4;
    const double least = co2e_of(clean, solve(clean, {.gap = 1e-4}).plan);
    for (const double part : {0.05, 0.4, 0.8, 1.2}) {
      SCOPED_TRACE(std::format("seed {}, part {}", seed, part));
      const double cap = least + part * (free - least);
      const Result result = solve_under_cap(problem, cap, {.gap = 2e-3});
      const double cost = least_cost_under_cap(problem, cap);
      const double rounding = 1e-6 * (1 + std::abs(cost));
      EXPECT_EQ(wrong_with(problem, result.plan), "");
      EXPECT_LE(co2e_of(problem, result.plan), cap + 1e-9 * std::abs(cap));
      EXPECT_TRUE(result.is_within_gap) << result.gap;
      EXPECT_LE(result.bound, cost + rounding);
      EXPECT_GE(result.plan.cost, cost - rounding);
    }
    const Result impossible = solve_under_cap(problem, least - 0.1 * std::abs(least), {});
    EXPECT_FALSE(impossible.is_within_gap);
    EXPECT_EQ(wrong_with(problem, impossible.plan), "");
  }
}

/// So many arcs that they are cut into chunks.
FlowProblem large_problem() {
  FlowProblem problem = small_problem({.periods = 12, .has_plants = true}, 5);
  constexpr std::uint32_t kNodes = 2500, kArcs = 40'000;
  std::mt19937_64 random(1);
  const auto first = static_cast<std::uint32_t>(problem.nodes());
  for (std::uint32_t i = 0; i < kNodes; ++i) {
    const std::uint32_t node = problem.add_node(i % 3, 60 + static_cast<double>(i % 37), 20);
    for (std::size_t t = 0; t < problem.periods; ++t) {
      problem.demand[node * problem.periods + t] = static_cast<double>(random() % 200) - 100;
    }
  }
  for (std::uint32_t i = 0; i < kArcs; ++i) {
    const auto from = static_cast<std::uint32_t>(random() % (kNodes - 3));
    problem.add_arc({.from = first + from,
                     .to = first + from + 3,
                     .cost = static_cast<double>(random() % 50),
                     .is_capacity = random() % 4 == 0},
                    500);
  }
  return problem;
}

TEST(FirstOrder, any_number_of_threads_gives_the_same_plan_of_many) {
  const FlowProblem problem = large_problem();
  const Result one = solve(problem, {.most_iterations = 200});
  EXPECT_EQ(wrong_with(problem, one.plan), "");
  for (const int threads : {2, 3}) {
    const Result more = solve(problem, {.threads = threads, .most_iterations = 200});
    EXPECT_EQ(more.plan.flow, one.plan.flow);
    EXPECT_EQ(more.price, one.price);
    EXPECT_EQ(more.bound, one.bound);
  }
}

TEST(FirstOrder, any_number_of_threads_gives_the_same_plan) {
  const FlowProblem problem = small_problem(kFeatures.at("all"), 3);
  const Result one = solve_with_builds(problem, {}, {.rounds = 4});
  for (const int threads : {2, 3, 5}) {
    const Result more = solve_with_builds(problem, {.threads = threads}, {.rounds = 4});
    EXPECT_EQ(more.plan.cost, one.plan.cost);
    EXPECT_EQ(more.plan.flow, one.plan.flow);
    EXPECT_EQ(more.bound, one.bound);
    EXPECT_EQ(more.price, one.price);
    EXPECT_EQ(more.iterations, one.iterations);
  }
}

TEST(FirstOrder, a_stop_at_once_still_gives_a_plan_and_a_bound) {
  std::stop_source stop;
  stop.request_stop();
  for (const auto& [name, features] : kFeatures) {
    SCOPED_TRACE(name);
    const FlowProblem problem = small_problem(features, 7);
    const double least = least_cost(problem);
    for (const bool whole_builds : {false, true}) {
      const Options options{.stop = stop.get_token()};
      const Result result =
          whole_builds ? solve_with_builds(problem, options, {}) : solve(problem, options);
      EXPECT_EQ(wrong_with(problem, result.plan, whole_builds), "");
      EXPECT_LE(result.bound, least + 1e-7 * std::abs(least));
      EXPECT_GE(result.plan.cost, least - 1e-7 * std::abs(least));
      EXPECT_LE(result.iterations, 3U);
    }
  }
}

TEST(FirstOrder, a_time_limit_ends_the_search) {
  const FlowProblem problem = small_problem(kFeatures.at("all"), 1);
  const Result result = solve(problem, {.gap = 0, .time_limit = Seconds(0.05)});
  EXPECT_FALSE(result.is_within_gap);
  EXPECT_EQ(wrong_with(problem, result.plan), "");
}

TEST(FirstOrder, progress_says_bound_and_gap) {
  const FlowProblem problem = small_problem(kFeatures.at("months"), 2);
  Standing last;
  double gap = 1e300;
  const Result result = solve(problem, {.gap = 1e-4, .progress = [&](const Standing& standing) {
                                          EXPECT_LE(standing.gap, gap);
                                          gap = standing.gap;
                                          last = standing;
                                        }});
  EXPECT_EQ(last.cost, result.plan.cost);
  EXPECT_EQ(last.bound, result.bound);
  EXPECT_EQ(last.iterations, result.iterations);
}

TEST(FirstOrder, starting_from_an_earlier_answer_saves_iterations) {
  std::size_t cold = 0, warm = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    FlowProblem problem = small_problem(kFeatures.at("co2e"), seed);
    const Result before = solve(problem, {.gap = 1e-4});
    problem.co2e_price += 1;
    cold += solve(problem, {.gap = 1e-4}).iterations;
    const Result after = solve(problem, {.gap = 1e-4, .start = &before.state});
    EXPECT_EQ(wrong_with(problem, after.plan), "");
    warm += after.iterations;
  }
  EXPECT_LT(warm, cold);
}

TEST(FirstOrder, prices_prove_the_bound) {
  FlowProblem problem;
  problem.periods = 1;
  const std::uint32_t offer = problem.add_node(0, 1000, 90), need = problem.add_node(0, 40, 1000);
  problem.demand = {-100, 60};
  problem.add_arc({.from = offer, .to = need, .cost = 10}, 60);
  const Result result = solve(problem, {.gap = 1e-6});
  EXPECT_NEAR(result.plan.cost, 60 * 10 + 40 * 90, 0.01);
  EXPECT_NEAR(result.bound, 4200, 0.01);
  EXPECT_NEAR(result.price[offer], -90, 0.01);
  EXPECT_NEAR(result.price[need], -80, 0.01);
}

TEST(FirstOrder, what_has_no_way_out_is_cut_and_not_paid_for) {
  FlowProblem problem;
  problem.periods = 2;
  const std::uint32_t feed = problem.add_node(0, 1e4, 5);   // cannot be bought
  const std::uint32_t heat = problem.add_node(1, 30, 1e4);  // must be taken
  const std::uint32_t need = problem.add_node(1, 50, 0);
  problem.purchase_is_penalty[feed] = problem.disposal_is_penalty[heat] = true;
  problem.demand = {-10, -20, 0, 0, 15, 5};
  problem.add_arc({.from = heat, .to = need, .cost = 1}, 100);
  problem.add_facility({.largest = 50, .is_existing = true}, 1);
  problem.add_activity(2, 0, std::array<Term, 2>{{{feed, -1}, {heat, 1}}});
  const Result result = solve(problem, {.gap = 1e-5});
  EXPECT_EQ(wrong_with(problem, result.plan), "");
  EXPECT_LT(result.plan.penalties, 0.01);
  EXPECT_NEAR(result.plan.cost, least_cost(problem), 0.01);
}

TEST(FirstOrder, refuses_what_is_no_problem) {
  FlowProblem problem = small_problem({}, 1);
  problem.purchase_price[5] = -1000;
  EXPECT_THROW(solve(problem, {}), Error);
  problem = small_problem({}, 1);
  problem.arcs[0].gain = 0;
  EXPECT_THROW(solve(problem, {}), Error);
  problem = small_problem({}, 1);
  problem.arc_limit[0] = std::numeric_limits<double>::infinity();
  EXPECT_THROW(solve(problem, {}), Error);
  problem = small_problem({}, 1);
  problem.demand.pop_back();
  EXPECT_THROW(solve(problem, {}), Error);
  const Result other = solve(small_problem({.periods = 40}, 1), {.most_iterations = 1});
  EXPECT_THROW(solve(small_problem({}, 1), {.start = &other.state}), Error);
}

}  // namespace
}  // namespace samspill::first_order
