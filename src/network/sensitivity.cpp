// Which price or quantity changes a plan, and where.
//
// Problem: a plan rests on hundreds of figures, few of which matter; which, and how wrong may they
// be? Method: with the builds fixed the plan is a linear problem. Its least cost is concave in a
// price and convex in a quantity, so what holds at both ends of a range holds between, and where it
// does not, the nearest turn is found by halving: of a price where other amounts flow, of a
// quantity where the worth of a unit more is another. Source: parametric programming, S. Gass, T.
// Saaty, Naval Research Logistics Quarterly 2 (1955). Limits: one figure at a time; the builds are
// kept, so a plan that builds otherwise may turn earlier. Worked number: bark, disposal 90 EUR/t,
// bought at 40 by its taker, lorry 100: it goes as long as disposal costs more than 60, or the
// lorry less than 1.3 times as much.
#include "network/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "network/fixed_plan.h"
#include "solver/solve.h"

namespace samspill::network {
namespace {

using Kind = PlanInput::Kind;

/// A worth or a flow that differs by less than this share, or of one, is the same.
constexpr double kSame = 1e-6;
constexpr int kHalvings = 20;
constexpr double kSmallPrice = 10;  // EUR per unit or t CO2e
constexpr double kTenth = 0.1;

class TurnFinder {
 public:
  TurnFinder(const Region& region, const reference::Reference& reference, const Plan& plan,
             const SensitivityOptions& options)
      : options_(options),
        fixed_(fix_builds(region, reference, options.plan, plan)),
        problem_(fixed_.model.problem),
        loaded_(problem_, options.plan.stop) {}

  Sensitivity find() {
    Sensitivity out;
    const std::vector<PlanInput> inputs = find_inputs();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      node_ = node_of_[i];
      const auto found = try_input(inputs[i]);
      if (!found) {
        out.is_complete = false;
        break;
      }
      if (found->below || found->above) {
        out.break_evens.push_back(*found);
      } else {
        ++out.steady;
      }
      if (options_.plan.progress) {
        options_.plan.progress(
            {.share = static_cast<double>(i + 1) / static_cast<double>(inputs.size())});
      }
    }
    std::ranges::stable_sort(out.break_evens, {}, [](const BreakEven& row) {
      return std::pair(row.is_at_corner(), row.distance());
    });
    return out;
  }

 private:
  const Network& network() const { return fixed_.network; }
  const Nodes& nodes() const { return fixed_.network.nodes; }

  std::vector<PlanInput> find_inputs() {
    std::vector<PlanInput> inputs;
    for (std::size_t i = 0; i < nodes().nodes.size(); ++i) {
      const Node& node = nodes()[i];
      const bool gives = node.direction == Direction::offer;
      if (node.way_out) {
        inputs.push_back({gives ? Kind::disposal : Kind::purchase, node.at, node.resource, {}});
        node_of_.push_back(i);
      }
      if (!node.at.stream) continue;
      inputs.push_back({Kind::quantity, node.at, node.resource, {}});
      node_of_.push_back(i);
    }
    for (const Arc& arc : network().arcs.arcs) add_mode(inputs, arc.way.mode);
    for (const Leg& leg : network().arcs.legs) add_mode(inputs, leg.way.mode);
    inputs.push_back({Kind::carbon_price, {}, {}, {}});
    node_of_.resize(inputs.size(), kNone);
    return inputs;
  }

  static void add_mode(std::vector<PlanInput>& inputs, ModeId mode) {
    if (mode && !std::ranges::contains(inputs, mode, &PlanInput::mode)) {
      inputs.push_back({Kind::transport, {}, {}, mode});
    }
  }

  /// Empty when the run was stopped.
  std::optional<BreakEven> try_input(const PlanInput& input) {
    BreakEven out{.input = input};
    out.now = now(input);
    const double scale = scale_of(input, out.now);
    const auto more = solve(input, kTenth * scale);
    if (!more) return {};
    out.per_tenth = (more->objective - loaded_.unchanged().objective) * euro / year;
    for (const double side : {-1.0, 1.0}) {
      const double end = side * options_.range * scale;
      const auto turn = find_turn(input, end);
      if (is_stopped_) return {};
      if (!turn) continue;
      (side < 0 ? out.below : out.above) = out.now + turn->first;
      (side < 0 ? out.change_below : out.change_above) = turn->second;
    }
    return out;
  }

  double now(const PlanInput& input) const {
    switch (input.kind) {
      case Kind::disposal:
      case Kind::purchase:
        return nodes()[node_].way_out->price.in(euro / unit_amount);
      case Kind::quantity:
        return quantity();
      case Kind::carbon_price:
        return network().carbon_price.in(euro / tonne_co2e);
      case Kind::transport:
        break;
    }
    return 1;
  }

  /// Of the node at hand, in a year.
  double quantity() const {
    Amount sum;
    for (const Amount amount : nodes()[node_].amounts) sum += amount;
    return sum.in(unit_amount);
  }

  /// What a share of the figure is a share of.
  static double scale_of(const PlanInput& input, double now) {
    const bool is_price = input.kind != Kind::quantity && input.kind != Kind::transport;
    return is_price ? std::max(std::abs(now), kSmallPrice) : now;
  }

  std::optional<solver::Solution> solve(const PlanInput& input, double by) {
    solver::Solution solution = loaded_.solve(changes(input, by));
    if (solution.status == solver::Status::stopped) {
      is_stopped_ = true;
      return {};
    }
    if (!solution.has_answer()) {
      throw Error(ErrorKind::internal, "the plan with one figure moved has no solution");
    }
    return solution;
  }

  solver::Changes changes(const PlanInput& input, double by) const {
    switch (input.kind) {
      case Kind::disposal:
      case Kind::purchase:
        return way_out_by(fixed_, node_, by);
      case Kind::carbon_price:
        return carbon_price_by(fixed_, by);
      case Kind::quantity:
        return quantity_by(by);
      case Kind::transport:
        break;
    }
    return transport_by(input.mode, by);
  }

  solver::Changes transport_by(ModeId mode, double share) const {
    solver::Changes out;
    const auto add = [&](std::size_t first, std::size_t periods) {
      for (std::size_t column = first; column < first + periods; ++column) {
        out.costs.push_back({column, problem_.cost[column] + share * fixed_.model.money[column]});
      }
    };
    for (std::size_t i = 0; i < network().arcs.arcs.size(); ++i) {
      const Arc& arc = network().arcs.arcs[i];
      if (arc.way.mode == mode) add(fixed_.model.arc_columns[i], periods_of(network(), arc));
    }
    for (std::size_t i = 0; i < network().arcs.legs.size(); ++i) {
      if (network().arcs.legs[i].way.mode == mode) {
        add(fixed_.model.leg_columns[i], network().region.period_count());
      }
    }
    return out;
  }

  /// The same share in every period. What holds processes and legs to what the plan can use moves
  /// along, but no stated capacity.
  solver::Changes quantity_by(double by) const {
    solver::Changes out;
    const Node& node = nodes()[node_];
    const double share = by / quantity();
    for (std::size_t t = 0; t < periods_of(network(), node); ++t) {
      const double amount = node.amounts[t].in(unit_amount) * (1 + share);
      out.rows.push_back({fixed_.model.node_rows[node_] + t, amount, amount});
    }
    if (share < 0) return out;
    const auto widen = [&](std::size_t first) {
      for (std::size_t t = 0; t < network().region.period_count(); ++t) {
        const std::size_t column = first + t;
        out.columns.push_back(
            {column, problem_.lower[column], problem_.upper[column] * (1 + share)});
      }
    };
    for (std::size_t i = 0; i < nodes().instances.size(); ++i) {
      const Process& process = network().region[nodes().instances[i].process];
      if (!process.capacity_max) widen(fixed_.model.activity_columns[i]);
    }
    for (const std::size_t first : fixed_.model.leg_columns) widen(first);
    return out;
  }

  using Turn = std::pair<double, std::optional<ChangedWay>>;

  /// How far the figure moves towards `end` before the plan changes, and what is another then.
  /// Empty when it does not, or the run was stopped.
  std::optional<Turn> find_turn(const PlanInput& input, double end) {
    return input.kind == Kind::quantity ? find_quantity_turn(input, end)
                                        : find_price_turn(input, end);
  }

  /// What flows now costs ever more beside what is best further off; where the two cost the same
  /// the plan turns, unless something else is better still there.
  std::optional<Turn> find_price_turn(const PlanInput& input, double end) {
    const solver::Solution& now = loaded_.unchanged();
    const double now_rises = rise(input, now.columns);
    double at = end;
    std::optional<solver::Solution> beyond;
    for (;;) {
      auto solution = solve(input, at);
      if (!solution) return {};
      const double saved = now.objective + now_rises * at - solution->objective;
      if (saved <= noise()) break;
      const double rises = rise(input, solution->columns);
      at = (solution->objective - rises * at - now.objective) / (now_rises - rises);
      beyond = std::move(solution);
    }
    if (!beyond) return {};
    return Turn(at, largest_change(input, *beyond));
  }

  /// What the objective rises by with the figure while these amounts flow.
  double rise(const PlanInput& input, const std::vector<double>& columns) const {
    double sum = 0;
    for (const auto& cost : changes(input, 1).costs) {
      sum += (cost.value - problem_.cost[cost.column]) * columns[cost.column];
    }
    return sum;
  }

  /// Savings below this are rounding [EUR a year].
  double noise() const { return 0.01 + kSame * kSame * std::abs(loaded_.unchanged().objective); }

  /// By halving, where a unit more is worth another price.
  std::optional<Turn> find_quantity_turn(const PlanInput& input, double end) {
    const auto is_same = [&](const solver::Solution& solution) {
      const double before = worth(loaded_.unchanged());
      return std::abs(worth(solution) - before) <= kSame * std::max(1.0, std::abs(before));
    };
    auto beyond = solve(input, end);
    if (!beyond || is_same(*beyond)) return {};
    double same = 0, other = end;
    for (int i = 0; i < kHalvings; ++i) {
      const double middle = (same + other) / 2;
      auto solution = solve(input, middle);
      if (!solution) return {};
      if (is_same(*solution)) {
        same = middle;
      } else {
        other = middle;
        beyond = std::move(solution);
      }
    }
    return Turn(other, largest_change(input, *beyond));
  }

  double worth(const solver::Solution& solution) const {
    double sum = 0;
    for (std::size_t t = 0; t < periods_of(network(), nodes()[node_]); ++t) {
      sum += solution.row_duals[fixed_.model.node_rows[node_] + t] *
             nodes()[node_].amounts[t].in(unit_amount);
    }
    return sum / quantity();
  }

  double carried(std::size_t index, const solver::Solution& solution) const {
    const Arc& arc = network().arcs.arcs[index];
    double sum = 0;
    for (std::size_t t = 0; t < periods_of(network(), arc); ++t) {
      sum += solution.columns[fixed_.model.arc_columns[index] + t];
    }
    return sum;
  }

  /// Of the ways that the figure concerns, else of all: of equally good flows others may change
  /// too.
  std::optional<ChangedWay> largest_change(const PlanInput& input,
                                           const solver::Solution& solution) const {
    std::optional<ChangedWay> largest;
    std::pair<bool, double> most{false, kSame};
    for (std::size_t i = 0; i < network().arcs.arcs.size(); ++i) {
      const Arc& arc = network().arcs.arcs[i];
      const double before = carried(i, loaded_.unchanged()), after = carried(i, solution);
      const bool is_concerned =
          input.mode ? arc.way.mode == input.mode : arc.giver == node_ || arc.taker == node_;
      const double change = std::abs(after - before);
      if (change <= kSame || std::pair(is_concerned, change) <= most) continue;
      most = {is_concerned, change};
      largest = {nodes()[arc.giver].at, nodes()[arc.taker].at,       nodes()[arc.giver].resource,
                 arc.way.mode,          before * unit_amount / year, after * unit_amount / year};
    }
    return largest;
  }

  const SensitivityOptions& options_;
  FixedPlan fixed_;
  const solver::Problem& problem_;
  solver::LoadedProblem loaded_;
  std::vector<std::size_t> node_of_;  // by input, kNone = of no node
  std::size_t node_ = kNone;          // of the figure at hand
  bool is_stopped_ = false;
};

}  // namespace

double BreakEven::distance() const {
  double nearest = std::numeric_limits<double>::infinity();
  for (const auto& value : {below, above}) {
    if (value) nearest = std::min(nearest, std::abs(*value - now));
  }
  return nearest / std::max(std::abs(now), 1e-9);
}

Sensitivity find_sensitivity(const Region& region, const reference::Reference& reference,
                             const Plan& plan, const SensitivityOptions& options) {
  return TurnFinder(region, reference, plan, options).find();
}

}  // namespace samspill::network
