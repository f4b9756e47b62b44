#include "first_order/plan_check_test.h"

#include <cmath>
#include <format>
#include <gtest/gtest.h>

#include "first_order/exact_problem.h"
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

}  // namespace

std::string wrong_with(const FlowProblem& problem, const Plan& plan, bool whole_builds) {
  return PlanCheck(problem, plan).wrong(whole_builds);
}

double least_cost(const FlowProblem& problem, bool whole_builds) {
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

}  // namespace samspill::first_order
