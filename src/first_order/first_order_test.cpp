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
#include "first_order/small_problem_test.h"
#include "first_order/useful_limits.h"
#include "solver/solve.h"

namespace samspill::first_order {
namespace {

constexpr double kRounding = 1e-9;

/// Looks at a plan as a stranger would: straight from the problem's columns.
class PlanCheck {
 public:
  PlanCheck(const FlowProblem& problem, const Plan& plan)
      : problem_(problem), plan_(plan), balance_(problem.demand) {}

  /// Everything that is wrong, empty if nothing is. The cost counts builds as whole or by part.
  std::string wrong(bool whole_builds) {
    add_arcs();
    add_facilities(whole_builds);
    add_ways_out();
    if (std::abs(cost_ - plan_.cost) > kRounding * (1 + std::abs(cost_))) {
      note("cost {} said, {} found", plan_.cost, cost_);
    }
    return wrong_;
  }

 private:
  template <typename... Values>
  void note(std::format_string<Values...> text, Values&&... values) {
    wrong_ += std::format(text, std::forward<Values>(values)...) + "\n";
  }
  double price(double price, double co2e) const { return price + problem_.co2e_price * co2e; }

  void add_arcs() {
    const std::size_t periods = problem_.periods;
    for (std::size_t i = 0; i < problem_.arcs.size() * periods; ++i) {
      const Arc& arc = problem_.arcs[i / periods];
      const double flow = plan_.flow[i];
      if (!(flow >= 0) || flow > problem_.arc_limit[i]) note("arc {}: {}", i, flow);
      balance_[arc.from * periods + i % periods] += flow;
      balance_[arc.to * periods + i % periods] -= arc.gain * flow;
      cost_ += price(arc.cost, arc.co2e) * flow;
    }
  }

  void add_facilities(bool whole_builds) {
    const std::size_t periods = problem_.periods;
    std::size_t activity = 0;
    for (std::size_t i = 0; i < problem_.facilities.size(); ++i) {
      const Facility& facility = problem_.facilities[i];
      const double size = plan_.size[i];
      if (!(size >= 0) || size > facility.largest) note("size {}: {}", i, size);
      if (facility.is_existing && size != facility.largest) note("size {}: {}", i, size);
      if (!plan_.is_built[i] && size > 0) note("size {}: {} of what is not built", i, size);
      if (!facility.is_existing && plan_.is_built[i]) {
        cost_ += facility.cost_per_size * size +
                 facility.fixed_cost * (whole_builds ? 1 : size / facility.largest);
      }
      std::vector<double> used(periods, 0.0);
      for (; activity < facility.activities_end; ++activity) add_activity(activity, used);
      for (std::size_t t = 0; t < periods; ++t) {
        const double most = size * problem_.facility_share[i * periods + t];
        if (used[t] > most + kRounding * (1 + most)) note("use {}: {} of {}", i, used[t], most);
      }
    }
  }

  void add_activity(std::size_t activity, std::vector<double>& used) {
    const std::size_t periods = problem_.periods;
    for (std::size_t t = 0; t < periods; ++t) {
      const double amount = plan_.activity[activity * periods + t];
      if (!(amount >= 0)) note("activity {}: {}", activity, amount);
      used[t] += amount;
      cost_ +=
          amount * price(problem_.activities[activity].cost, problem_.activities[activity].co2e);
      const std::size_t first = activity == 0 ? 0 : problem_.activities[activity - 1].terms_end;
      for (std::size_t k = first; k < problem_.activities[activity].terms_end; ++k) {
        const Term& term = problem_.terms[k];
        const std::size_t period = term.is_next ? (t + 1) % periods : t;
        balance_[term.node * periods + period] -= term.amount * amount;
      }
    }
  }

  void add_ways_out() {
    const std::size_t periods = problem_.periods;
    for (std::size_t node = 0; node < problem_.nodes(); ++node) {
      double year = 0, through = 1;
      for (std::size_t t = 0; t < periods; ++t) {
        const std::size_t at = node * periods + t;
        const double left = balance_[at] - plan_.purchase[at] + plan_.disposal[at];
        through += std::abs(balance_[at]);
        year += left;
        cost_ +=
            plan_.purchase[at] * price(problem_.purchase_price[at], problem_.purchase_co2e[node]);
        cost_ +=
            plan_.disposal[at] * price(problem_.disposal_price[at], problem_.disposal_co2e[node]);
        if (!problem_.node_is_yearly[node] && std::abs(left) > kRounding * through) {
          note("balance of node {} in {}: {} left", node, t, left);
        }
      }
      if (std::abs(year) > kRounding * through) note("balance of node {}: {} left", node, year);
    }
  }

  const FlowProblem& problem_;
  const Plan& plan_;
  std::vector<double> balance_;
  double cost_ = 0;
  std::string wrong_;
};

std::string wrong_with(const FlowProblem& problem, const Plan& plan, bool whole_builds = false) {
  return PlanCheck(problem, plan).wrong(whole_builds);
}

double least_cost(const FlowProblem& problem, bool whole_builds = false) {
  const solver::Solution solution = solver::solve(to_exact(problem, whole_builds), {.gap = 1e-9});
  EXPECT_EQ(solution.status, solver::Status::optimal);
  return solution.objective;
}

const std::map<std::string, Features> kFeatures = {
    {"exchange", {}},
    {"one_period", {.periods = 1, .has_pipes = true, .has_plants = true}},
    {"months", {.periods = 12, .has_pipes = true, .has_plants = true}},
    {"many_periods",
     {.periods = 35,
      .has_pipes = true,
      .has_plants = true,
      .has_stores = true,
      .has_yearly = true}},
    {"gains", {.has_gains = true}},
    {"negative_costs", {.has_negative_costs = true}},
    {"capacities", {.has_capacities = true}},
    {"pipes", {.has_pipes = true}},
    {"plants", {.has_plants = true}},
    {"existing", {.has_existing = true}},
    {"stores", {.periods = 6, .has_stores = true}},
    {"yearly", {.periods = 5, .has_yearly = true}},
    {"penalties", {.has_plants = true, .has_penalties = true}},
    {"co2e", {.has_plants = true, .has_co2e = true}},
    {"seasons", {.periods = 4, .has_pipes = true, .has_plants = true, .has_seasons = true}},
    {"all",
     {.periods = 12,
      .has_gains = true,
      .has_negative_costs = true,
      .has_capacities = true,
      .has_pipes = true,
      .has_plants = true,
      .has_existing = true,
      .has_stores = true,
      .has_yearly = true,
      .has_penalties = true,
      .has_co2e = true,
      .has_seasons = true}}};

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
