#include "first_order/exchange.h"

#include <array>
#include <cmath>
#include <format>
#include <gtest/gtest.h>
#include <random>

#include "base/error.h"
#include "first_order/exact_problem.h"
#include "first_order/small_problem_test.h"
#include "solver/solve.h"

namespace samspill::first_order {
namespace {

constexpr std::uint64_t kSeeds = 60;

double least_cost(const FlowProblem& problem) {
  return solver::solve(to_exact(problem, false), {}).objective;
}

/// What is wrong with the balances and limits; empty if nothing is.
std::string wrong_with(const FlowProblem& problem, const Exchange& found) {
  const std::size_t periods = problem.periods;
  std::vector<double> left = problem.demand, through(left.size(), 1.0);
  const auto move = [&](std::size_t node, std::size_t t, double amount) {
    left[node * periods + t] -= amount;
    through[node * periods + t] += std::abs(amount);
  };
  std::string wrong;
  for (std::size_t i = 0; i < found.flow.size(); ++i) {
    const Arc& arc = problem.arcs[i / periods];
    if (!(found.flow[i] >= 0) || found.flow[i] > problem.arc_limit[i]) {
      wrong += std::format("arc {}: {} of {}\n", i, found.flow[i], problem.arc_limit[i]);
    }
    move(arc.from, i % periods, -found.flow[i]);
    move(arc.to, i % periods, arc.gain * found.flow[i]);
  }
  for (std::size_t i = 0; i < found.activity.size(); ++i) {
    for (const Term& term : problem.terms_of(i / periods)) {
      move(term.node, i % periods, term.amount * found.activity[i]);
    }
  }
  for (std::size_t node = 0; node < problem.nodes(); ++node) {
    double year = 0, all = 1;
    for (std::size_t t = 0; t < periods; ++t) {
      const std::size_t at = node * periods + t;
      left[at] += found.disposal[at] - found.purchase[at];
      year += left[at];
      all += through[at];
      if (problem.node_is_yearly[node] || std::abs(left[at]) <= 1e-12 * through[at]) continue;
      wrong += std::format("node {} in {}: {} left\n", node, t, left[at]);
    }
    if (std::abs(year) > 1e-12 * all) wrong += std::format("node {}: {} left\n", node, year);
  }
  return wrong;
}

void expect_best(const FlowProblem& problem) {
  ASSERT_TRUE(is_exchange(problem));
  const auto found = solve_exchange(problem, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(wrong_with(problem, *found), "");
  const double least = least_cost(problem);
  EXPECT_NEAR(found->cost, least, 1e-8 * (1 + std::abs(least)));
  EXPECT_NEAR(found->bound, found->cost, 1e-9 * std::abs(found->cost));
}

const std::array<std::pair<const char*, Features>, 6> kFeatures = {{
    {"plain", {}},
    {"negative costs", {.has_negative_costs = true}},
    {"capacities", {.periods = 12, .has_capacities = true}},
    {"yearly", {.periods = 5, .has_capacities = true, .has_yearly = true}},
    {"penalties", {.has_penalties = true, .has_co2e = true}},
    {"all",
     {.periods = 4,
      .has_negative_costs = true,
      .has_capacities = true,
      .has_yearly = true,
      .has_penalties = true,
      .has_co2e = true,
      .has_seasons = true}},
}};

TEST(Exchange, is_the_optimum_and_its_prices_prove_it) {
  for (const auto& [name, features] : kFeatures) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      SCOPED_TRACE(std::format("{}, seed {}", name, seed));
      expect_best(small_problem(features, seed));
    }
  }
}

/// As in the other problem, but each node counts its amounts in a unit of its own.
FlowProblem in_other_units(FlowProblem problem, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<double> unit;
  for (std::size_t node = 0; node < problem.nodes(); ++node) {
    unit.push_back(std::exp2(static_cast<double>(random() % 7) - 3) * 1.1);
    for (std::size_t t = 0; t < problem.periods; ++t) {
      problem.demand[node * problem.periods + t] *= unit[node];
      problem.purchase_price[node * problem.periods + t] /= unit[node];
      problem.disposal_price[node * problem.periods + t] /= unit[node];
    }
  }
  for (std::size_t i = 0; i < problem.arcs.size(); ++i) {
    Arc& arc = problem.arcs[i];
    arc.gain = unit[arc.to] / unit[arc.from];
    arc.cost /= unit[arc.from];
    for (std::size_t t = 0; t < problem.periods; ++t) {
      problem.arc_limit[i * problem.periods + t] *= unit[arc.from];
    }
  }
  return problem;
}

TEST(Exchange, takes_what_one_thing_is_in_units_of_another) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    const FlowProblem plain = small_problem({.has_capacities = true, .has_yearly = true}, seed);
    const FlowProblem other = in_other_units(plain, seed);
    expect_best(other);
    EXPECT_NEAR(solve_exchange(other, {})->cost, solve_exchange(plain, {})->cost, 1e-5);
  }
}

TEST(Exchange, takes_a_pipe_that_stands) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    FlowProblem problem = small_problem({.has_capacities = true}, seed);
    problem.add_facility({.largest = 20, .is_existing = true}, 0.5);
    problem.facility_share.back() = 1.5;
    problem.add_activity(2, 0, std::array<Term, 2>{{{5, 1}, {4, -1}}});
    expect_best(problem);
  }
}

TEST(Exchange, knows_what_it_cannot_take) {
  EXPECT_FALSE(is_exchange(small_problem({.has_pipes = true}, 1)));
  EXPECT_FALSE(is_exchange(small_problem({.has_existing = true}, 1)));
  EXPECT_FALSE(is_exchange(small_problem({.has_stores = true}, 1)));
  int lossy = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const FlowProblem problem = small_problem({.has_gains = true}, seed);
    EXPECT_EQ(is_exchange(problem), solve_exchange(problem, {}).has_value());
    lossy += !is_exchange(problem);
  }
  EXPECT_GT(lossy, 5);
}

TEST(Exchange, ends_when_it_is_stopped) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(solve_exchange(small_problem({}, 1), {.stop = stop.get_token()}));
}

/// 300 offers, 300 needs and 6000 ways with equal figures, where most steps move nothing.
TEST(Exchange, comes_to_an_end_where_all_is_alike) {
  FlowProblem problem;
  problem.periods = 1;
  std::mt19937_64 random(7);
  for (int i = 0; i < 600; ++i) {
    problem.add_node(0, 50, 20);
    problem.demand.back() = i < 300 ? -10 : 10;
  }
  for (int i = 0; i < 6000; ++i) {
    const auto from = static_cast<std::uint32_t>(random() % 300);
    const auto to = static_cast<std::uint32_t>(300 + random() % 300);
    problem.add_arc({.from = from, .to = to, .cost = static_cast<double>(random() % 3)}, 10);
  }
  expect_best(problem);
}

}  // namespace
}  // namespace samspill::first_order
