// Several scenarios as one problem.
//
// Problem: what is built must be settled before it is known what happens, what flows afterwards.
// Method: the extensive form of a two-stage stochastic program: the columns of all builds stand
// once, those of each scenario's flows side by side, weighted by its probability. A row that holds
// a size against what is of use keeps the widest limit of any scenario. The mean of the worst 1 − α
// of all cases is the least of η + Σ p·u / (1 − α) over the threshold η, with u ≥ cost − η, u ≥ 0.
// Sources: J. R. Birge, F. Louveaux, Introduction to Stochastic Programming (2011); R. T.
// Rockafellar, S. Uryasev, Optimization of conditional value-at-risk (2000).
// Limits: as many flows as scenarios; no decomposition. Worked number: docs/methods/scenarios.md.
#include "network/joined_model.h"

#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <utility>

namespace samspill::network {

using solver::kInfinity;

namespace {

/// What a shared row or column stands for, the same in every scenario.
enum class Shared { size, build, room, storage_build, connection, largest, least, largest_room };
using Key = std::pair<Shared, std::array<std::size_t, 4>>;

/// A row or column of one part.
using Place = std::pair<Key, std::size_t>;

Key key_of(Shared what, const Instance& instance) {
  return {what, {instance.process.index(), instance.site.index()}};
}
Key key_of(Shared what, StorageId storage) {
  return {what, {storage.index()}};
}
Key key_of(const Connection& connection) {
  return {Shared::connection,
          {connection.from.index(), connection.to.index(), connection.mode.index(),
           connection.resource.index()}};
}

std::vector<Place> shared_columns(const JoinedModel::Part& part) {
  const Network& network = *part.network;
  const Model& model = *part.model;
  std::vector<Place> places;
  const auto add = [&](const Key& key, std::size_t column) {
    if (column != kNone) places.emplace_back(key, column);
  };
  for (std::size_t i = 0; i < network.nodes.instances.size(); ++i) {
    const Instance& instance = network.nodes.instances[i];
    add(key_of(Shared::size, instance), model.size_columns[i]);
    add(key_of(Shared::build, instance), model.build_columns[i]);
  }
  for (std::size_t i = 0; i < network.holders.storages.size(); ++i) {
    add(key_of(Shared::room, network.holders.storages[i]), model.room_columns[i]);
    add(key_of(Shared::storage_build, network.holders.storages[i]), model.storage_build_columns[i]);
  }
  for (std::size_t i = 0; i < network.arcs.connections.size(); ++i) {
    add(key_of(network.arcs.connections[i]), model.connection_columns[i]);
  }
  return places;
}

/// The rows that hold sizes against builds.
std::vector<Place> shared_rows(const JoinedModel::Part& part) {
  const Network& network = *part.network;
  const Model& model = *part.model;
  const std::size_t periods = network.region.period_count();
  std::vector<Place> places;
  for (std::size_t i = 0; i < network.nodes.instances.size(); ++i) {
    if (model.size_columns[i] == kNone) continue;
    const Instance& instance = network.nodes.instances[i];
    places.emplace_back(key_of(Shared::largest, instance), model.activity_rows[i] + periods);
    places.emplace_back(key_of(Shared::least, instance), model.activity_rows[i] + periods + 1);
  }
  for (std::size_t i = 0; i < network.holders.storages.size(); ++i) {
    if (model.room_columns[i] == kNone) continue;
    places.emplace_back(key_of(Shared::largest_room, network.holders.storages[i]),
                        model.room_rows[i] + periods);
  }
  return places;
}

}  // namespace

/// Rows first, then the shared columns with all that they have in any part, then each part's own.
class ModelJoiner {
 public:
  explicit ModelJoiner(JoinedModel& out) : out_(out) {}

  void join() {
    for (const JoinedModel::Part& part : out_.parts_) add_rows(part);
    if (out_.terms_.weight > 0) add_excess_rows();
    collect_shared_columns();
    for (const Column& column : shared_) add_shared(column);
    out_.shared_columns_ = shared_.size();
    for (std::size_t i = 0; i < out_.parts_.size(); ++i) add_own_columns(i);
    if (out_.terms_.weight > 0) add_risk_columns();
  }

 private:
  /// A shared column, and where it stands in each part that has it.
  struct Column {
    std::vector<std::pair<std::size_t, std::size_t>> places;  // part, column
  };

  solver::Problem& problem() { return out_.problem; }
  const solver::Problem& problem_of(std::size_t part) const {
    return out_.parts_[part].model->problem;
  }

  void add_rows(const JoinedModel::Part& part) {
    const solver::Problem& own = part.model->problem;
    std::vector<std::size_t> joined(own.rows(), kNone);
    for (const auto& [key, row] : shared_rows(part)) {
      const auto [known, is_new] = row_of_.try_emplace(key, problem().rows());
      if (is_new) add_row(own, row, true, "");
      joined[row] = known->second;
    }
    for (std::size_t row = 0; row < own.rows(); ++row) {
      if (joined[row] != kNone) continue;
      joined[row] = problem().rows();
      add_row(own, row, false, part.name);
    }
    rows_.push_back(std::move(joined));
    problem().offset += (1 - out_.terms_.weight) * part.probability * own.offset;
  }

  void add_row(const solver::Problem& own, std::size_t row, bool is_shared, std::string_view name) {
    problem().add_row(own.row_lower[row], own.row_upper[row]);
    is_shared_row_.push_back(is_shared);
    if (!own.row_names.empty()) add_name(problem().row_names, own.row_names[row], name);
  }

  static void add_name(std::vector<std::string>& names, const std::string& own,
                       std::string_view part) {
    names.push_back(part.empty() ? own : std::format("{}.{}", own, part));
  }

  /// cost − threshold − excess ≤ 0.
  void add_excess_rows() {
    for (std::size_t i = 0; i < out_.parts_.size(); ++i) {
      excess_rows_.push_back(problem().add_row(-kInfinity, -problem_of(i).offset));
      name_one(problem().row_names, "beyond_threshold", i);
    }
  }

  void name_one(std::vector<std::string>& names, const std::string& name, std::size_t part) {
    if (!problem_of(part).row_names.empty()) add_name(names, name, out_.parts_[part].name);
  }

  void collect_shared_columns() {
    std::map<Key, std::size_t> known;
    for (std::size_t i = 0; i < out_.parts_.size(); ++i) {
      out_.columns_.emplace_back(problem_of(i).columns(), kNone);
      for (const auto& [key, column] : shared_columns(out_.parts_[i])) {
        const auto [entry, is_new] = known.try_emplace(key, shared_.size());
        if (is_new) shared_.emplace_back();
        shared_[entry->second].places.emplace_back(i, column);
        out_.columns_[i][column] = entry->second;
      }
    }
  }

  /// What is built is paid in every scenario, also where it is of no use.
  void add_shared(const Column& column) {
    const auto [first_part, first_column] = column.places.front();
    const solver::Problem& first = problem_of(first_part);
    const double cost = first.cost[first_column];
    double upper = 0;
    for (const auto& [part, index] : column.places) {
      upper = std::max(upper, problem_of(part).upper[index]);
    }
    problem().add_column((1 - out_.terms_.weight) * cost, 0, upper,
                         first.is_integer[first_column] != 0);
    if (!first.column_names.empty()) {
      problem().column_names.push_back(first.column_names[first_column]);
    }
    std::map<std::size_t, double> widest;  // by shared row: −largest size is least
    for (const auto& [part, index] : column.places) {
      for_each_coefficient(part, index, [&](std::size_t row, double value) {
        if (!is_shared_row_[row]) {
          problem().add_coefficient(row, value);
        } else if (const auto [known, is_new] = widest.try_emplace(row, value); !is_new) {
          known->second = std::min(known->second, value);
        }
      });
    }
    for (const auto& [row, value] : widest) problem().add_coefficient(row, value);
    for (const std::size_t row : excess_rows_) problem().add_coefficient(row, cost);
  }

  template <typename Deed>
  void for_each_coefficient(std::size_t part, std::size_t column, Deed deed) const {
    const solver::Problem& own = problem_of(part);
    const auto begin = static_cast<std::size_t>(own.column_begin[column]);
    const auto end = static_cast<std::size_t>(own.column_begin[column + 1]);
    for (std::size_t k = begin; k < end; ++k) {
      deed(rows_[part][static_cast<std::size_t>(own.row_of[k])], own.coefficients[k]);
    }
  }

  void add_own_columns(std::size_t part) {
    const solver::Problem& own = problem_of(part);
    const double weight = (1 - out_.terms_.weight) * out_.parts_[part].probability;
    for (std::size_t i = 0; i < own.columns(); ++i) {
      if (out_.columns_[part][i] != kNone) continue;
      out_.columns_[part][i] = problem().add_column(weight * own.cost[i], own.lower[i],
                                                    own.upper[i], own.is_integer[i] != 0);
      for_each_coefficient(
          part, i, [&](std::size_t row, double value) { problem().add_coefficient(row, value); });
      if (!excess_rows_.empty()) problem().add_coefficient(excess_rows_[part], own.cost[i]);
      if (!own.column_names.empty()) {
        add_name(problem().column_names, own.column_names[i], out_.parts_[part].name);
      }
    }
  }

  void add_risk_columns() {
    const auto [weight, level] = out_.terms_;
    out_.threshold_column_ = problem().add_column(weight, -kInfinity, kInfinity);
    for (const std::size_t row : excess_rows_) problem().add_coefficient(row, -1);
    if (!problem_of(0).column_names.empty()) problem().column_names.emplace_back("threshold");
    for (std::size_t i = 0; i < out_.parts_.size(); ++i) {
      out_.excess_columns_.push_back(
          problem().add_column(weight * out_.parts_[i].probability / (1 - level), 0, kInfinity));
      problem().add_coefficient(excess_rows_[i], -1);
      name_one(problem().column_names, "excess", i);
    }
  }

  JoinedModel& out_;
  std::map<Key, std::size_t> row_of_;           // joined, of shared rows
  std::vector<bool> is_shared_row_;             // by joined row
  std::vector<std::vector<std::size_t>> rows_;  // joined, by part and its row
  std::vector<std::size_t> excess_rows_;        // by part
  std::vector<Column> shared_;
};

JoinedModel::JoinedModel(std::span<const Part> parts, const RiskTerms& terms)
    : terms_(terms), parts_(parts.begin(), parts.end()) {
  ModelJoiner(*this).join();
}

std::vector<double> JoinedModel::columns_of(std::size_t part,
                                            const std::vector<double>& joined) const {
  std::vector<double> columns;
  for (const std::size_t column : columns_[part]) columns.push_back(joined[column]);
  return columns;
}

std::vector<double> JoinedModel::columns_from(std::span<const std::vector<double>> answers) const {
  std::vector<double> joined(problem.columns(), 0.0);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    for (std::size_t c = 0; c < columns_[i].size(); ++c) {
      double& value = joined[columns_[i][c]];
      value = columns_[i][c] < shared_columns_ ? std::max(value, answers[i][c]) : answers[i][c];
    }
  }
  if (threshold_column_ == kNone) return joined;
  std::vector<WeighedCost> costs;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const double cost = parts_[i].model->problem.objective_of(columns_of(i, joined));
    costs.push_back({cost * euro / year, parts_[i].probability});
  }
  joined[threshold_column_] = threshold_of(costs, terms_).in(euro / year);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    joined[excess_columns_[i]] =
        std::max(0.0, costs[i].cost.in(euro / year) - joined[threshold_column_]);
  }
  return joined;
}

}  // namespace samspill::network
