// The plan of a region's exchanges and builds.
//
// Problem and model: model.h, docs/network.md. Method: the baseline is solved first and starts the
// plan's search, so that a run that is cut short still has a plan. Climate objective: CO2e first,
// then cost at that CO2e. Front: epsilon-constraint (Y. Haimes, L. Lasdon, D. Wismer 1971), evenly
// spaced caps. Limits: exact up to the solver's gap; regions beyond some hundred sites need more
// than a general solver.
#include "network/plan_network.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <iterator>
#include <utility>

#include "base/error.h"
#include "first_order/park_bound.h"
#include "first_order/polish.h"
#include "network/at_scale.h"
#include "network/check_state.h"
#include "network/model.h"
#include "network/price_bound.h"
#include "network/state.h"
#include "network/today.h"
#include "solver/solve.h"

namespace samspill::network {
namespace {

using solver::Seconds;

/// How far above its least the CO2e may be when the cost is settled: a billionth and a milligram.
constexpr double kHeldShare = 1e-9;
constexpr double kHeldLeast = 1e-6;
/// Points of a front that lie closer than this are one: a millionth, at least 1 kg a year.
constexpr double kSamePointShare = 1e-6;
constexpr double kSamePointLeast = 1;
/// The carbon price that makes the cheapest plan the cleanest of its equals, as a share of cost per
/// CO2e.
constexpr double kTieBreak = 1e-6;
/// Of the time that is left, what a plan at scale may take before its flows are settled.
constexpr double kSearchShare = 0.8;
/// A proven gap of no more than this share of the cost is rounding.
constexpr double kRounding = 1e-9;
/// Of the time that is then left, what bettering the builds may take.
constexpr double kPolishShare = 0.5;
/// The share of the run that the baseline is reckoned to take.
constexpr double kBaselineShare = 0.05;

/// One answer to the model and the duals that price its balances.
struct Answer {
  solver::Status status = solver::Status::stopped;
  double gap = 1;
  std::vector<double> columns;
  std::vector<double> row_duals;
  SolvedBy solved_by = SolvedBy::branch_and_bound;
  bool has_ended = false;  // by itself, though perhaps not within the wanted gap

  bool is_plan() const {
    return status == solver::Status::optimal || status == solver::Status::feasible;
  }
};

class Planner {
 public:
  Planner(const Region& region, const reference::Reference& reference,
          const NetworkOptions& options, bool is_cost_alone)
      : options_(options),
        terms_(terms_of(region, options)),
        carriages_(region, reference),
        network_(find_network(region, reference, options.without,
                              {terms_.carbon_price, is_cost_alone}, options.most_pairs, notes_)),
        model_(build_model(network_)) {
    if (options_.method == Method::scale) require_scalable(network_, terms_);
    const solver::Options for_baseline = solver_options({}, 0, 0);
    Today today = find_today(network_, model_, for_baseline, notes_);
    today_ = std::move(today.columns);
    used_ = today.run_time;
    baseline_ = read_state(network_, model_, today_);
    check(baseline_, "today's state");
    report({kBaselineShare});
  }

  /// Makes the plan for an answer.
  Plan plan(const Answer& answer) const {
    Plan plan;
    plan.terms = terms_;
    plan.method = options_.method;
    plan.baseline = baseline_;
    plan.left_out = network_.nodes.left_out;
    plan.notes = notes_;
    if (!answer.is_plan()) return plan;
    plan.status =
        answer.status == solver::Status::optimal ? PlanStatus::optimal : PlanStatus::feasible;
    plan.gap = answer.gap;
    plan.solved_by = answer.solved_by;
    plan.planned = read_state(network_, model_, answer.columns);
    check(plan.planned, "the plan");
    plan.prices = read_prices(network_, model_, plan.planned, answer.row_duals);
    note_blends(network_.region, network_.reference, network_.nodes, network_.arcs, network_.blends,
                plan.planned, plan.notes);
    note_unknown_factors(plan.planned, plan.notes);
    note_unknown_factors(plan.baseline, plan.notes);
    if (plan.status == PlanStatus::feasible && !answer.has_ended) {
      note(plan.notes,
           {answer.columns == today_ ? "network.stopped_today" : "network.stopped", {}});
    }
    return plan;
  }

  /// The cheapest plan with at most this much CO2e [kg], which costs `extra` EUR per kg besides.
  Answer cheapest(double most_co2e, double extra, const std::vector<double>& start, double from,
                  double to) {
    set_objective(1, extra);
    return solve(most_co2e, start, from, to);
  }

  /// The plan with the least CO2e, and of these the cheapest.
  Answer cleanest(double most_co2e, double from, double to) {
    set_objective(0, 1);
    const double between = from + (to - from) * 0.6;
    Answer least = solve(most_co2e, today_, from, between);
    if (!least.is_plan()) return least;
    const double co2e = co2e_of(least.columns);
    const double held = co2e + kHeldShare * std::abs(co2e) + kHeldLeast;
    Answer answer = cheapest(std::min(held, most_co2e), 0, least.columns, between, to);
    if (!answer.is_plan()) answer = least;
    if (least.status != solver::Status::optimal) answer.status = solver::Status::feasible;
    answer.gap = std::max(answer.gap, least.gap);
    return answer;
  }

  /// Prices that are best for the problem without its whole numbers, and what they prove. Empty
  /// when time ran out or no plan keeps the cap.
  std::optional<PriceProof> prove() {
    set_objective(1, 0);
    solver::Problem relaxed = model_.problem;
    relaxed.row_upper[model_.co2e_row] = cap();
    std::ranges::fill(relaxed.is_integer, 0);
    const auto solution = solver::solve(relaxed, solver_options({}, 0, 0));
    used_ += solution.run_time;
    if (solution.status != solver::Status::optimal) return {};
    return proof_by(solution.row_duals);
  }

  /// The best plan where nothing but flows is chosen, and the prices that prove it, and also that
  /// nothing is worth building. Empty elsewhere, or when it was stopped.
  std::optional<std::pair<Answer, PriceProof>> exchange() {
    if (!is_flows_alone(network_)) return {};
    set_objective(1, 0);
    const ScaleForm form(network_, model_);
    std::vector<double> price;
    Answer answer{.status = solver::Status::optimal, .solved_by = SolvedBy::network_simplex};
    answer.columns = form.exchange(options_.stop, price);
    if (answer.columns.empty()) return {};
    answer.row_duals = form.row_duals(price);
    PriceProof proof = proof_by(answer.row_duals);
    const double gap = proven_gap(cost_of(answer.columns) * euro / year, proof.least);
    if (gap > kRounding) return {};
    answer.gap = 0;
    report({1, answer.gap, proof.least});
    return std::pair(std::move(answer), std::move(proof));
  }

  /// A good plan for a large region, or today's where that is better, and the prices that say how
  /// good it is.
  std::pair<Answer, PriceProof> at_scale() {
    set_objective(1, 0);
    const ScaleForm form(network_, model_);
    const first_order::Result found = search(form.problem());
    PriceProof proof = proof_by(form.row_duals(found.price));
    const auto settled = solver::solve(form.settling(found.plan, today_), solver_options({}, 0, 0));
    used_ += settled.run_time;
    Answer answer{.columns = today_, .solved_by = SolvedBy::first_order};
    answer.has_ended = settled.status == solver::Status::optimal && !is_cut_short_;
    if (settled.has_answer() && cost_of(settled.columns) < cost_of(today_)) {
      answer.columns = settled.columns;
      answer.row_duals = settled.row_duals;
    }
    // Not cost_of(): what is built and then not used is not in the plan.
    const MoneyFlow cost = read_state(network_, model_, answer.columns).cost.total();
    const double by_prices = std::min(proven_gap(cost, proof.least), 1.0);
    answer.gap = by_prices;
    if (by_prices > options_.gap) {
      answer.gap = std::min(by_prices, proven_gap(cost, by_parks(form.problem(), found.price)));
    }
    if (answer.gap < by_prices) {
      const auto percent = [](double share) { return std::format("{:.3f}", share * 100); };
      note(notes_, {"network.bound_by_parks", {percent(answer.gap), percent(by_prices)}});
    }
    answer.status = answer.gap <= options_.gap ? solver::Status::optimal : solver::Status::feasible;
    report({1, answer.gap, proof.least});
    return {std::move(answer), std::move(proof)};
  }

  /// The problem that is solved first, as a file.
  void write(const std::filesystem::path& path) {
    set_objective(terms_.objective == Objective::cost ? 1 : 0,
                  terms_.objective == Objective::cost ? 0 : 1);
    model_.problem.row_upper[model_.co2e_row] = cap();
    name_model(network_, model_);
    solver::write(model_.problem, path);
  }

  double co2e_of(const std::vector<double>& columns) const {
    double sum = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) sum += model_.co2e[i] * columns[i];
    return sum;
  }
  double cost_of(const std::vector<double>& columns) const {
    double sum = model_.fixed_money + eur_per_kg() * co2e_of(columns);
    for (std::size_t i = 0; i < columns.size(); ++i) sum += model_.money[i] * columns[i];
    return sum;
  }
  const std::vector<double>& today() const { return today_; }
  double cap() const {
    return options_.cap ? options_.cap->in(kilogram_co2e / year) : solver::kInfinity;
  }
  bool is_stopped() const {
    return options_.stop.stop_requested() || (options_.time_limit && time_left() <= Seconds(0));
  }

 private:
  double eur_per_kg() const { return network_.carbon_price.in(euro / kilogram_co2e); }
  PriceProof proof_by(const std::vector<double>& row_duals) const {
    PriceProof proof;
    proof.cap_price = std::max(0.0, -row_duals[model_.co2e_row]) * euro / kilogram_co2e;
    proof.prices = read_balance_prices(network_, model_, row_duals);
    proof.mixes = read_mix_prices(network_, model_, row_duals);
    proof.rooms = read_room_prices(network_, model_, row_duals);
    proof.holdings = read_holding_prices(network_, model_, row_duals);
    proof.least = price_bound(network_, terms_, proof);
    return proof;
  }

  /// Builds, flows and prices of a plan at scale.
  first_order::Result search(const first_order::FlowProblem& problem) {
    const auto began = std::chrono::steady_clock::now();
    first_order::Options options;
    options.gap = options_.gap;
    if (options_.time_limit) {
      options.time_limit = kSearchShare * std::max(time_left(), Seconds(0));
    }
    options.stop = options_.stop;
    options.threads = options_.threads;
    options.progress = [this](const first_order::Standing& found) {
      const double done = std::min(options_.gap / std::max(found.gap, options_.gap), 1.0);
      report({kBaselineShare + (kSearchShare - kBaselineShare) * done, found.gap,
              (found.bound + model_.fixed_money) * euro / year});
    };
    first_order::Result found = first_order::solve_with_builds(problem, options, {});
    const std::optional<Seconds> limit = options.time_limit;
    if (!found.is_within_gap) {
      const Seconds taken = std::chrono::steady_clock::now() - began;
      if (limit) options.time_limit = kPolishShare * std::max(*limit - taken, Seconds(0));
      first_order::polish_builds(problem, options, {}, found);
    }
    const Seconds taken = std::chrono::steady_clock::now() - began;
    used_ += taken;
    is_cut_short_ = options.stop.stop_requested() || (limit && taken >= *limit);
    return found;
  }

  /// What no plan can cost less than by whole builds, park by park.
  MoneyFlow by_parks(const first_order::FlowProblem& problem, const std::vector<double>& price) {
    const auto began = std::chrono::steady_clock::now();
    first_order::ParkOptions options{.threads = options_.threads, .stop = options_.stop};
    if (options_.time_limit) options.time_limit = std::max(time_left(), Seconds(0));
    const double bound = first_order::bound_by_parks(problem, price, options).bound;
    used_ += std::chrono::steady_clock::now() - began;
    return (bound + model_.fixed_money) * euro / year;
  }

  Seconds time_left() const { return *options_.time_limit - used_; }
  void report(const Standing& standing) const {
    if (options_.progress) options_.progress(standing);
  }

  solver::Options solver_options(std::vector<double> start, double from, double to) const {
    solver::Options options;
    options.gap = options_.gap;
    if (options_.time_limit) options.time_limit = std::max(time_left(), Seconds(0));
    options.stop = options_.stop;
    options.start = std::move(start);
    options.threads = options_.threads;
    if (options_.progress && to > from) {
      options.progress = [this, from, to](const solver::Standing& found) {
        Standing standing{from + (to - from) * found.share, found.gap};
        if (is_cost_sought_) standing.bound = found.bound * euro / year;
        report(standing);
      };
    }
    return options;
  }

  void set_objective(double money, double extra_per_kg) {
    is_cost_sought_ = money > 0;
    const double per_kg = money * eur_per_kg() + extra_per_kg;
    for (std::size_t i = 0; i < model_.problem.columns(); ++i) {
      model_.problem.cost[i] = money * model_.money[i] + per_kg * model_.co2e[i];
    }
    model_.problem.offset = money * model_.fixed_money;
  }

  Answer solve(double most_co2e, const std::vector<double>& start, double from, double to) {
    model_.problem.row_upper[model_.co2e_row] = most_co2e;
    const bool keeps_cap = co2e_of(start) <= most_co2e;
    const auto solution = solver::solve(
        model_.problem, solver_options(keeps_cap ? start : std::vector<double>{}, from, to));
    used_ += solution.run_time;
    report({to, solution.gap, {}});
    Answer answer{solution.status, std::min(solution.gap, 1.0), solution.columns,
                  solution.row_duals};
    if (solution.status == solver::Status::unbounded) {
      throw Error(ErrorKind::internal, "the network model is unbounded");
    }
    if (solution.status == solver::Status::stopped) {
      if (!keeps_cap) {
        throw Error(ErrorKind::unavailable,
                    "the run ended before a plan that keeps the emissions cap was found");
      }
      answer.status = solver::Status::feasible;
      answer.columns = start;
    }
    return answer;
  }

  void check(const NetworkState& state, std::string_view what) const {
    require_sound(check_state(network_.region, network_.reference, carriages_, state,
                              network_.carbon_price, options_.without),
                  what);
  }

  void note_unknown_factors(const NetworkState& state, std::vector<Remark>& notes) const {
    for (const auto* side : {&state.disposals, &state.purchases}) {
      for (const Recourse& recourse : *side) {
        if (recourse.co2e) continue;
        note(notes, {"check.factor_unknown", {network_.reference[recourse.resource].key}});
      }
    }
    for (const PlanFlow& flow : state.flows) {
      if (!flow.mode || !flow.factor_id.empty()) continue;
      note(notes, {"network.mode_factor_unknown", {network_.reference[flow.mode].key}});
    }
  }

  const NetworkOptions& options_;
  std::vector<Remark> notes_;
  PlanTerms terms_;
  reference::Carriages carriages_;
  Network network_;
  Model model_;
  std::vector<double> today_;
  NetworkState baseline_;
  bool is_cost_sought_ = true;
  bool is_cut_short_ = false;  // the search at scale
  Seconds used_{};
};

/// Says how far the cap is out of reach.
void explain_infeasible(Planner& planner, const NetworkOptions& options, Plan& plan) {
  if (!options.cap || planner.is_stopped()) return;
  const Answer least = planner.cleanest(solver::kInfinity, 1, 1);
  if (!least.is_plan()) return;
  const auto text = [](double kilograms) { return std::format("{:.1f}", kilograms / 1000); };
  note(plan.notes,
       {"network.cap_out_of_reach", {text(planner.cap()), text(planner.co2e_of(least.columns))}});
}

}  // namespace

PlanTerms terms_of(const Region& region, const NetworkOptions& options) {
  const Settings& settings = region.settings;
  const int first_year =
      settings.planning_years.empty() ? settings.base_year : settings.planning_years.front();
  const CarbonPrice carbon_price =
      options.carbon_price.value_or(carbon_price_of(settings, options.year.value_or(first_year)));
  return {options.objective, carbon_price, options.cap, options.without};
}

Plan plan_network(const Region& region, const reference::Reference& reference,
                  const NetworkOptions& options) {
  const bool by_cost = options.objective == Objective::cost;
  Planner planner(region, reference, options, by_cost && !options.cap);
  std::optional<std::pair<Answer, PriceProof>> found;
  if (by_cost && !options.cap) found = planner.exchange();
  if (!found && options.method == Method::scale) found = planner.at_scale();
  if (found) {
    auto& [answer, proof] = *found;
    Plan plan = planner.plan(answer);
    const bool is_shown = options.is_proof_wanted || options.method == Method::scale;
    if (is_shown) plan.proof = std::move(proof);
    return plan;
  }
  std::optional<PriceProof> proof;
  if (by_cost && options.is_proof_wanted) proof = planner.prove();
  const Answer answer = by_cost
                            ? planner.cheapest(planner.cap(), 0, planner.today(), kBaselineShare, 1)
                            : planner.cleanest(planner.cap(), kBaselineShare, 1);
  Plan plan = planner.plan(answer);
  if (proof && plan.status != PlanStatus::infeasible) {
    const MoneyFlow cost = plan.planned.cost.total();
    plan.gap = std::min(plan.gap, proven_gap(cost, proof->least));
    plan.proof = std::move(proof);
  }
  if (plan.status == PlanStatus::infeasible) explain_infeasible(planner, options, plan);
  return plan;
}

void write_model(const Region& region, const reference::Reference& reference,
                 const NetworkOptions& options, const std::filesystem::path& path) {
  Planner(region, reference, options, options.objective == Objective::cost && !options.cap)
      .write(path);
}

std::vector<ParetoPoint> pareto(const Region& region, const reference::Reference& reference,
                                const NetworkOptions& options, std::size_t points) {
  std::vector<ParetoPoint> front;
  if (points == 0) return front;
  Planner planner(region, reference, options, false);
  const double step = (1 - kBaselineShare) / static_cast<double>(points + 1);
  double done = kBaselineShare;
  const auto add = [&](const Answer& answer) {
    if (!answer.is_plan()) return;
    Plan plan = planner.plan(answer);
    front.push_back({plan.planned.cost.total(), plan.planned.co2e.total(), std::move(plan)});
  };
  Answer clean = planner.cleanest(planner.cap(), done, done + 2 * step);
  done += 2 * step;
  if (!clean.is_plan()) return front;
  const double least = planner.co2e_of(clean.columns);
  // Reckons the tie-break from a plan at hand, so that it stays small beside any cost.
  const double extra =
      kTieBreak * std::abs(planner.cost_of(clean.columns)) /
      std::max({std::abs(least), std::abs(planner.co2e_of(planner.today())), kSamePointLeast});
  const Answer cheap = planner.cheapest(planner.cap(), extra, clean.columns, done, done + step);
  done += step;
  add(cheap);
  const double most = planner.co2e_of(cheap.columns);
  const double tolerance = std::max(kSamePointShare * std::abs(least), kSamePointLeast);
  if (most - least <= tolerance || points == 1) return front;
  for (std::size_t i = 1; i + 1 < points && !planner.is_stopped(); ++i) {
    const double cap =
        most - (most - least) * static_cast<double>(i) / static_cast<double>(points - 1);
    add(planner.cheapest(cap, 0, clean.columns, done, done + step));
    done += step;
  }
  add(clean);
  std::ranges::stable_sort(front, {}, &ParetoPoint::cost);
  return front;
}

}  // namespace samspill::network
