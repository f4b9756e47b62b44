#pragma once

#include <cstddef>
#include <vector>

#include "first_order/exchange.h"
#include "first_order/first_order.h"
#include "network/model.h"

namespace samspill::network {

/// Throws Error(invalid) that names what a plan at scale cannot hold: the climate objective, a cap,
/// storages that lose other shares in other periods.
void require_scalable(const Network& network, const PlanTerms& terms);

/// Whether a plan runs, stores and mixes nothing: flows and ways for them are all that it chooses.
bool is_flows_alone(const Network& network);

/// A network in the plain numbers of plans at scale, and the way back. What the plan cannot choose,
/// such as running what exists, costs nothing in them.
class ScaleForm {
 public:
  /// Of a model after find_today() at least cost; its costs are taken as they are. Keeps references
  /// to both.
  ScaleForm(const Network& network, const Model& model);

  const first_order::FlowProblem& problem() const { return problem_; }

  /// The best plan as the model's columns, of a network that is_flows_alone() holds of; see
  /// solve_exchange() for when it is empty. Nothing is built; whether that would pay its proof must
  /// say. Its prices are left in `price`.
  std::vector<double> exchange(const std::stop_token& stop, std::vector<double>& price) const;

  /// What is left to settle exactly: a linear problem of the model's columns with the builds of the
  /// plan, and of all ways those that it uses or `today` does.
  solver::Problem settling(const first_order::Plan& plan, const std::vector<double>& today) const;

  /// As duals of the model's rows; of rows other than balances and rooms zero.
  std::vector<double> row_duals(const std::vector<double>& price) const;

 private:
  /// A balance of the problem that a row of the model is.
  struct Balance {
    std::size_t node = kNone;
    std::size_t period = 0;
    double sign = 1;  // of what comes to the node
  };
  /// Where a way's flows stand: an arc of the problem, or an activity.
  struct Place {
    bool is_activity = false;
    std::size_t index = 0;
  };

  void add_nodes();
  void add_relays();
  void add_mixes();
  void add_holders();
  void add_node(std::size_t index);
  void note_rows(std::size_t node, std::size_t first, std::size_t count, double sign);
  std::vector<first_order::Term> terms_of(std::size_t column) const;
  bool is_bought_with_more(std::size_t way_out_column) const;

  void add_processes();
  void add_process(std::size_t index);
  void add_storages();
  void add_ways();
  Place add_way(std::size_t column, const std::vector<double>& limit);
  Place add_activity(std::size_t column);
  void add_existing(const std::vector<double>& most);
  void add_connection(std::size_t index);
  std::vector<double> most_on_arc(std::size_t index) const;
  std::vector<double> most_at(std::size_t node) const;
  double capacity(std::size_t connection, std::size_t period) const;

  double cost(std::size_t column) const {
    return column == kNone ? 0 : model_.problem.cost[column];
  }
  double length(std::size_t period) const;
  double find_penalty() const;
  double most_earned(std::size_t facility, const std::vector<double>& price,
                     std::size_t period) const;
  double flow(const first_order::Plan& plan, const Place& place, std::size_t period) const;

  const Network& network_;
  const Model& model_;
  std::size_t periods_;
  double penalty_;
  first_order::FlowProblem problem_;      // nodes as in the network, then its other balances
  std::vector<Balance> balances_;         // by row of the model
  std::vector<Place> arcs_, legs_;        // by those of the network
  std::vector<std::size_t> processes_;    // facilities by instance, kNone = of no use
  std::vector<std::size_t> connections_;  // facilities by connection
  std::vector<std::size_t> storages_;     // facilities by storage of the holders
};

}  // namespace samspill::network
