#include "network/state.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "network/builds.h"

namespace samspill::network {
namespace {

/// What is less than this share of its node's amount, or this many base units, is noise of the
/// solver.
constexpr double kNoise = 1e-7;
/// A level that changes by less than this share of the highest stands still.
constexpr double kLevelNoise = 1e-9;

class StateReader {
 public:
  StateReader(const Network& network, const Model& model, const std::vector<double>& columns)
      : network_(network),
        model_(model),
        columns_(columns),
        periods_(network.region.period_count()),
        used_(network.nodes.nodes.size() * periods_),
        lost_(used_.size()),
        made_(used_.size()),
        activity_(network.nodes.instances.size() * periods_),
        carries_(network.arcs.connections.size()) {}

  NetworkState read() && {
    find_scales();
    find_activities();
    read_flows();
    read_relayed();
    read_storages();
    read_activities();
    read_ways_out();
    read_links();
    add_up(state_, network_.carbon_price);
    return std::move(state_);
  }

 private:
  double length(std::size_t period) const {
    return network_.region.settings.periods[period].in(year);
  }

  /// An arc's or way out's value in a period; what is yearly is spread evenly.
  double value(std::size_t first_column, bool yearly, std::size_t period) const {
    return yearly ? columns_[first_column] * length(period) : columns_[first_column + period];
  }

  /// How much passes each node over the year.
  void find_scales() {
    scales_.resize(network_.nodes.nodes.size());
    for (std::size_t i = 0; i < network_.arcs.arcs.size(); ++i) {
      const Arc& arc = network_.arcs.arcs[i];
      for (std::size_t t = 0; t < periods_of(network_, arc); ++t) {
        const double sent = std::max(columns_[model_.arc_columns[i] + t], 0.0);
        scales_[arc.giver] += sent;
        scales_[arc.taker] += sent * arc.way.arrival * arc.substitution;
      }
    }
    for (std::size_t i = 0; i < scales_.size(); ++i) {
      const Node& node = network_.nodes[i];
      for (std::size_t t = 0; node.way_out && t < periods_of(network_, node); ++t) {
        scales_[i] += std::max(columns_[model_.way_out_columns[i] + t], 0.0);
      }
    }
  }

  void find_activities() {
    for (std::size_t i = 0; i < network_.nodes.instances.size(); ++i) {
      for (std::size_t t = 0; t < periods_; ++t) {
        const double main_input = columns_[model_.activity_columns[i] + t];
        if (main_input > kNoise) activity_[i * periods_ + t] = main_input;
      }
    }
  }

  bool runs(const Node& node, std::size_t period) const {
    return node.at.stream || activity_[node.instance * periods_ + period] > 0;
  }

  void read_flows() {
    for (std::size_t i = 0; i < network_.arcs.arcs.size(); ++i) {
      const Arc& arc = network_.arcs.arcs[i];
      if (arc.relay != kNone) continue;
      const bool yearly = is_yearly(network_.nodes, arc);
      const double met = arc.way.arrival * arc.substitution;
      const double least =
          kNoise * std::max(1.0, std::min(scales_[arc.giver], scales_[arc.taker] / met));
      for (std::size_t t = 0; t < periods_; ++t) {
        const double sent = value(model_.arc_columns[i], yearly, t);
        if (sent < least * length(t) || !may_flow(i, t)) continue;
        if (arc.connection != kNone) carries_[arc.connection] = true;
        used_[arc.giver * periods_ + t] += sent;
        used_[arc.taker * periods_ + t] += sent * met;
        add_property_flows(arc, sent * arc.way.arrival, t);
        add_flow(arc, sent * unit_amount, t);
      }
    }
  }

  /// A process may give from its storage, or fill it, while it stands still.
  bool may_flow(std::size_t index, std::size_t period) const {
    const Arc& arc = network_.arcs.arcs[index];
    const bool gives =
        runs(network_.nodes[arc.giver], period) || !network_.holders.of_node[arc.giver].empty();
    return gives &&
           (runs(network_.nodes[arc.taker], period) || !network_.holders.of_arc[index].empty());
  }

  PlanFlow& add_flow(const Arc& arc, Amount sent, std::size_t period) {
    PlanFlow flow;
    flow.from = network_.nodes[arc.giver].at;
    flow.to = network_.nodes[arc.taker].at;
    flow.resource = network_.nodes[arc.giver].resource;
    flow.mode = arc.way.mode;
    flow.distance = arc.way.distance;
    flow.period = period;
    flow.sent = sent;
    flow.received = sent * arc.way.arrival;
    flow.substitution = arc.substitution;
    flow.cost = arc.way.cost * sent;
    if (arc.way.co2e) {
      flow.co2e = *arc.way.co2e * sent;
      flow.factor_id = arc.way.factor_id;
    }
    flow.use_co2e = arc.use * flow.received;
    flow.use_factor_id = arc.use_factor_id;
    state_.flows.push_back(std::move(flow));
    return state_.flows.back();
  }

  // Flows that sites pass on.

  /// Splits what passes the relays into the ways that the goods have gone, each from the giver to
  /// one taker: back from the taker along legs that still carry something.
  void read_relayed() {
    const Arcs& arcs = network_.arcs;
    legs_to_.resize(arcs.relays.size());
    for (std::size_t i = 0; i < arcs.legs.size(); ++i) legs_to_[arcs.legs[i].to].push_back(i);
    for (const std::size_t first : model_.leg_columns) {
      for (std::size_t t = 0; t < periods_; ++t) left_.push_back(columns_[first + t]);
    }
    for (std::size_t i = 0; i < arcs.arcs.size(); ++i) {
      if (arcs.arcs[i].relay == kNone) continue;
      for (std::size_t t = 0; t < periods_; ++t) {
        double sent = columns_[model_.arc_columns[i] + t];
        while (sent > kNoise && may_flow(i, t)) {
          const double part = read_way(i, sent, t);
          if (part == 0) break;
          sent -= part;
        }
      }
    }
  }

  /// One way of an arc's goods, and as much of them as its legs carry; returns how much of what the
  /// last relay sends that is.
  double read_way(std::size_t index, double sent, std::size_t period) {
    const Arc& arc = network_.arcs.arcs[index];
    std::vector<std::size_t> way;
    std::vector<bool> is_passed(network_.arcs.relays.size());
    if (!trace_back(arc.relay, period, is_passed, way)) return 0;
    double most = sent;
    double arrives = 1;  // at the last relay, of a unit that passes the leg
    for (const std::size_t leg : way | std::views::reverse) {
      arrives *= network_.arcs.legs[leg].way.arrival;
      most = std::min(most, left(leg, period) * arrives);
    }
    double amount = most / arrives;
    used_[arc.giver * periods_ + period] += amount;
    std::vector<FlowLeg> legs;
    for (const std::size_t leg : way) {
      const Leg& part = network_.arcs.legs[leg];
      left(leg, period) -= amount;
      if (part.connection != kNone) carries_[part.connection] = true;
      legs.push_back(leg_of(part, amount * unit_amount));
      lost_[arc.giver * periods_ + period] += part.disposed_of(network_.nodes, arc.giver) * amount;
      amount *= part.way.arrival;
    }
    if (arc.connection != kNone) carries_[arc.connection] = true;
    used_[arc.taker * periods_ + period] += amount * arc.way.arrival * arc.substitution;
    add_property_flows(arc, amount * arc.way.arrival, period);
    PlanFlow& flow = add_flow(arc, amount * unit_amount, period);
    legs.push_back(legs_of(flow).front());
    legs.back().from = network_.arcs.relays[arc.relay].site;
    flow.legs = std::move(legs);
    add_up_legs(flow);
    return most;
  }

  /// Finds legs from the giver to the relay that all carry something and pass no site twice.
  bool trace_back(std::size_t relay, std::size_t period, std::vector<bool>& is_passed,
                  std::vector<std::size_t>& way) {
    is_passed[relay] = true;
    for (const std::size_t index : legs_to_[relay]) {
      const std::size_t from = network_.arcs.legs[index].from;
      if (left(index, period) <= kNoise || (from != kNone && is_passed[from])) continue;
      if (from != kNone && !trace_back(from, period, is_passed, way)) continue;
      way.push_back(index);
      return true;
    }
    return false;
  }

  double& left(std::size_t leg, std::size_t period) { return left_[leg * periods_ + period]; }

  FlowLeg leg_of(const Leg& leg, Amount sent) const {
    const Relay& to = network_.arcs.relays[leg.to];
    FlowLeg out;
    out.from = network_.arcs.start(network_.nodes, to.giver, leg.from);
    out.to = to.site;
    out.mode = leg.way.mode;
    out.distance = leg.way.distance;
    out.sent = sent;
    out.received = sent * leg.way.arrival;
    out.cost = leg.way.cost * sent;
    if (leg.way.co2e) {
      out.co2e = *leg.way.co2e * sent;
      out.factor_id = leg.way.factor_id;
    }
    return out;
  }

  static void add_up_legs(PlanFlow& flow) {
    flow.sent = flow.legs.front().sent;
    flow.distance = {};
    flow.cost = {};
    flow.co2e = {};
    for (const FlowLeg& leg : flow.legs) {
      flow.distance += leg.distance;
      flow.cost += leg.cost;
      flow.co2e += leg.co2e;
      if (leg.factor_id != flow.factor_id) flow.factor_id.clear();
    }
  }

  /// What the process makes or needs because of a property of what has entered it.
  void add_property_flows(const Arc& arc, double entered, std::size_t period) {
    const Node& to = network_.nodes[arc.taker];
    if (!to.at.process || to.flow != 0) return;
    for_each_property_flow(
        network_.nodes.instances[to.instance], [&](std::size_t node, const ProcessFlow& flow) {
          const auto property = property_of(network_.region, network_.reference,
                                            network_.nodes[arc.giver], flow.times_property);
          made_[node * periods_ + period] += flow.amount * property.value() * entered;
        });
  }

  template <typename Deed>
  void for_each_property_flow(const Instance& instance, Deed deed) const {
    const Process& process = network_.region[instance.process];
    for (std::size_t i = 1; i < process.inputs.size(); ++i) {
      if (process.inputs[i].times_property) deed(instance.inputs[i], process.inputs[i]);
    }
    for (std::size_t i = 0; i < process.outputs.size(); ++i) {
      const bool is_on_the_books = instance.outputs[i] != kNone;
      if (is_on_the_books && process.outputs[i].times_property) {
        deed(instance.outputs[i], process.outputs[i]);
      }
    }
  }

  void read_storages() {
    for (const StorageId id : network_.holders.storages) {
      const Storage& storage = network_.region[id];
      StorageUse use{.storage = id};
      std::vector<Amount> held(periods_);
      Amount put_in;
      for (std::size_t i = 0; i < network_.holders.holders.size(); ++i) {
        if (network_.holders.holders[i].storage != id || !is_used(i)) continue;
        use.holdings.push_back(read_holding(i));
        for (std::size_t t = 0; t < periods_; ++t) {
          held[t] += use.holdings.back().level[t];
          put_in += use.holdings.back().put_in[t];
        }
      }
      use.operation = storage.opex_fixed + storage.opex_per_amount * put_in / (1.0 * year);
      if (storage.status == ProcessStatus::existing) {
        use.capacity = storage.capacity.value();
      } else if (!use.holdings.empty()) {
        use.is_built = true;
        use.capacity = std::ranges::max(held);
        use.investment = investment_in(network_.region, storage, use.capacity);
      } else {
        continue;
      }
      state_.storages.push_back(std::move(use));
    }
  }

  double level(std::size_t holder, std::size_t period) const {
    return std::max(columns_[model_.level_columns[holder] + period], 0.0);
  }

  double highest_level(std::size_t holder) const {
    double highest = 0;
    for (std::size_t t = 0; t < periods_; ++t) highest = std::max(highest, level(holder, t));
    return highest;
  }

  bool is_used(std::size_t holder) const { return highest_level(holder) > kNoise; }

  /// Reads the levels and works out from them what is put in and taken out; both at once is of no
  /// use to anybody.
  Holding read_holding(std::size_t index) {
    const Holder& holder = network_.holders.holders[index];
    const Node& giver = network_.nodes[holder.giver];
    const double least = kLevelNoise * std::max(1.0, highest_level(index));
    Holding holding{giver.at, {}, giver.resource, {}, {}, {}};
    if (holder.arc != kNone) {
      holding.taker = network_.nodes[network_.arcs.arcs[holder.arc].taker].at;
    }
    for (std::size_t t = 0; t < periods_; ++t) {
      const double before = level(index, (t + periods_ - 1) % periods_);
      const double kept = kept_share(network_.region, network_.region[holder.storage], t) * before;
      double grown = level(index, t) - kept;
      if (std::abs(grown) < least) grown = 0;
      if (disposes_of_losses(giver)) lost_[holder.giver * periods_ + t] += before - kept;
      if (holder.arc == kNone) {
        used_[holder.giver * periods_ + t] += grown;
      } else {
        const Arc& arc = network_.arcs.arcs[holder.arc];
        used_[arc.taker * periods_ + t] -= grown * arc.substitution;
        add_property_flows(arc, -grown, t);
      }
      holding.put_in.push_back(std::max(grown, 0.0) * unit_amount);
      holding.taken_out.push_back((grown < 0 ? -grown : 0.0) * unit_amount);
      holding.level.push_back(level(index, t) * unit_amount);
    }
    return holding;
  }

  void read_activities() {
    for (std::size_t i = 0; i < network_.nodes.instances.size(); ++i) {
      const Instance& instance = network_.nodes.instances[i];
      const Process& process = network_.region[instance.process];
      Activity activity;
      activity.process = instance.process;
      activity.site = instance.site;
      Amount total;
      const double available = available_share(network_.region, instance.process, instance.site);
      for (std::size_t t = 0; t < periods_; ++t) {
        settle_main_input(instance, t);
        const Amount main_input = activity_[i * periods_ + t] * unit_amount;
        activity.main_input.push_back(main_input);
        total += main_input;
        if (available == 0) continue;
        activity.capacity = std::max(
            activity.capacity, main_input / (available * network_.region.settings.periods[t]));
      }
      activity.operation = process.opex_fixed + process.opex_per_amount * total / (1.0 * year);
      if (process.status == ProcessStatus::existing) {
        activity.capacity = process.capacity_max.value_or(activity.capacity);
      } else if (total > Amount{}) {
        set_built(activity, process);
      } else {
        continue;
      }
      state_.activities.push_back(std::move(activity));
    }
  }

  void set_built(Activity& activity, const Process& process) const {
    activity.is_built = true;
    activity.capacity = std::max(activity.capacity, process.capacity_min);
    // The solver may be beyond the largest size by its own noise.
    if (process.capacity_max)
      activity.capacity = std::min(activity.capacity, *process.capacity_max);
    activity.investment = investment_in(network_.region, process, activity.capacity);
  }

  /// What enters by the main input is the activity; what is bought fills it up.
  void settle_main_input(const Instance& instance, std::size_t period) {
    const std::size_t main_input = instance.inputs.front();
    const Node& node = network_.nodes[main_input];
    double& activity = activity_[node.instance * periods_ + period];
    const double received = used_[main_input * periods_ + period];
    const double bought = activity - received;
    if (!node.way_out || bought < kNoise * std::max(activity, 1.0)) {
      activity = std::max(received, 0.0);
      return;
    }
    for_each_property_flow(instance, [&](std::size_t of_node, const ProcessFlow& flow) {
      const auto* row = network_.reference.property_value(node.resource, flow.times_property);
      made_[of_node * periods_ + period] += flow.amount * row->value * bought;
    });
  }

  void read_ways_out() {
    for (std::size_t i = 0; i < network_.nodes.nodes.size(); ++i) {
      const Node& node = network_.nodes[i];
      if (!node.way_out) continue;
      double used_over_year = 0;
      for (std::size_t t = 0; t < periods_; ++t) used_over_year += used_[i * periods_ + t];
      for (std::size_t t = 0; t < periods_; ++t) {
        const double amount = amount_of(i, t);
        const double used = node.is_yearly ? used_over_year * length(t) : used_[i * periods_ + t];
        const double left = amount - used > kNoise * amount ? amount - used : 0;
        const double lost = lost_[i * periods_ + t];
        if (left + lost > 0) add_recourse(node, (left + lost) * unit_amount, t);
      }
    }
  }

  /// What the node has to place or to get in the period; a yearly node's year spread evenly.
  double amount_of(std::size_t index, std::size_t period) const {
    const Node& node = network_.nodes[index];
    if (node.at.stream) {
      return node.is_yearly ? node.amounts.front().in(unit_amount)*length(period)
                            : node.amounts[period].in(unit_amount);
    }
    const Process& process = network_.region[node.at.process];
    const ProcessFlow& flow =
        (node.direction == Direction::need ? process.inputs : process.outputs)[node.flow];
    if (flow.times_property) return made_[index * periods_ + period];
    return flow.amount * activity_[node.instance * periods_ + period];
  }

  void add_recourse(const Node& node, Amount amount, std::size_t period) {
    const WayOut& way = *node.way_out;
    Recourse recourse{node.at, node.resource, period,       amount, way.price * amount,
                      {},      way.price_id,  way.factor_id};
    if (way.co2e) recourse.co2e = *way.co2e * amount;
    (node.direction == Direction::offer ? state_.disposals : state_.purchases)
        .push_back(std::move(recourse));
  }

  void read_links() {
    for (std::size_t i = 0; i < carries_.size(); ++i) {
      const Connection& connection = network_.arcs.connections[i];
      if (!carries_[i] || connection.stands || connection.fixed <= MoneyFlow{}) continue;
      state_.link_builds.push_back(
          {connection.from, connection.to, connection.mode, connection.fixed, connection.resource});
    }
  }

  const Network& network_;
  const Model& model_;
  const std::vector<double>& columns_;
  std::size_t periods_;
  std::vector<double> scales_;    // by node, over the year
  std::vector<double> used_;      // by node and period: sent and stored, or met by what comes
  std::vector<double> lost_;      // by node and period: in storage, to be disposed of
  std::vector<double> made_;      // by node and period: of flows that depend on a property
  std::vector<double> activity_;  // by instance and period
  std::vector<bool> carries_;     // by connection
  std::vector<std::vector<std::size_t>> legs_to_;  // by relay
  std::vector<double> left_;                       // by leg and period: not yet told of
  NetworkState state_;
};

/// A unit more to place costs its dual; a unit more at hand saves what a unit of need costs.
double worth_sign(const Node& node) {
  return node.direction == Direction::offer ? -1 : 1;
}

}  // namespace

NetworkState read_state(const Network& network, const Model& model,
                        const std::vector<double>& columns) {
  return StateReader(network, model, columns).read();
}

std::vector<NodePrice> read_prices(const Network& network, const Model& model,
                                   const NetworkState& state,
                                   const std::vector<double>& row_duals) {
  std::vector<NodePrice> prices;
  for (std::size_t i = 0; i < network.nodes.nodes.size() && !row_duals.empty(); ++i) {
    const Node& node = network.nodes[i];
    std::vector<Amount> weights = node.amounts;
    for (const Activity& activity : state.activities) {
      const bool is_here = activity.process == node.at.process && activity.site == node.at.site;
      if (node.at.process && is_here) weights = activity.main_input;
    }
    Amount total;
    double sum = 0;
    for (std::size_t t = 0; t < weights.size(); ++t) {
      total += weights[t];
      sum += weights[t].in(unit_amount)*row_duals[model.node_rows[i] + t];
    }
    if (!(total > Amount{})) continue;
    prices.push_back({node.at, node.resource, worth_sign(node) * sum * euro / total});
  }
  return prices;
}

std::vector<BalancePrice> read_balance_prices(const Network& network, const Model& model,
                                              const std::vector<double>& row_duals) {
  std::vector<BalancePrice> prices;
  for (std::size_t i = 0; i < network.nodes.nodes.size(); ++i) {
    const Node& node = network.nodes[i];
    for (std::size_t t = 0; t < periods_of(network, node); ++t) {
      const double worth = worth_sign(node) * row_duals[model.node_rows[i] + t];
      prices.push_back({node.at, node.resource, node.direction, t, worth * euro / unit_amount});
    }
  }
  for (std::size_t i = 0; i < network.arcs.relays.size(); ++i) {
    const Relay& relay = network.arcs.relays[i];
    const Node& giver = network.nodes[relay.giver];
    for (std::size_t t = 0; t < network.region.period_count(); ++t) {
      const double worth = -row_duals[model.relay_rows[i] + t];
      prices.push_back(
          {giver.at, giver.resource, Direction::offer, t, worth * euro / unit_amount, relay.site});
    }
  }
  return prices;
}

void add_up(NetworkState& state, CarbonPrice carbon_price) {
  const auto per_year = 1.0 * year;
  state.cost = {};
  state.co2e = {};
  for (const Recourse& disposal : state.disposals) {
    state.cost.disposal += disposal.cost / per_year;
    if (disposal.co2e) state.co2e.disposal += *disposal.co2e / per_year;
  }
  for (const Recourse& purchase : state.purchases) {
    state.cost.purchase += purchase.cost / per_year;
    if (purchase.co2e) state.co2e.production += *purchase.co2e / per_year;
  }
  for (const PlanFlow& flow : state.flows) {
    state.cost.transport += flow.cost / per_year;
    state.co2e.transport += flow.co2e / per_year;
    state.co2e.use += flow.use_co2e / per_year;
  }
  for (const Activity& activity : state.activities) {
    state.cost.operation += activity.operation;
    state.cost.investment += activity.investment;
  }
  for (const StorageUse& storage : state.storages) {
    state.cost.operation += storage.operation;
    state.cost.investment += storage.investment;
  }
  for (const LinkBuild& link : state.link_builds) state.cost.investment += link.investment;
  state.cost.carbon = carbon_price * state.co2e.total();
}

std::vector<MixPrice> read_mix_prices(const Network& network, const Model& model,
                                      const std::vector<double>& row_duals) {
  std::vector<MixPrice> prices;
  for (std::size_t i = 0; i < network.blends.size(); ++i) {
    const Blend& blend = network.blends[i];
    const Node& need = network.nodes[blend.need];
    for (std::size_t t = 0; t < periods_of(network, need); ++t) {
      const double price = -row_duals[model.blend_rows[i] + t];
      if (price <= 0) continue;
      prices.push_back(
          {need.at.stream, blend.property, blend.is_most, t, price * euro / unit_amount});
    }
  }
  return prices;
}

std::vector<RoomPrice> read_room_prices(const Network& network, const Model& model,
                                        const std::vector<double>& row_duals) {
  std::vector<RoomPrice> prices;
  for (std::size_t i = 0; i < network.holders.storages.size(); ++i) {
    for (std::size_t t = 0; t < network.region.period_count(); ++t) {
      const double price = std::max(-row_duals[model.room_rows[i] + t], 0.0);
      prices.push_back({network.holders.storages[i], t, price * euro / unit_amount});
    }
  }
  return prices;
}

std::vector<HoldingPrice> read_holding_prices(const Network& network, const Model& model,
                                              const std::vector<double>& row_duals) {
  std::vector<HoldingPrice> prices;
  for (std::size_t i = 0; i < network.holders.holders.size(); ++i) {
    const Holder& holder = network.holders.holders[i];
    const Node& giver = network.nodes[holder.giver];
    HoldingPrice price{.storage = holder.storage, .giver = giver.at, .resource = giver.resource};
    for (std::size_t t = 0; t < network.region.period_count(); ++t) {
      price.period = t;
      price.price = -row_duals[model.level_rows[i] + t] * euro / unit_amount;
      if (holder.arc != kNone) {
        const Arc& arc = network.arcs.arcs[holder.arc];
        price.taker = network.nodes[arc.taker].at;
        price.mode = arc.way.mode;
        price.arrival =
            std::max(-row_duals[model.arrival_rows[holder.arc] + t], 0.0) * euro / unit_amount;
      }
      prices.push_back(price);
    }
  }
  return prices;
}

}  // namespace samspill::network
