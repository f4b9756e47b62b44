// The baseline: the region as it runs today.
//
// Problem: what a plan saves is measured against today, but records are incomplete: an exchange may
// be recorded larger than its ends allow, without a quantity, or into a plant whose products nobody
// recorded. Method: the plan's own model with every arc closed except those of operating exchanges;
// first the recorded quantities are met as far as possible (least sum of relative shortfalls), then
// the rest is settled at least cost. What an existing process makes and can't dispose of must go
// somewhere today, so its arcs to needs and existing processes are open too, on pipes only where
// nothing else goes. Limits: an exchange of unknown quantity runs as far as it pays. Worked number:
// 500 t recorded, offer of 400 t/yr: 400 t flow, shortfall 100 t, and a remark.
#include "network/today.h"

#include <algorithm>
#include <format>
#include <set>

#include "base/error.h"

namespace samspill::network {
namespace {

using solver::kInfinity;

/// A shortfall may grow by this share of its quantity when the cost is settled, as the solver keeps
/// its rows only so far.
constexpr double kSlack = 1e-7;
/// A recorded exchange that runs this much below its record is remarked upon.
constexpr double kRemarkable = 1e-6;
/// Less on a pipe is noise of the solver [base units].
constexpr double kNoise = 1e-6;

class TodayFinder {
 public:
  TodayFinder(Network& network, Model& model, const solver::Options& options,
              std::vector<Remark>& notes)
      : network_(network),
        model_(model),
        options_(options),
        notes_(notes),
        problem_(model.problem) {}

  Today find() && {
    std::ranges::fill(problem_.is_integer, 0);
    close_candidates();
    open_arcs();
    set_records();
    meet_records();
    std::vector<double> columns = solve();
    remark_on_shortfalls(columns);
    let_stand(columns);
    // The shortfalls belong to the baseline alone.
    for (const std::size_t column : model_.shortfall_columns) {
      if (column != kNone) columns[column] = 0;
    }
    return {std::move(columns), run_time_};
  }

 private:
  void fix(std::size_t column, double value) {
    if (column == kNone) return;
    problem_.lower[column] = value;
    problem_.upper[column] = value;
  }

  void close_candidates() {
    for (const std::size_t column : model_.size_columns) fix(column, 0);
    for (const std::size_t column : model_.build_columns) fix(column, 0);
    for (const std::size_t column : model_.room_columns) fix(column, 0);
    for (const std::size_t column : model_.storage_build_columns) fix(column, 0);
  }

  void open_arcs() {
    const auto& arcs = network_.arcs.arcs;
    std::set<std::pair<std::size_t, std::size_t>> loose;  // pairs that need no pipe
    for (const Arc& arc : arcs) {
      if (!needs_building(arc) && arc.relay == kNone) loose.insert({arc.giver, arc.taker});
    }
    std::vector<bool> is_used(network_.arcs.connections.size());
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      const bool is_open =
          arcs[i].is_today ||
          (must_flow(arcs[i]) &&
           (!needs_building(arcs[i]) || !loose.contains({arcs[i].giver, arcs[i].taker})));
      if (is_open && needs_building(arcs[i])) is_used[arcs[i].connection] = true;
      for (std::size_t t = 0; !is_open && t < periods_of(network_, arcs[i]); ++t) {
        fix(model_.arc_columns[i] + t, 0);
      }
    }
    for (const std::size_t first : model_.leg_columns) {
      for (std::size_t t = 0; t < network_.region.period_count(); ++t) fix(first + t, 0);
    }
    for (std::size_t i = 0; i < is_used.size(); ++i) {
      const std::size_t column = model_.connection_columns[i];
      fix(column, is_used[i] ? 1 : 0);
      if (column != kNone) problem_.cost[column] = 0;
    }
  }

  bool needs_building(const Arc& arc) const {
    return arc.connection != kNone && model_.connection_columns[arc.connection] != kNone;
  }

  /// From an existing process that can't dispose of what it makes, to what exists.
  bool must_flow(const Arc& arc) const {
    const Node &from = network_.nodes[arc.giver], &to = network_.nodes[arc.taker];
    const auto exists = [&](const Node& node) {
      return node.at.stream || network_.region[node.at.process].status == ProcessStatus::existing;
    };
    return arc.relay == kNone && from.at.process && !from.way_out && exists(from) && exists(to);
  }

  void set_records() {
    for (std::size_t i = 0; i < network_.arcs.today.size(); ++i) {
      const TodayFlow& today = network_.arcs.today[i];
      if (!today.quantity) continue;
      const double quantity = today.quantity->in(unit_amount / year);
      problem_.row_lower[model_.today_rows[i]] = quantity;
      problem_.row_upper[model_.today_rows[i]] = quantity;
      problem_.upper[model_.shortfall_columns[i]] = quantity;
      // What a pipe carries today it can carry, whatever pipes of its kind carry elsewhere.
      for (const std::size_t arc : today.arcs) free_rows(network_.arcs.arcs[arc].connection);
    }
  }

  void free_rows(std::size_t connection) {
    if (connection == kNone || !network_.arcs.connections[connection].stands) return;
    for (std::size_t t = 0; t < network_.region.period_count(); ++t) {
      problem_.row_upper[model_.connection_rows[connection] + t] = kInfinity;
    }
  }

  /// Fixes every shortfall at the least that the balances allow.
  void meet_records() {
    std::vector<double> cost(problem_.columns(), 0.0);
    for (const std::size_t column : model_.shortfall_columns) {
      if (column != kNone && problem_.upper[column] > 0) cost[column] = 1 / problem_.upper[column];
    }
    if (std::ranges::all_of(cost, [](double value) { return value == 0; })) return;
    std::swap(cost, problem_.cost);
    const std::vector<double> columns = solve();
    std::swap(cost, problem_.cost);
    for (const std::size_t column : model_.shortfall_columns) {
      if (column == kNone) continue;
      problem_.upper[column] =
          std::min(problem_.upper[column], columns[column] + kSlack * problem_.upper[column]);
    }
  }

  std::vector<double> solve() {
    solver::Solution solution = solver::solve(problem_, options_);
    run_time_ += solution.run_time;
    if (solution.status == solver::Status::stopped) {
      throw Error(ErrorKind::unavailable,
                  "the run was stopped before today's state was computed; there is no plan yet");
    }
    if (!solution.has_answer()) {
      throw Error(ErrorKind::internal, "today's state of the region has no solution");
    }
    return std::move(solution.columns);
  }

  void remark_on_shortfalls(const std::vector<double>& columns) {
    for (std::size_t i = 0; i < network_.arcs.today.size(); ++i) {
      const TodayFlow& today = network_.arcs.today[i];
      if (!today.quantity) continue;
      const double recorded = today.quantity->in(unit_amount / year);
      const double missing = columns[model_.shortfall_columns[i]];
      if (missing <= kRemarkable * recorded) continue;
      const Exchange& exchange = network_.region.exchanges[today.exchange];
      note(notes_, {"network.exchange_reduced",
                    {exchange.key, std::format("{:.6g}", recorded - missing),
                     std::format("{:.6g}", recorded),
                     std::string(network_.reference[exchange.resource].unit())}});
    }
  }

  /// Makes today's pipes free and wide enough in the plan, and takes the others out of the columns.
  void let_stand(std::vector<double>& columns) {
    for (std::size_t i = 0; i < network_.arcs.connections.size(); ++i) {
      Connection& connection = network_.arcs.connections[i];
      const std::vector<double> carried = carried_on(i, columns);
      const std::size_t column = model_.connection_columns[i];
      if (column != kNone && std::ranges::max(carried) <= kNoise) {
        columns[column] = 0;
      } else if (column != kNone) {
        connection.stands = true;
        model_.problem.cost[column] = model_.money[column] = 0;
        model_.problem.lower[column] = 1;
        model_.connection_columns[i] = kNone;
      } else if (connection.stands) {
        for (std::size_t t = 0; t < carried.size(); ++t) {
          double& most = model_.problem.row_upper[model_.connection_rows[i] + t];
          most = std::max(most, carried[t] * (1 + kSlack) + kNoise);
        }
      }
    }
  }

  /// What flows over the connection, by period.
  std::vector<double> carried_on(std::size_t index, const std::vector<double>& columns) const {
    std::vector<double> carried(network_.region.period_count());
    for (const std::size_t arc : network_.arcs.connections[index].arcs) {
      for (std::size_t t = 0; t < carried.size(); ++t) {
        carried[t] += columns[model_.arc_columns[arc] + t];
      }
    }
    return carried;
  }

  Network& network_;
  Model& model_;
  const solver::Options& options_;
  std::vector<Remark>& notes_;
  solver::Problem problem_;  // the model's, turned into today's
  solver::Seconds run_time_{};
};

}  // namespace

Today find_today(Network& network, Model& model, const solver::Options& options,
                 std::vector<Remark>& notes) {
  return TodayFinder(network, model, options, notes).find();
}

}  // namespace samspill::network
