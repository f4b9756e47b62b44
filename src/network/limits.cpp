// How much can flow at most.
//
// Problem: a fixed cost is switched on by a row flow ≤ M · built, and the smaller M, the closer the
// linear relaxation is to the truth. Method: a process takes in at most what reaches its main
// input; a node gives or takes at most its amount, or what the process's activity makes of it.
// Processes feed each other, so the bounds are raised from zero round by round until they stand
// still. Limits: a process without a stated capacity whose main input can be bought is taken to be
// worth no more than its feed plus what its takers can use: the region does not trade with the
// market for its own sake. Where processes feed each other in a circle that gains, the stated
// capacity is the bound, else ten times what fifty rounds reach. Worked number: an offer of 1000
// t/yr to a digester that makes 0.8 MWh/t: at most 800 MWh/yr of gas.
#include "network/limits.h"

#include <algorithm>
#include <limits>

namespace samspill::network {
namespace {

using reference::Reference;

constexpr int kMostRounds = 50;
constexpr double kStandsStill = 1e-9;
constexpr double kBeyondCircles = 10;
constexpr Amount kBoundless = Amount::in_base_units(std::numeric_limits<double>::infinity());

/// The least and the most of a flow per unit of main input.
struct Rate {
  double least = 0;
  double most = 0;
};

class LimitFinder {
 public:
  LimitFinder(const Region& region, const Reference& reference, const Nodes& nodes,
              const Arcs& arcs)
      : region_(region),
        reference_(reference),
        nodes_(nodes),
        arcs_(arcs),
        into_(nodes.nodes.size()),
        from_(nodes.nodes.size()) {
    for (std::size_t i = 0; i < arcs.arcs.size(); ++i) {
      into_[arcs.arcs[i].taker].push_back(i);
      from_[arcs.arcs[i].giver].push_back(i);
    }
    out_.periods = region.period_count();
    out_.activities.resize(nodes.instances.size() * out_.periods);
    out_.nodes.resize(nodes.nodes.size() * out_.periods);
  }

  Limits find() && {
    set_streams();
    for (std::size_t i = 0; i < nodes_.nodes.size(); ++i) rates_.push_back(rate_of(nodes_[i]));
    bool has_grown = true;
    for (int round = 0; has_grown && round < kMostRounds; ++round) has_grown = raise(false);
    if (has_grown) raise(true);
    return std::move(out_);
  }

 private:
  void set_streams() {
    for (std::size_t i = 0; i < nodes_.nodes.size(); ++i) {
      const Node& node = nodes_[i];
      for (std::size_t t = 0; node.at.stream && t < out_.periods; ++t) {
        out_.nodes[i * out_.periods + t] = node.amounts[node.is_yearly ? 0 : t];
      }
    }
  }

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
      best = std::max(best, most_on(arc));
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

  Amount feed(std::size_t node, std::size_t period) const {
    return sum_over_partners(into_[node], [&](const Arc& arc) {
      return out_.node(arc.giver, period) * arc.way.arrival;
    });
  }

  /// The main input that would fill every taker of every output.
  Amount use(const Instance& instance, std::size_t period) const {
    Amount sum;
    for (const std::size_t output : instance.outputs) {
      if (output == kNone || !(rates_[output].least > 0)) continue;
      sum += sum_over_partners(from_[output],
                               [&](const Arc& arc) {
                                 return out_.node(arc.taker, period) /
                                        (arc.way.arrival * arc.substitution);
                               }) /
             rates_[output].least;
    }
    return sum;
  }

  Amount most_activity(const Instance& instance, std::size_t period, bool goes_in_circles) const {
    const Process& process = region_[instance.process];
    const Amount capacity = process.capacity_max
                                ? *process.capacity_max * region_.settings.periods[period]
                                : kBoundless;
    const std::size_t main_input = instance.inputs.front();
    const bool can_buy = nodes_[main_input].way_out.has_value();
    if (process.capacity_max && (can_buy || goes_in_circles)) return capacity;
    Amount most = feed(main_input, period);
    if (can_buy) most += use(instance, period);
    return std::min(capacity, goes_in_circles ? most * kBeyondCircles : most);
  }

  /// One round. True when a bound has grown.
  bool raise(bool goes_in_circles) {
    bool has_grown = false;
    for (std::size_t i = 0; i < nodes_.instances.size(); ++i) {
      const Instance& instance = nodes_.instances[i];
      for (std::size_t t = 0; t < out_.periods; ++t) {
        Amount& activity = out_.activities[i * out_.periods + t];
        const Amount most = most_activity(instance, t, goes_in_circles);
        if (!(most > activity * (1 + kStandsStill))) continue;
        has_grown = true;
        activity = most;
        for (const auto* side : {&instance.inputs, &instance.outputs}) {
          for (const std::size_t node : *side) {
            if (node != kNone) out_.nodes[node * out_.periods + t] = activity * rates_[node].most;
          }
        }
      }
    }
    return has_grown;
  }

  const Region& region_;
  const Reference& reference_;
  const Nodes& nodes_;
  const Arcs& arcs_;
  std::vector<std::vector<std::size_t>> into_, from_;  // arcs by node
  std::vector<Rate> rates_;                            // by node
  Limits out_;
};

}  // namespace

Limits find_limits(const Region& region, const Reference& reference, const Nodes& nodes,
                   const Arcs& arcs) {
  return LimitFinder(region, reference, nodes, arcs).find();
}

AmountFlow useful_capacity(const Region& region, const Limits& limits, std::size_t instance) {
  AmountFlow most;
  for (std::size_t t = 0; t < limits.periods; ++t) {
    most = std::max(most, limits.activity(instance, t) / region.settings.periods[t]);
  }
  return most;
}

}  // namespace samspill::network
