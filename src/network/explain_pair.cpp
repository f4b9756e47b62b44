// Why a pair is in a plan or not, and what would turn it.
//
// Problem: a planner asks why two that could exchange don't, and what would have to change. Method:
// with the builds fixed the plan is a linear problem. What a unit is worth at both ends are the
// duals of their balances. For a pair that exchanges, its end is solved for. Where it begins or
// ends as a figure moves is found by solving again: first in doubling steps away from today's
// figure, then by halving; an idle pair is short by what carriage must fall. That is its reduced
// cost, unless the plan stands at a corner, where one unit more and one less differ in worth and a
// dual is but one of them. A connection that is not built is opened at its cost, and its saving
// compared with that. Source: sensitivity of linear problems, V. Chvátal, Linear Programming
// (1983), chapter 10 [unverified]. Limits: all else stays as it is, builds too; of a figure that
// turns the pair more than once the nearest found is given; a longer way loses no more than it does
// now. Worked number: disposal 90, purchase 40, carriage 140 EUR/t over 140 km: short by 10. It
// begins at a carriage of 130, at 130 km, at a disposal of 100, at a purchase of 50.
#include "network/explain_pair.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <ranges>
#include <tuple>

#include "base/error.h"
#include "network/fixed_plan.h"
#include "solver/solve.h"

namespace samspill::network {
namespace {

/// Less than this flows nowhere [base units a year].
constexpr double kNoise = 1e-6;
/// A price is looked for up to this many times the money that is at stake per unit.
constexpr double kFar = 10;
/// The highest carbon price looked at [EUR/t CO2e].
constexpr double kMostCarbonPrice = 2000;
constexpr int kDoublings = 12;
constexpr int kHalvings = 30;
/// A pair whose end costs less could as well go elsewhere [EUR a year].
constexpr double kNoWorth = 0.01;
/// Worths that miss what a pair is short by more than this don't hold both ways [EUR per unit].
constexpr double kCent = 0.01;

UnitPrice per_unit(double eur) {
  return eur * euro / unit_amount;
}

class PairExplainer {
 public:
  PairExplainer(const Region& region, const reference::Reference& reference, const Plan& plan,
                const NetworkOptions& options, const Endpoint& from, const Endpoint& to)
      : region_(region),
        reference_(reference),
        plan_(plan),
        fixed_(fix_builds(region, reference, options, plan, std::pair(from, to))),
        problem_(fixed_.model.problem),
        loaded_(problem_, options.stop) {
    require_answer(loaded_.unchanged());
    answer_.from = from;
    answer_.to = to;
    for (std::size_t i = 0; i < fixed_.network.arcs.arcs.size(); ++i) {
      const Arc& arc = fixed_.network.arcs.arcs[i];
      const bool is_straight = arc.relay == kNone;
      if (is_straight && nodes()[arc.giver].at == from && nodes()[arc.taker].at == to) {
        arcs_.push_back(i);
      }
    }
  }

  PairAnswer explain() && {
    if (arcs_.empty()) return answer_;
    for (const PlanFlow& flow : plan_.planned.flows) {
      if (flow.from != answer_.from || flow.to != answer_.to || !flow.legs.empty()) continue;
      answer_.sent += flow.sent / (1.0 * year);
    }
    const bool exchanges = answer_.sent > AmountFlow{};
    choose_arc(exchanges);
    describe();
    if (exchanges) {
      explain_exchange();
    } else if (is_unbuilt(arc().giver) || is_unbuilt(arc().taker)) {
      answer_.standing = PairStanding::process_not_built;
    } else if (needs_building(arc_)) {
      explain_connection();
    } else {
      explain_idle();
    }
    return answer_;
  }

 private:
  const Nodes& nodes() const { return fixed_.network.nodes; }
  const Arc& arc() const { return fixed_.network.arcs.arcs[arc_]; }
  double eur_per_kg() const { return fixed_.network.carbon_price.in(euro / kilogram_co2e); }

  static void require_answer(const solver::Solution& solution) {
    if (solution.has_answer()) return;
    if (solution.status == solver::Status::stopped) {
      throw Error(ErrorKind::unavailable, "the run was stopped before the pair was explained");
    }
    throw Error(ErrorKind::internal, "the plan with its builds kept has no solution");
  }

  // Which arc is spoken of.

  /// Of several ways the one that carries most, else the one that is nearest to carry.
  void choose_arc(bool exchanges) {
    const auto rank = [&](std::size_t index) {
      const double by_flow = exchanges ? -planned_on(index) : 0;
      return std::tuple(by_flow, needs_building(index), reduced_cost(index));
    };
    arc_ = *std::ranges::min_element(arcs_, {}, rank);
  }

  double planned_on(std::size_t index) const {
    double sum = 0;
    for (const PlanFlow& flow : plan_.planned.flows) {
      const Arc& its = fixed_.network.arcs.arcs[index];
      if (flow.from != answer_.from || flow.to != answer_.to || flow.mode != its.way.mode ||
          !flow.legs.empty() || flow.resource != nodes()[its.giver].resource) {
        continue;
      }
      sum += flow.sent.in(unit_amount);
    }
    return sum;
  }

  bool needs_building(std::size_t index) const {
    const std::size_t connection = fixed_.network.arcs.arcs[index].connection;
    if (connection == kNone) return false;
    const std::size_t column = fixed_.model.connection_columns[connection];
    return column != kNone && problem_.upper[column] == 0;
  }

  bool is_unbuilt(std::size_t node) const {
    const std::size_t instance = nodes()[node].instance;
    if (instance == kNone) return false;
    const std::size_t size = fixed_.model.size_columns[instance];
    return size != kNone && problem_.upper[size] == 0;
  }

  double reduced_cost(std::size_t index) const {
    return reduced_cost_of_column(fixed_.model.arc_columns[index] + best_period(index));
  }

  /// Of the periods in which both ends have something, the one with the least reduced cost: where
  /// there is nothing, a unit more has no worth to go by.
  std::size_t best_period(std::size_t index) const {
    const Arc& its = fixed_.network.arcs.arcs[index];
    const auto rank = [&](std::size_t t) {
      const bool is_empty = !(fixed_.network.limits.node(its.giver, t) > Amount{}) ||
                            !(fixed_.network.limits.node(its.taker, t) > Amount{});
      return std::pair(is_empty, reduced_cost_of_column(fixed_.model.arc_columns[index] + t));
    };
    return std::ranges::min(std::views::iota(std::size_t{0}, periods(index)), {}, rank);
  }

  double reduced_cost_of_column(std::size_t column) const {
    double cost = problem_.cost[column];
    const auto begin = static_cast<std::size_t>(problem_.column_begin[column]);
    const auto end = static_cast<std::size_t>(problem_.column_begin[column + 1]);
    for (std::size_t i = begin; i < end; ++i) {
      cost -= problem_.coefficients[i] *
              loaded_.unchanged().row_duals[static_cast<std::size_t>(problem_.row_of[i])];
    }
    return cost;
  }

  std::size_t periods(std::size_t index) const {
    return periods_of(fixed_.network, fixed_.network.arcs.arcs[index]);
  }

  // What is said of it.

  void describe() {
    answer_.given = nodes()[arc().giver].resource;
    answer_.wanted = nodes()[arc().taker].resource;
    answer_.mode = arc().way.mode;
    answer_.met = arc().way.arrival * arc().substitution;
    const std::size_t first = fixed_.model.arc_columns[arc_];
    const std::size_t best = best_period(arc_);
    answer_.giver_cost = per_unit(dual(arc().giver, best));
    answer_.taker_cost = per_unit(dual(arc().taker, best));
    answer_.now.carriage = per_unit(problem_.cost[first]);
    answer_.now.distance = arc().way.distance;
    answer_.now.disposal = price_at(arc().giver);
    answer_.now.purchase = price_at(arc().taker);
    answer_.now.carbon_price = fixed_.network.carbon_price;
  }

  double dual(std::size_t node, std::size_t period) const {
    const std::size_t row = fixed_.model.node_rows[node] + (nodes()[node].is_yearly ? 0 : period);
    return loaded_.unchanged().row_duals[row];
  }

  std::optional<UnitPrice> price_at(std::size_t node) const {
    if (!nodes()[node].way_out) return {};
    return nodes()[node].way_out->price;
  }

  void explain_exchange() {
    answer_.standing = PairStanding::exchanges;
    solver::Changes closed;
    for (const std::size_t index : arcs_) {
      for_columns(index, [&](std::size_t column) { closed.columns.push_back({column, 0, 0}); });
    }
    const solver::Solution without = solve(closed);
    answer_.worth = (without.objective - loaded_.unchanged().objective) * euro / year;
    if (answer_.worth > kNoWorth * euro / year) find_turning();
  }

  void explain_idle() {
    answer_.standing = PairStanding::idle;
    if (flows(loaded_.unchanged().columns)) return;
    const UnitPrice by_worths = per_unit(reduced_cost(arc_));
    answer_.short_by = by_worths;
    find_turning();
    answer_.is_at_corner = std::abs((answer_.short_by - by_worths).in(euro / unit_amount)) > kCent;
  }

  void explain_connection() {
    answer_.standing = PairStanding::way_not_built;
    const Connection& connection = fixed_.network.arcs.connections[arc().connection];
    answer_.connection = connection.fixed;
    const std::size_t built = fixed_.model.connection_columns[arc().connection];
    const solver::Solution open = solve({.columns = {{built, 1, 1}}});
    double sent = 0;
    for_columns(arc_, [&](std::size_t column) { sent += open.columns[column]; });
    answer_.sent = (sent > kNoise ? sent : 0) * unit_amount / year;
    answer_.worth =
        connection.fixed - (open.objective - loaded_.unchanged().objective) * euro / year;
  }

  // Where it turns.

  template <typename Deed>
  void for_columns(std::size_t index, Deed deed) const {
    for (std::size_t t = 0; t < periods(index); ++t) {
      deed(fixed_.model.arc_columns[index] + t);
    }
  }

  solver::Solution solve(const solver::Changes& changes) {
    solver::Solution solution = loaded_.solve(changes);
    require_answer(solution);
    return solution;
  }

  bool flows(const std::vector<double>& columns) const {
    double sum = 0;
    for (const std::size_t index : arcs_) {
      for_columns(index, [&](std::size_t column) { sum += columns[column]; });
    }
    return sum > kNoise;
  }

  void find_turning() {
    const bool flows_now = answer_.standing == PairStanding::exchanges;
    const double dearer = flows_now ? 1 : -1;
    const double stake = std::abs(answer_.giver_cost.in(euro / unit_amount)) +
                         answer_.met * std::abs(answer_.taker_cost.in(euro / unit_amount)) +
                         std::abs(answer_.now.carriage->in(euro / unit_amount)) + 1;
    const double carriage = answer_.now.carriage->in(euro / unit_amount);
    if (const auto move = turn(dearer * kFar * stake, [&](double by) { return carriage_by(by); })) {
      if (!flows_now) answer_.short_by = per_unit(-*move);
      if (carriage + *move >= 0) answer_.turning.carriage = per_unit(carriage + *move);
      find_turning_distance(*move);
    }
    const auto price = [&](std::size_t node, const std::optional<UnitPrice>& now) {
      std::optional<UnitPrice> turning;
      if (!now) return turning;
      const auto move =
          turn(-dearer * kFar * stake, [&](double by) { return way_out_by(fixed_, node, by); });
      if (move) turning = *now + per_unit(*move);
      return turning;
    };
    answer_.turning.disposal = price(arc().giver, answer_.now.disposal);
    answer_.turning.purchase = price(arc().taker, answer_.now.purchase);
    const double carbon_price = fixed_.network.carbon_price.in(euro / tonne_co2e);
    const auto carbon = [&](double by) { return carbon_price_by(fixed_, by); };
    auto move = turn(std::max(kMostCarbonPrice - carbon_price, 0.0), carbon);
    if (!move) move = turn(-carbon_price, carbon);
    if (move) answer_.turning.carbon_price = (carbon_price + *move) * euro / tonne_co2e;
  }

  /// The way's cost per kilometre is known unless a link states its cost.
  void find_turning_distance(double carriage_moves) {
    const reference::Carriage& way = arc().way;
    if (!way.mode) return;
    const bool is_stated = std::ranges::any_of(region_.links, [&](const Link& link) {
      return link.cost && link.from == answer_.from.site && link.to == answer_.to.site &&
             link.mode == way.mode;
    });
    if (is_stated) return;
    const reference::Mode& mode = reference_[way.mode];
    auto slope = mode.cost_per_distance;
    if (mode.co2e_per_distance) slope += fixed_.network.carbon_price * *mode.co2e_per_distance;
    if (!(slope * (1.0 * kilometre) > UnitPrice{})) return;
    const Distance turning = way.distance + per_unit(carriage_moves) / slope;
    if (turning > Distance{}) answer_.turning.distance = turning;
  }

  solver::Changes carriage_by(double eur) const {
    solver::Changes changes;
    for (const std::size_t index : arcs_) {
      for_columns(index, [&](std::size_t column) {
        changes.costs.push_back({column, problem_.cost[column] + eur});
      });
    }
    return changes;
  }

  /// By how much a figure must move, at most by `far`, for the pair to begin or end.
  std::optional<double> turn(double far, const std::function<solver::Changes(double)>& changes) {
    if (far == 0) return {};
    const bool flows_now = answer_.standing == PairStanding::exchanges;
    const auto turns = [&](double by) { return flows(solve(changes(by)).columns) != flows_now; };
    double same = 0, other = far / std::exp2(kDoublings);
    while (!turns(other)) {
      if (other == far) return {};
      same = other;
      other = std::abs(other * 2) < std::abs(far) ? other * 2 : far;
    }
    for (int i = 0; i < kHalvings; ++i) {
      const double middle = (same + other) / 2;
      (turns(middle) ? other : same) = middle;
    }
    return other;
  }

  const Region& region_;
  const reference::Reference& reference_;
  const Plan& plan_;
  FixedPlan fixed_;
  const solver::Problem& problem_;
  solver::LoadedProblem loaded_;
  std::vector<std::size_t> arcs_;  // between the two
  std::size_t arc_ = kNone;        // the one spoken of
  PairAnswer answer_;
};

}  // namespace

PairAnswer explain_pair(const Region& region, const reference::Reference& reference,
                        const Plan& plan, const NetworkOptions& options, const Endpoint& from,
                        const Endpoint& to) {
  return PairExplainer(region, reference, plan, options, from, to).explain();
}

}  // namespace samspill::network
