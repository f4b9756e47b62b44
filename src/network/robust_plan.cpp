// What to build when it is not known what comes.
//
// Problem: plants and pipes stand for decades, while prices, harvests and partners change; a plan
// for the figures as recorded may be a poor one in most of what happens. Method: two stages: what
// is built is settled once, what flows is settled anew in each scenario (joined_model.h). The
// search starts from the best of some simple answers: build nothing, build what suits the mean
// region, build what suits one scenario; so the answer is never worse than these. At the end each
// scenario's flows are settled by themselves with the builds kept, and sizes cut to what the
// scenario with the greatest need of them uses. What could be reached if the scenario were known is
// a bound too. Sources: J. R. Birge, F. Louveaux, Introduction to Stochastic Programming (2011),
// for the extensive form, the value of the stochastic solution and of perfect information.
// Limits: a scenario is known from the first day of its year, and lasts all of it. Worked number:
// docs/methods/scenarios.md.
#include "network/robust_plan.h"

#include <algorithm>
#include <format>
#include <memory>
#include <ranges>
#include <utility>

#include "base/error.h"
#include "network/check_builds.h"
#include "network/check_state.h"
#include "network/fixed_plan.h"
#include "network/joined_model.h"
#include "network/price_bound.h"
#include "network/scenario_case.h"
#include "network/scenario_regions.h"
#include "network/state.h"

namespace samspill::network {
namespace {

using solver::Seconds;

/// The share of the run that all scenarios by themselves are reckoned to take.
constexpr double kAloneShare = 0.4;

void require_scenarios(const Region& region, const NetworkOptions& options) {
  require_by_cost(options);
  if (!region.scenarios.empty()) return;
  throw Error(ErrorKind::invalid,
              "scenarios.csv: found no scenario, expected at least one; samspill help scenarios "
              "says what a row holds");
}

/// What the same builds come to in every scenario.
struct Settled {
  Builds builds;
  std::vector<solver::Solution> answers;
  std::vector<NetworkState> states;
  RiskyCost cost;
};

/// An answer to all scenarios at once.
struct Joint {
  std::optional<Builds> builds;
  MoneyFlow bound;
};

class RobustPlanner {
 public:
  RobustPlanner(const Region& region, const reference::Reference& reference,
                const RobustOptions& options)
      : region_(region), options_(options) {
    const TodaysWays ways = find_todays_ways(region, reference, options.plan, out_.notes);
    for (ScenarioRegion& scenario : scenario_regions(region, reference)) {
      cases_.push_back(
          std::make_unique<ScenarioCase>(std::move(scenario), reference, options.plan, ways));
    }
    mean_ = std::make_unique<ScenarioCase>(mean_region(region, reference), reference, options.plan,
                                           ways);
  }

  RobustPlan plan() && {
    out_.risk = options_.risk;
    out_.left_out = cases_.front()->network().nodes.left_out;
    const auto nothing = settle({});
    if (!nothing) {
      throw Error(ErrorKind::unavailable,
                  "the run was stopped before any plan was computed, or nothing is feasible");
    }
    best_ = *nothing;
    plan_each_alone();
    plan_for_mean();
    if (options_.risk.weight > 0) out_.for_expected = plan_for_expected();
    const Joint joint = solve_joint(options_.risk, kAloneShare, 1);
    if (joint.builds) consider(*joint.builds);
    set_bound(joint.bound);
    tell();
    return std::move(out_);
  }

  void write(const std::filesystem::path& path) {
    for (const auto& each : cases_) name_model(each->network(), each->model());
    solver::write(join(options_.risk).problem, path);
  }

 private:
  double probability(std::size_t scenario) const { return region_.scenarios[scenario].probability; }

  RiskyCost weigh_all(const std::vector<MoneyFlow>& costs) const {
    std::vector<WeighedCost> weighed;
    for (std::size_t i = 0; i < costs.size(); ++i) weighed.push_back({costs[i], probability(i)});
    return weigh(weighed, options_.risk);
  }
  RiskyCost weigh_all(const std::vector<NetworkState>& states) const {
    std::vector<MoneyFlow> costs;
    for (const NetworkState& state : states) costs.push_back(state.cost.total());
    return weigh_all(costs);
  }

  // Searches.

  solver::Options solver_options(std::vector<double> start, double from, double to) {
    solver::Options options;
    options.gap = options_.plan.gap;
    options.stop = options_.plan.stop;
    options.threads = options_.plan.threads;
    options.start = std::move(start);
    if (options_.plan.time_limit) {
      options.time_limit = std::max(*options_.plan.time_limit - used_, Seconds(0));
    }
    if (options_.plan.progress) {
      options.progress = [this, from, to](const solver::Standing& found) {
        options_.plan.progress({from + (to - from) * found.share, found.gap, {}});
      };
    }
    return options;
  }

  /// Nothing when some scenario cannot do with these builds, or the run was stopped.
  std::optional<Settled> settle(const Builds& builds) {
    Settled settled{.builds = builds};
    for (const auto& each : cases_) {
      solver::Solution answer =
          each->settle(builds, {.stop = options_.plan.stop, .threads = options_.plan.threads});
      used_ += answer.run_time;
      if (!answer.has_answer()) return {};
      settled.states.push_back(each->read(answer.columns));
      settled.answers.push_back(std::move(answer));
    }
    hold(settled);
    return settled;
  }

  /// Gives every state the shared builds.
  void hold(Settled& settled) const {
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      hold_to(settled.builds, cases_[i]->region(), cases_[i]->carbon_price(), settled.states[i]);
    }
    settled.cost = weigh_all(settled.states);
  }

  /// The same with builds that are no larger than some scenario needs.
  Settled cut(Settled settled) const {
    settled.builds = {};
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      settled.states[i] = cases_[i]->read(settled.answers[i].columns);
      include(settled.builds, builds_of(settled.states[i]));
    }
    hold(settled);
    return settled;
  }

  /// Keeps what these builds come to if it is the best so far.
  void consider(const Builds& builds) {
    auto settled = settle(builds);
    if (!settled) return;
    Settled better = cut(std::move(*settled));
    if (better.cost.objective < best_.cost.objective) best_ = std::move(better);
  }

  solver::Solution solve(const solver::Problem& problem, const solver::Options& options) {
    solver::Solution solution = solver::solve(problem, options);
    used_ += solution.run_time;
    if (solution.status == solver::Status::unbounded) {
      throw Error(ErrorKind::internal, "the network model of the scenarios is unbounded");
    }
    return solution;
  }

  void plan_each_alone() {
    const std::vector<solver::Solution> start = best_.answers;
    const double step = kAloneShare / static_cast<double>(cases_.size() + 1);
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      const double from = step * static_cast<double>(i);
      const auto answer =
          solve(cases_[i]->model().problem, solver_options(start[i].columns, from, from + step));
      bounds_.push_back(answer.bound * euro / year);
      const NetworkState state =
          cases_[i]->read(answer.has_answer() ? answer.columns : start[i].columns);
      cases_[i]->check(state, nullptr, "the plan for one scenario");
      known_.push_back(state.cost.total());
      consider(builds_of(state));
    }
  }

  void plan_for_mean() {
    const auto answer =
        solve(mean_->model().problem, solver_options({}, kAloneShare * 0.9, kAloneShare));
    if (!answer.has_answer()) return;
    const NetworkState state = mean_->read(answer.columns);
    mean_->check(state, nullptr, "the plan for the mean region");
    out_.mean_builds = builds_of(state);
    for_mean_ = settle(out_.mean_builds);
    if (!for_mean_) return;
    check_all(*for_mean_, "the scenarios with the mean region's builds");
    consider(out_.mean_builds);
  }

  JoinedModel join(const RiskTerms& terms) const {
    std::vector<JoinedModel::Part> parts;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      parts.push_back(
          {&cases_[i]->network(), &cases_[i]->model(), probability(i), region_.scenarios[i].key});
    }
    return JoinedModel(parts, terms);
  }

  /// What is best to build for all scenarios, as large as the scenario with the greatest need uses
  /// it, and what no builds do better than.
  Joint solve_joint(const RiskTerms& terms, double from, double to) {
    const JoinedModel joined = join(terms);
    std::vector<std::vector<double>> start;
    for (const solver::Solution& answer : best_.answers) start.push_back(answer.columns);
    const auto answer = solve(joined.problem, solver_options(joined.columns_from(start), from, to));
    Joint out{.bound = answer.bound * euro / year};
    if (!answer.has_answer()) return out;
    out.builds.emplace();
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      include(*out.builds, builds_of(cases_[i]->read(joined.columns_of(i, answer.columns))));
    }
    return out;
  }

  /// The plan of somebody who does not mind risk.
  std::optional<RiskyCost> plan_for_expected() {
    const RiskTerms by_average{0, options_.risk.level};
    const Joint joint = solve_joint(by_average, kAloneShare, kAloneShare);
    if (!joint.builds) return {};
    auto settled = settle(*joint.builds);
    if (!settled) return {};
    const Settled neutral = cut(std::move(*settled));
    if (neutral.cost.objective < best_.cost.objective) best_ = neutral;
    return neutral.cost;
  }

  // Results.

  /// No builds do better than the best for each scenario, nor than the search has proven.
  void set_bound(MoneyFlow proven) {
    out_.planned = best_.cost;
    out_.bound = std::max(weigh_all(bounds_).objective, proven);
    out_.bound = std::min(out_.bound, out_.planned.objective);
    out_.gap = proven_gap(out_.planned.objective, out_.bound);
    out_.status = status_of(out_.gap);
  }

  PlanStatus status_of(double gap) const {
    return gap <= options_.plan.gap ? PlanStatus::optimal : PlanStatus::feasible;
  }

  void check_all(const Settled& settled, std::string_view what) const {
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      cases_[i]->check(settled.states[i], &settled.builds, what);
    }
  }

  void check_shared() const {
    std::vector<const Region*> regions;
    std::vector<const NetworkState*> states;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      regions.push_back(&cases_[i]->region());
      states.push_back(&best_.states[i]);
    }
    require_sound(check_builds(regions, states, best_.builds), "what all scenarios share");
  }

  void tell() {
    check_all(best_, "the plan in a scenario");
    check_shared();
    out_.builds = best_.builds;
    std::vector<NetworkState> today;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      // What is planned may do better than the search for this scenario alone, within its gap.
      known_[i] = std::min(known_[i], best_.states[i].cost.total());
      if (for_mean_) known_[i] = std::min(known_[i], for_mean_->states[i].cost.total());
      today.push_back(cases_[i]->today({.stop = options_.plan.stop}));
      out_.outcomes.push_back(outcome(i, today.back()));
    }
    out_.today = weigh_all(today);
    out_.if_known = weigh_all(known_);
    if (for_mean_) out_.for_mean = for_mean_->cost;
  }

  ScenarioOutcome outcome(std::size_t scenario, const NetworkState& today) const {
    const ScenarioCase& each = *cases_[scenario];
    ScenarioOutcome out{.scenario = ScenarioId(scenario), .if_known = known_[scenario]};
    const MoneyFlow cost = best_.states[scenario].cost.total();
    out.plan.gap = proven_gap(cost, std::min(cost, bounds_[scenario]));
    out.plan.status = status_of(out.plan.gap);
    out.plan.terms = terms_of(region_, options_.plan);
    out.plan.terms.carbon_price = each.carbon_price();
    out.plan.baseline = today;
    out.plan.planned = best_.states[scenario];
    out.plan.prices = read_prices(each.network(), each.model(), out.plan.planned,
                                  best_.answers[scenario].row_duals);
    out.plan.left_out = out_.left_out;
    for (const Remark& remark : each.notes()) {
      if (!std::ranges::contains(out_.notes, remark)) out.plan.notes.push_back(remark);
    }
    if (for_mean_) out.for_mean = for_mean_->states[scenario].cost.total();
    return out;
  }

  const Region& region_;
  const RobustOptions& options_;
  RobustPlan out_;
  std::vector<std::unique_ptr<ScenarioCase>> cases_;
  std::unique_ptr<ScenarioCase> mean_;
  Settled best_;
  std::optional<Settled> for_mean_;
  std::vector<MoneyFlow> known_, bounds_;  // by scenario, by itself
  Seconds used_{};
};

}  // namespace

RobustPlan plan_scenarios(const Region& region, const reference::Reference& reference,
                          const RobustOptions& options) {
  require_scenarios(region, options.plan);
  return RobustPlanner(region, reference, options).plan();
}

void write_scenarios(const Region& region, const reference::Reference& reference,
                     const RobustOptions& options, const std::filesystem::path& path) {
  require_scenarios(region, options.plan);
  RobustPlanner(region, reference, options).write(path);
}

}  // namespace samspill::network
