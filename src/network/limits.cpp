// How much can flow at most.
//
// Problem: a fixed cost is switched on by a row flow ≤ M · built, and the smaller M, the closer the
// linear relaxation is to the truth. Method: a process takes in at most what reaches its main
// input; a node gives or takes at most its amount, or what the process's activity makes of it. A
// process without a stated capacity whose main input can be bought is held to the activity that has
// a partner in the region, directly or through other processes: what its takers can use and what
// its side inputs can be given. The region does not trade with the market for its own sake. As
// processes feed each other, the bounds are raised from zero round by round until they stand still.
// What is stored passes on in another period, so the bounds of the whole year are raised besides
// those of its periods, and hold for each: a giver holds at most what it has in a year; a taker
// takes at most what leaves it a year's amount after a year's loss.
// Limits: where processes feed each other in a circle that gains, the stated capacity is the bound,
// else what fifty rounds reach and more; so it is where they do so through a storage of any size
// that loses much. Worked number: an offer of 1000 t/yr to a digester that makes 0.8 MWh/t: at most
// 800 MWh/yr of gas.
#include "network/limits.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>

namespace samspill::network {
namespace {

using reference::Reference;

constexpr int kMostRounds = 50;
constexpr double kStandsStill = 1e-9;
constexpr double kBeyondCircles = 10;
constexpr Amount kCeiling = Amount::in_base_units(1e12);

/// The least and the most of a flow per unit of main input.
struct Rate {
  double least = 0;
  double most = 0;
};

class LimitFinder {
 public:
  LimitFinder(const Region& region, const Reference& reference, const Nodes& nodes,
              const Arcs& arcs, const Holders& holders)
      : region_(region),
        reference_(reference),
        nodes_(nodes),
        arcs_(arcs),
        holders_(holders),
        into_(nodes.nodes.size()),
        from_(nodes.nodes.size()) {
    for (std::size_t i = 0; i < arcs.arcs.size(); ++i) {
      into_[arcs.arcs[i].taker].push_back(i);
      from_[arcs.arcs[i].giver].push_back(i);
    }
    out_.periods = region.period_count();
    year_ = out_.periods;
    activities_.resize(nodes.instances.size() * (year_ + 1));
    fed_.resize(activities_.size());
    uses_.resize(activities_.size());
    out_.nodes.resize(nodes.nodes.size() * out_.periods);
  }

  Limits find() && {
    for (std::size_t i = 0; i < nodes_.nodes.size(); ++i) rates_.push_back(rate_of(nodes_[i]));
    raise(fed_, [&](std::size_t i, std::size_t t) { return main_feed(i, t, fed_); });
    raise(uses_, [&](std::size_t i, std::size_t t) { return use(i, t); });
    raise(activities_, [&](std::size_t i, std::size_t t) { return activity(i, t); });
    for (std::size_t i = 0; i < nodes_.nodes.size(); ++i) {
      for (std::size_t t = 0; t < out_.periods; ++t)
        out_.nodes[i * out_.periods + t] = most_at(i, t, activities_);
    }
    for (const Holder& holder : holders_.holders) {
      out_.levels.push_back(most_held(holder, activities_));
    }
    for (std::size_t i = 0; i < nodes_.instances.size(); ++i) {
      for (std::size_t t = 0; t < out_.periods; ++t) {
        out_.activities.push_back(activities_[i * (year_ + 1) + t]);
      }
    }
    return std::move(out_);
  }

 private:
  const ProcessFlow& flow_of(const Node& node) const {
    const Process& process = region_[node.at.process];
    return (node.direction == Direction::need ? process.inputs : process.outputs)[node.flow];
  }

  Rate rate_of(const Node& node) const {
    if (!node.at.process) return {};
    const ProcessFlow& flow = flow_of(node);
    if (!flow.times_property) return {flow.amount, flow.amount};
    Rate rate{std::numeric_limits<double>::infinity(), 0};
    const auto see = [&](double property) {
      rate.least = std::min(rate.least, flow.amount * property);
      rate.most = std::max(rate.most, flow.amount * property);
    };
    const std::size_t main_input = nodes_.instances[node.instance].inputs.front();
    for (const std::size_t arc : into_[main_input]) {
      const Node& giver = nodes_[arcs_.arcs[arc].giver];
      if (const auto value = property_of(region_, reference_, giver, flow.times_property)) {
        see(*value);
      }
    }
    const auto* bought =
        reference_.property_value(nodes_[main_input].resource, flow.times_property);
    if (nodes_[main_input].way_out && bought != nullptr) see(bought->value);
    return rate;
  }

  /// What all partners of a node can bring to it or take from it in one period. The arcs of one
  /// pair stand side by side; the best of them counts.
  template <typename PerArc>
  Amount sum_over_partners(const std::vector<std::size_t>& arcs, PerArc most_on) const {
    Amount sum, best;
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      const Arc& arc = arcs_.arcs[arcs[i]];
      best = std::max(best, most_on(arcs[i]));
      const bool is_last_of_pair = i + 1 == arcs.size() ||
                                   arcs_.arcs[arcs[i + 1]].giver != arc.giver ||
                                   arcs_.arcs[arcs[i + 1]].taker != arc.taker;
      if (is_last_of_pair) {
        sum += best;
        best = {};
      }
    }
    return sum;
  }

  Amount capacity(std::size_t instance, std::size_t period) const {
    const Instance& at = nodes_.instances[instance];
    const double available = available_share(region_, at.process, at.site);
    const auto& size = region_[at.process].capacity_max;
    if (!size) return available > 0 ? kCeiling : Amount{};
    const Duration length = period == year_ ? 1.0 * year : region_.settings.periods[period];
    return std::min(kCeiling, available * *size * length);
  }

  bool can_buy_main_input(std::size_t instance) const {
    return nodes_[nodes_.instances[instance].inputs.front()].way_out.has_value();
  }

  /// What a node has or wants by itself, given the activities of the processes.
  Amount own(std::size_t index, std::size_t period, const std::vector<Amount>& activities) const {
    const Node& node = nodes_[index];
    if (node.at.process) {
      return activities[node.instance * (year_ + 1) + period] * rates_[index].most;
    }
    return amount_of(node, period);
  }

  Amount amount_of(const Node& stream, std::size_t period) const {
    if (stream.is_yearly) return stream.amounts.front();
    if (period < year_) return stream.amounts[period];
    Amount sum;
    for (const Amount amount : stream.amounts) sum += amount;
    return sum;
  }

  /// What a giver can have in a storage.
  Amount most_held(const Holder& holder, const std::vector<Amount>& activities) const {
    Amount most = own(holder.giver, year_, activities);
    if (holder.arc != kNone) most *= arcs_.arcs[holder.arc].way.arrival;
    return std::min(most, room_of(holder.storage));
  }

  Amount most_held(const std::vector<std::size_t>& holders,
                   const std::vector<Amount>& activities) const {
    Amount sum;
    for (const std::size_t i : holders) sum += most_held(holders_.holders[i], activities);
    return sum;
  }

  Amount room_of(StorageId storage) const {
    return std::min(kCeiling, region_[storage].capacity.value_or(kCeiling));
  }

  /// What can be asked for in the period where `wanted` is wanted by period, some of it is stored,
  /// and a unit that is stored is worth this much.
  template <typename PerPeriod>
  Amount with_stores(const std::vector<std::size_t>& holders, std::size_t period, double worth,
                     PerPeriod wanted) const {
    if (holders.empty()) return wanted(period);
    std::vector<StorageId> storages;
    Amount room, most_lost;
    double least_kept = 1;
    for (const std::size_t holder : holders) {
      const StorageId storage = holders_.holders[holder].storage;
      if (std::ranges::contains(storages, storage)) continue;
      storages.push_back(storage);
      room += worth * room_of(storage);
      double kept_of_year = 1;
      for (std::size_t t = 0; t < year_; ++t) {
        const double kept = kept_share(region_, region_[storage], t);
        most_lost += (1 - kept) * worth * room_of(storage);
        kept_of_year *= kept;
      }
      least_kept = std::min(least_kept, kept_of_year);
    }
    const Amount of_year =
        std::min({kCeiling, wanted(year_) + most_lost, wanted(year_) / least_kept});
    return period == year_ ? of_year : std::min(of_year, wanted(period) + room);
  }

  /// What comes to a taker that wants these amounts by itself, in its own units.
  template <typename PerPeriod>
  Amount taken_by(std::size_t taker, std::size_t period, PerPeriod wanted) const {
    std::vector<std::size_t> holders;
    double worth = 1;
    for (const std::size_t arc : into_[taker]) {
      worth = std::max(worth, arcs_.arcs[arc].substitution);
      std::ranges::copy(holders_.of_arc[arc], std::back_inserter(holders));
    }
    return with_stores(holders, period, worth, wanted);
  }

  /// What a node can give or take, given the activities of the processes.
  Amount most_at(std::size_t index, std::size_t period,
                 const std::vector<Amount>& activities) const {
    const auto by_itself = [&](std::size_t t) { return own(index, t, activities); };
    if (nodes_[index].direction == Direction::need) return taken_by(index, period, by_itself);
    const Amount most = by_itself(period);
    if (period == year_ || holders_.of_node[index].empty()) return most;
    return std::min(by_itself(year_), most + most_held(holders_.of_node[index], activities));
  }

  /// What a node can have from its givers in the period.
  Amount feed(std::size_t node, std::size_t period, const std::vector<Amount>& activities) const {
    return sum_over_partners(into_[node], [&](std::size_t index) {
      const Arc& arc = arcs_.arcs[index];
      const Amount most = most_at(arc.giver, period, activities) * arc.way.arrival;
      if (period == year_ || holders_.of_arc[index].empty()) return most;
      return std::min(most_at(arc.giver, year_, activities) * arc.way.arrival,
                      most + most_held(holders_.of_arc[index], activities));
    });
  }

  Amount main_feed(std::size_t instance, std::size_t period,
                   const std::vector<Amount>& activities) const {
    return std::min(capacity(instance, period),
                    feed(nodes_.instances[instance].inputs.front(), period, activities));
  }

  /// The main input that goes with all that can be given to the side inputs.
  Amount side_feed(std::size_t instance, std::size_t period) const {
    Amount sum;
    const std::vector<std::size_t>& inputs = nodes_.instances[instance].inputs;
    for (std::size_t k = 1; k < inputs.size(); ++k) {
      if (!(rates_[inputs[k]].least > 0)) continue;
      sum += feed(inputs[k], period, fed_) / rates_[inputs[k]].least;
    }
    return sum;
  }

  /// The main input that would fill every taker of every output, as far as these have a use for it.
  Amount use(std::size_t instance, std::size_t period) const {
    Amount sum;
    for (const std::size_t output : nodes_.instances[instance].outputs) {
      if (output == kNone || !(rates_[output].least > 0)) continue;
      const auto taken = [&](std::size_t t) {
        return sum_over_partners(from_[output], [&](std::size_t index) {
          const Arc& arc = arcs_.arcs[index];
          return wanted_at(arc.taker, t) / (arc.way.arrival * arc.substitution);
        });
      };
      sum += with_stores(holders_.of_node[output], period, 1, taken) / rates_[output].least;
    }
    return std::min(sum, capacity(instance, period));
  }

  Amount wanted_at(std::size_t taker, std::size_t period) const {
    return taken_by(taker, period, [&](std::size_t t) { return wanted_in(taker, t); });
  }

  Amount wanted_in(std::size_t taker, std::size_t period) const {
    const Node& node = nodes_[taker];
    if (node.at.stream) return amount_of(node, period);
    const std::size_t at = node.instance * (year_ + 1) + period;
    Amount activity = uses_[at] + side_feed(node.instance, period);
    if (node.flow != 0) activity += fed_[at];
    const Amount most = capacity(node.instance, period);
    const bool has_capacity = region_[node.at.process].capacity_max.has_value();
    if (has_capacity && can_buy_main_input(node.instance)) activity = most;
    return std::min(activity, most) * rates_[taker].most;
  }

  Amount activity(std::size_t instance, std::size_t period) const {
    const Amount most = capacity(instance, period);
    const Amount fed = main_feed(instance, period, activities_);
    if (!can_buy_main_input(instance)) return fed;
    if (region_[nodes_.instances[instance].process].capacity_max) return most;
    return std::min(most,
                    fed + uses_[instance * (year_ + 1) + period] + side_feed(instance, period));
  }

  /// Raises the bounds of all instances and periods until they stand still.
  template <typename Most>
  void raise(std::vector<Amount>& bounds, Most most) {
    for (int round = 0; round <= kMostRounds; ++round) {
      bool has_grown = false;
      for (std::size_t i = 0; i < nodes_.instances.size(); ++i) {
        for (std::size_t t = year_ + 1; t-- > 0;) {
          Amount& bound = bounds[i * (year_ + 1) + t];
          const Amount raised =
              std::min(most(i, t), t < year_ ? bounds[i * (year_ + 1) + year_] : kCeiling);
          if (raised <= bound * (1 + kStandsStill)) continue;
          has_grown = true;
          bound = round < kMostRounds ? raised : std::min(raised * kBeyondCircles, capacity(i, t));
        }
      }
      if (!has_grown) return;
    }
  }

  const Region& region_;
  const Reference& reference_;
  const Nodes& nodes_;
  const Arcs& arcs_;
  const Holders& holders_;
  std::vector<std::vector<std::size_t>> into_, from_;  // arcs by node
  std::vector<Rate> rates_;                            // by node
  std::size_t year_ = 0;  // stands after the periods for the whole year
  // Main input by instance and period: from offers alone, what takers have a use for, and in all.
  std::vector<Amount> fed_, uses_, activities_;
  Limits out_;
};

}  // namespace

Limits find_limits(const Region& region, const Reference& reference, const Nodes& nodes,
                   const Arcs& arcs, const Holders& holders) {
  return LimitFinder(region, reference, nodes, arcs, holders).find();
}

Amount useful_on(const Limits& limits, const Arcs& arcs, const Connection& connection,
                 std::size_t period) {
  std::set<std::size_t> givers, takers;
  Amount given, taken;
  const auto add_giver = [&](std::size_t giver) {
    if (givers.insert(giver).second) given += limits.node(giver, period);
  };
  for (const std::size_t leg : connection.legs) add_giver(arcs.relays[arcs.legs[leg].to].giver);
  for (const std::size_t index : connection.arcs) {
    const Arc& arc = arcs.arcs[index];
    add_giver(arc.giver);
    if (!takers.insert(arc.taker).second) continue;
    taken += limits.node(arc.taker, period) / (arc.way.arrival * arc.substitution);
  }
  // What a relay passes on is wanted elsewhere.
  return connection.legs.empty() ? std::min(given, taken) : given;
}

AmountFlow useful_capacity(const Region& region, const Nodes& nodes, const Limits& limits,
                           std::size_t instance) {
  AmountFlow most;
  for (std::size_t t = 0; t < limits.periods; ++t) {
    most = std::max(most, limits.activity(instance, t) / region.settings.periods[t]);
  }
  const Instance& at = nodes.instances[instance];
  const double available = available_share(region, at.process, at.site);
  return available > 0 ? most / available : most;
}

}  // namespace samspill::network
