// The network plan as a mixed-integer linear problem.
//
// Problem: choose flows, processes and pipes so that every offer and need of a region is served at
// least cost. Method: one balance per node and period, as in multi-commodity facility location with
// processes (docs/network.md has the formulas); written straight into column-major arrays, columns
// one by one in a fixed order. Source: R. Z. Farahani and M. Hekmatfar (eds.), Facility Location
// (2009), for the fixed charges.
// Limits: what is stored is not blended in its storage (holders.h).
// Worked number: 100 t/yr at 90 EUR/t disposal, a taker who buys 60 t/yr at 40, lorry at 10 EUR/t:
// 60 t go, cost 60·10 + 40·90 = 4200 instead of 100·90 + 60·40 = 11 400 EUR/yr.
#include "network/model.h"

#include <algorithm>

#include "reference/carriage.h"

namespace samspill::network {
namespace {

using solver::kInfinity;

double in_eur(UnitPrice price) {
  return price.in(euro / unit_amount);
}
double in_kg(const std::optional<CarbonIntensity>& co2e) {
  return co2e ? co2e->in(kilogram_co2e / unit_amount) : 0;
}

/// A flow whose amount depends on a property of the main input, and the node that it feeds or draws
/// on.
struct PropertyFlow {
  std::size_t node = kNone;
  ProcessFlow flow;
};

class ModelBuilder {
 public:
  explicit ModelBuilder(const Network& network)
      : network_(network),
        periods_(network.region.period_count()),
        eur_per_kg_(network.carbon_price.in(euro / kilogram_co2e)) {}

  Model build() && {
    add_node_rows();
    add_instance_rows();
    add_storage_rows();
    add_relay_rows();
    add_connection_rows();
    add_today_rows();
    add_blend_rows();
    model_.co2e_row = problem().add_row(-kInfinity, kInfinity);
    add_arcs();
    add_legs();
    add_ways_out();
    add_activities();
    add_sizes_and_builds();
    add_holders();
    add_rooms();
    add_connections();
    add_shortfalls();
    problem().offset = model_.fixed_money;
    return std::move(model_);
  }

 private:
  solver::Problem& problem() { return model_.problem; }
  const Process& process_of(const Instance& instance) const {
    return network_.region[instance.process];
  }
  bool is_candidate(const Instance& instance) const {
    return process_of(instance).status == ProcessStatus::candidate;
  }
  double length(std::size_t period) const {
    return network_.region.settings.periods[period].in(year);
  }

  std::size_t add_column(double money, double co2e, double lower, double upper,
                         bool is_integer = false) {
    const std::size_t column =
        problem().add_column(money + eur_per_kg_ * co2e, lower, upper, is_integer);
    model_.money.push_back(money);
    model_.co2e.push_back(co2e);
    problem().add_coefficient(model_.co2e_row, co2e);
    return column;
  }

  // Rows.

  void add_node_rows() {
    for (const Node& node : network_.nodes.nodes) {
      model_.node_rows.push_back(problem().rows());
      for (std::size_t t = 0; t < periods_of(network_, node); ++t) {
        const double amount = node.at.stream ? node.amounts[t].in(unit_amount) : 0;
        problem().add_row(amount, amount);
      }
    }
  }

  /// activity ≤ size · length for each period; size ≤ U · build; size ≥ least · build.
  void add_instance_rows() {
    for (const Instance& instance : network_.nodes.instances) {
      model_.activity_rows.push_back(problem().rows());
      if (!is_candidate(instance)) continue;
      for (std::size_t t = 0; t < periods_; ++t) problem().add_row(-kInfinity, 0);
      problem().add_row(-kInfinity, 0);
      problem().add_row(0, kInfinity);
    }
  }

  /// For each storage and period what all hold ≤ its capacity, and the size ≤ U · build. For each
  /// holder and period level − kept · level before − put in + taken out = 0. For each arc that ends
  /// at a storage and period what is put in ≤ what arrives.
  void add_storage_rows() {
    for (const StorageId id : network_.holders.storages) {
      const Storage& storage = network_.region[id];
      model_.room_rows.push_back(problem().rows());
      const double room = is_candidate(storage) ? 0 : storage.capacity.value().in(unit_amount);
      for (std::size_t t = 0; t < periods_; ++t) problem().add_row(-kInfinity, room);
      if (is_candidate(storage)) problem().add_row(-kInfinity, 0);
    }
    for (std::size_t i = 0; i < network_.holders.holders.size(); ++i) {
      model_.level_rows.push_back(problem().rows());
      for (std::size_t t = 0; t < periods_; ++t) problem().add_row(0, 0);
    }
    for (const auto& holders : network_.holders.of_arc) {
      model_.arrival_rows.push_back(holders.empty() ? kNone : problem().rows());
      for (std::size_t t = 0; t < periods_ && !holders.empty(); ++t) {
        problem().add_row(-kInfinity, 0);
      }
    }
  }

  /// What comes to a relay goes on: Σ sent on − Σ arrived = 0.
  void add_relay_rows() {
    for (std::size_t i = 0; i < network_.arcs.relays.size(); ++i) {
      model_.relay_rows.push_back(problem().rows());
      for (std::size_t t = 0; t < periods_; ++t) problem().add_row(0, 0);
    }
  }

  static bool is_candidate(const Storage& storage) {
    return storage.status == ProcessStatus::candidate;
  }

  /// The flow on a connection ≤ what it can carry, times whether it is built.
  void add_connection_rows() {
    for (const Connection& connection : network_.arcs.connections) {
      model_.connection_rows.push_back(problem().rows());
      for (std::size_t t = 0; t < periods_; ++t) {
        const double most = connection.capacity
                                ? connection.capacity->in(unit_amount / year) * length(t)
                                : kInfinity;
        problem().add_row(-kInfinity, must_be_built(connection) ? 0 : most);
      }
    }
  }

  static bool must_be_built(const Connection& connection) {
    return connection.fixed > MoneyFlow{} && !connection.stands;
  }

  void add_today_rows() {
    for (const TodayFlow& today : network_.arcs.today) {
      model_.today_rows.push_back(today.quantity ? problem().add_row(-kInfinity, kInfinity)
                                                 : kNone);
    }
    today_row_of_arc_.assign(network_.arcs.arcs.size(), kNone);
    for (std::size_t i = 0; i < network_.arcs.today.size(); ++i) {
      for (const std::size_t arc : network_.arcs.today[i].arcs) {
        today_row_of_arc_[arc] = model_.today_rows[i];
      }
    }
  }

  /// Σ weight · excess ≤ 0 over all that arrives.
  void add_blend_rows() {
    parts_of_arc_.resize(network_.arcs.arcs.size());
    blends_of_node_.resize(network_.nodes.nodes.size());
    for (const Blend& blend : network_.blends) {
      const std::size_t row = problem().rows();
      model_.blend_rows.push_back(row);
      const Node& need = network_.nodes[blend.need];
      for (std::size_t t = 0; t < periods_of(network_, need); ++t) {
        problem().add_row(-kInfinity, 0);
      }
      for (const Blend::Part& part : blend.parts) {
        parts_of_arc_[part.arc].push_back({row, part.weight * blend.excess(part.value)});
      }
      blends_of_node_[blend.need].push_back(
          {row, blend.bought_weight * blend.excess(blend.bought_value)});
    }
  }

  // Columns.

  void add_arcs() {
    for (std::size_t i = 0; i < network_.arcs.arcs.size(); ++i) {
      const Arc& arc = network_.arcs.arcs[i];
      model_.arc_columns.push_back(problem().columns());
      for (std::size_t t = 0; t < periods_of(network_, arc); ++t) {
        add_column(in_eur(arc.way.cost), in_kg(arc.way.co2e) + arc.way.arrival * in_kg(arc.use), 0,
                   kInfinity);
        problem().add_coefficient(source_row(arc.giver, arc.relay, t), 1);
        add_arrival(i, t, arc.way.arrival);
        if (model_.arrival_rows[i] != kNone) {
          problem().add_coefficient(model_.arrival_rows[i] + t, -arc.way.arrival);
        }
        if (arc.connection != kNone) {
          problem().add_coefficient(model_.connection_rows[arc.connection] + t, 1);
        }
        if (today_row_of_arc_[i] != kNone) problem().add_coefficient(today_row_of_arc_[i], 1);
      }
    }
  }

  /// Nothing passes a way twice, so no more than the giver has.
  void add_legs() {
    for (const Leg& leg : network_.arcs.legs) {
      const std::size_t giver = network_.arcs.relays[leg.to].giver;
      model_.leg_columns.push_back(problem().columns());
      for (std::size_t t = 0; t < periods_; ++t) {
        const Node& node = network_.nodes[giver];
        const WayOut way_out = node.way_out.value_or(WayOut{});
        const double lost = leg.disposed_of(network_.nodes, giver);
        add_column(in_eur(leg.way.cost) + lost * in_eur(way_out.price),
                   in_kg(leg.way.co2e) + lost * in_kg(way_out.co2e), 0,
                   network_.limits.node(giver, t).in(unit_amount));
        problem().add_coefficient(source_row(giver, leg.from, t), 1);
        problem().add_coefficient(model_.relay_rows[leg.to] + t, -leg.way.arrival);
        if (leg.connection != kNone) {
          problem().add_coefficient(model_.connection_rows[leg.connection] + t, 1);
        }
      }
    }
  }

  /// The balance that goods leave: that of their giver, or of the relay that passes them on.
  std::size_t source_row(std::size_t giver, std::size_t relay, std::size_t period) const {
    return relay == kNone ? row_of(giver, period) : model_.relay_rows[relay] + period;
  }

  /// The first row of a blend and what a unit adds to it.
  struct BlendPart {
    std::size_t row = 0;
    double excess = 0;
  };
  void add_to_blends(const std::vector<BlendPart>& parts, std::size_t node, std::size_t period,
                     double amount) {
    for (const BlendPart& part : parts) {
      problem().add_coefficient(part.row + (network_.nodes[node].is_yearly ? 0 : period),
                                part.excess * amount);
    }
  }

  /// What of the arc's goods the taker uses in the period.
  void add_arrival(std::size_t index, std::size_t period, double amount) {
    const Arc& arc = network_.arcs.arcs[index];
    problem().add_coefficient(row_of(arc.taker, period), amount * arc.substitution);
    add_to_blends(parts_of_arc_[index], arc.taker, period, amount);
    for (const PropertyFlow& made : dependent_flows(arc.taker)) {
      const double property = property_of(network_.region, network_.reference,
                                          network_.nodes[arc.giver], made.flow.times_property)
                                  .value();
      problem().add_coefficient(row_of(made.node, period), -made.flow.amount * property * amount);
    }
  }

  std::size_t row_of(std::size_t node, std::size_t period) const {
    return model_.node_rows[node] + (network_.nodes[node].is_yearly ? 0 : period);
  }

  /// Flows of the process that depend on a property of what enters by this node; none unless the
  /// node is its main input.
  std::vector<PropertyFlow> dependent_flows(std::size_t taker) const {
    std::vector<PropertyFlow> found;
    const Node& node = network_.nodes[taker];
    if (!node.at.process || node.direction != Direction::need || node.flow != 0) return found;
    const Instance& instance = network_.nodes.instances[node.instance];
    const Process& process = process_of(instance);
    const auto see = [&](std::size_t of_node, const ProcessFlow& flow) {
      if (of_node != kNone && flow.times_property) found.push_back({of_node, flow});
    };
    for (std::size_t i = 1; i < process.inputs.size(); ++i) {
      see(instance.inputs[i], process.inputs[i]);
    }
    for (std::size_t i = 0; i < process.outputs.size(); ++i) {
      see(instance.outputs[i], process.outputs[i]);
    }
    return found;
  }

  void add_ways_out() {
    for (std::size_t i = 0; i < network_.nodes.nodes.size(); ++i) {
      const Node& node = network_.nodes[i];
      model_.way_out_columns.push_back(node.way_out ? problem().columns() : kNone);
      if (!node.way_out) continue;
      const auto dependent =
          node.direction == Direction::need ? dependent_flows(i) : std::vector<PropertyFlow>{};
      for (std::size_t t = 0; t < periods_of(network_, node); ++t) {
        add_column(in_eur(node.way_out->price), in_kg(node.way_out->co2e), 0, kInfinity);
        problem().add_coefficient(row_of(i, t), 1);
        add_to_blends(blends_of_node_[i], i, t, 1);
        for (const PropertyFlow& made : dependent) {
          const auto* bought =
              network_.reference.property_value(node.resource, made.flow.times_property);
          problem().add_coefficient(row_of(made.node, t), -made.flow.amount * bought->value);
        }
      }
    }
  }

  void add_activities() {
    for (std::size_t i = 0; i < network_.nodes.instances.size(); ++i) {
      const Instance& instance = network_.nodes.instances[i];
      const Process& process = process_of(instance);
      model_.activity_columns.push_back(problem().columns());
      if (!is_candidate(instance)) model_.fixed_money += process.opex_fixed.in(euro / year);
      for (std::size_t t = 0; t < periods_; ++t) {
        add_column(in_eur(process.opex_per_amount), 0, 0,
                   network_.limits.activity(i, t).in(unit_amount));
        add_flows(instance.inputs, process.inputs, t);
        add_flows(instance.outputs, process.outputs, t);
        if (is_candidate(instance)) problem().add_coefficient(model_.activity_rows[i] + t, 1);
      }
    }
  }

  void add_flows(const std::vector<std::size_t>& nodes, const std::vector<ProcessFlow>& flows,
                 std::size_t period) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i] == kNone || flows[i].times_property) continue;
      problem().add_coefficient(row_of(nodes[i], period), -flows[i].amount);
    }
  }

  void add_sizes_and_builds() {
    for (std::size_t i = 0; i < network_.nodes.instances.size(); ++i) {
      const Instance& instance = network_.nodes.instances[i];
      model_.size_columns.push_back(kNone);
      model_.build_columns.push_back(kNone);
      if (is_candidate(instance)) add_size_and_build(i, process_of(instance));
    }
  }

  void add_size_and_build(std::size_t index, const Process& process) {
    const double discount_rate = network_.region.settings.discount_rate;
    const double least = process.capacity_min.in(unit_amount / year);
    const double useful = useful_capacity(network_.region, network_.nodes, network_.limits, index)
                              .in(unit_amount / year);
    const double most = useful > 0 ? std::max(useful, least) : 0;
    const std::size_t rows = model_.activity_rows[index], upper_row = rows + periods_;
    // Capital per unit of capacity is EUR per (unit a year).
    const double size_cost = process.capex_per_flow
                                 ? reference::annuity(*process.capex_per_flow * unit_amount,
                                                      discount_rate, process.lifetime)
                                       .in(euro / year)
                                 : 0;
    model_.size_columns[index] = add_column(size_cost, 0, 0, most);
    const Instance& at = network_.nodes.instances[index];
    const double available = available_share(network_.region, at.process, at.site);
    for (std::size_t t = 0; t < periods_; ++t) {
      problem().add_coefficient(rows + t, -available * length(t));
    }
    const double build_cost =
        (reference::annuity(process.capex_fixed, discount_rate, process.lifetime) +
         process.opex_fixed)
            .in(euro / year);
    if (build_cost == 0 && least == 0) {
      problem().row_upper[upper_row] = kInfinity;
      return;
    }
    problem().add_coefficient(upper_row, 1);
    problem().add_coefficient(upper_row + 1, 1);
    model_.build_columns[index] = add_column(build_cost, 0, 0, most > 0 ? 1 : 0, true);
    problem().add_coefficient(upper_row, -most);
    problem().add_coefficient(upper_row + 1, -least);
  }

  void add_holders() {
    for (std::size_t i = 0; i < network_.holders.holders.size(); ++i) {
      const Holder& holder = network_.holders.holders[i];
      add_levels(i, holder);
      const double cost = in_eur(network_.region[holder.storage].opex_per_amount);
      for (std::size_t t = 0; t < periods_; ++t) add_change(i, holder, t, 1, cost);
      for (std::size_t t = 0; t < periods_; ++t) add_change(i, holder, t, -1, 0);
    }
  }

  void add_levels(std::size_t index, const Holder& holder) {
    const Storage& storage = network_.region[holder.storage];
    const Node& giver = network_.nodes[holder.giver];
    const WayOut way_out = disposes_of_losses(giver) ? *giver.way_out : WayOut{};
    model_.level_columns.push_back(problem().columns());
    for (std::size_t t = 0; t < periods_; ++t) {
      const std::size_t next = (t + 1) % periods_;
      const double kept = kept_share(network_.region, storage, next);
      add_column((1 - kept) * in_eur(way_out.price), (1 - kept) * in_kg(way_out.co2e), 0,
                 network_.limits.levels[index].in(unit_amount));
      problem().add_coefficient(model_.level_rows[index] + t, 1);
      problem().add_coefficient(model_.level_rows[index] + next, -kept);
      problem().add_coefficient(model_.room_rows[storage_index(holder.storage)] + t, 1);
    }
  }

  /// What is put in (sign 1) or taken out (−1): at home it leaves the giver's balance or comes back
  /// to it, away it is kept from the taker or reaches it.
  void add_change(std::size_t index, const Holder& holder, std::size_t period, double sign,
                  double cost) {
    add_column(cost, 0, 0, kInfinity);
    problem().add_coefficient(model_.level_rows[index] + period, -sign);
    if (holder.arc == kNone) {
      problem().add_coefficient(row_of(holder.giver, period), sign);
      return;
    }
    add_arrival(holder.arc, period, -sign);
    if (sign > 0) problem().add_coefficient(model_.arrival_rows[holder.arc] + period, 1);
  }

  std::size_t storage_index(StorageId id) const {
    const auto& storages = network_.holders.storages;
    return static_cast<std::size_t>(std::ranges::find(storages, id) - storages.begin());
  }

  void add_rooms() {
    for (std::size_t i = 0; i < network_.holders.storages.size(); ++i) {
      const Storage& storage = network_.region[network_.holders.storages[i]];
      model_.room_columns.push_back(kNone);
      model_.storage_build_columns.push_back(kNone);
      if (is_candidate(storage)) {
        add_room_and_build(i, storage);
      } else {
        model_.fixed_money += storage.opex_fixed.in(euro / year);
      }
    }
  }

  void add_room_and_build(std::size_t index, const Storage& storage) {
    const double discount_rate = network_.region.settings.discount_rate;
    Amount useful;
    for (std::size_t i = 0; i < network_.holders.holders.size(); ++i) {
      const bool is_here = network_.holders.holders[i].storage == network_.holders.storages[index];
      if (is_here) useful += network_.limits.levels[i];
    }
    const double most = std::min(useful, storage.capacity.value_or(useful)).in(unit_amount);
    const std::size_t upper_row = model_.room_rows[index] + periods_;
    const double room_cost =
        reference::annuity(storage.capex_per_amount * unit_amount, discount_rate, storage.lifetime)
            .in(euro / year);
    model_.room_columns[index] = add_column(room_cost, 0, 0, most);
    for (std::size_t t = 0; t < periods_; ++t) {
      problem().add_coefficient(model_.room_rows[index] + t, -1);
    }
    const double build_cost =
        (reference::annuity(storage.capex_fixed, discount_rate, storage.lifetime) +
         storage.opex_fixed)
            .in(euro / year);
    if (build_cost == 0) {
      problem().row_upper[upper_row] = kInfinity;
      return;
    }
    problem().add_coefficient(upper_row, 1);
    model_.storage_build_columns[index] = add_column(build_cost, 0, 0, most > 0 ? 1 : 0, true);
    problem().add_coefficient(upper_row, -most);
  }

  void add_connections() {
    for (std::size_t i = 0; i < network_.arcs.connections.size(); ++i) {
      const Connection& connection = network_.arcs.connections[i];
      const bool is_built = must_be_built(connection);
      model_.connection_columns.push_back(is_built ? problem().columns() : kNone);
      if (!is_built) continue;
      add_column(connection.fixed.in(euro / year), 0, 0, 1, true);
      for (std::size_t t = 0; t < periods_; ++t) {
        problem().add_coefficient(model_.connection_rows[i] + t,
                                  -most_on(network_, connection, t).in(unit_amount));
      }
    }
  }

  /// What of a recorded exchange cannot flow; fixed at zero until today.h frees it.
  void add_shortfalls() {
    for (const std::size_t row : model_.today_rows) {
      model_.shortfall_columns.push_back(row == kNone ? kNone : add_column(0, 0, 0, 0));
      if (row != kNone) problem().add_coefficient(row, 1);
    }
  }

  const Network& network_;
  std::size_t periods_;
  double eur_per_kg_;
  std::vector<std::size_t> today_row_of_arc_;
  std::vector<std::vector<BlendPart>> parts_of_arc_;
  std::vector<std::vector<BlendPart>> blends_of_node_;
  Model model_;
};

}  // namespace

Model build_model(const Network& network) {
  return ModelBuilder(network).build();
}

Amount most_on(const Network& network, const Connection& connection, std::size_t period) {
  const Amount most = useful_on(network.limits, network.arcs, connection, period);
  if (!connection.capacity) return most;
  return std::min(most, *connection.capacity * network.region.settings.periods[period]);
}

std::size_t periods_of(const Network& network, const Arc& arc) {
  return is_yearly(network.nodes, arc) ? 1 : network.region.period_count();
}

std::size_t periods_of(const Network& network, const Node& node) {
  return node.is_yearly ? 1 : network.region.period_count();
}

}  // namespace samspill::network
