// A bound on every plan from prices at the balances.
//
// Problem: that a plan can be bettered by no more than its gap is the solver's word, unless someone
// else can work it out. Method: Lagrangian relaxation of the balances and of the cap (A. M.
// Geoffrion, Math. Prog. Study 2, 1974). Every balance buys and sells at its price, so the region
// falls apart into ways, ways out and processes, and each does the best for itself within what it
// can carry, dispose of, buy or make at most (limits.h). The sum is below the cost of any plan,
// whatever the prices; builds are still all or nothing. The limits of mixes are relaxed in the same
// way, at prices that are not negative. Limits: which ways there are and how much is useful is
// taken from arcs.h and limits.h; a gap that needs branching is not proven. Worked number: 100 t/yr
// of bark, disposal 90 EUR/t; 60 t/yr needed 10 km away, bought at 40; lorry 1 EUR/(t km). At
// prices -90 and -80 the way earns 80 - 90 + 10 = 0 and so does disposal; bound 90·100 - 80·60 =
// 4200 EUR/yr, the cost of the plan.
#include "network/price_bound.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace samspill::network {
namespace {

class PriceBound {
 public:
  PriceBound(const Network& network, const PlanTerms& terms, const PriceProof& proof)
      : network_(network),
        region_(network.region),
        terms_(terms),
        cap_price_(terms.cap ? proof.cap_price : CarbonPrice{}),
        periods_(network.region.period_count()),
        worth_((network.nodes.nodes.size() + network.arcs.relays.size()) * periods_) {
    // Relays stand behind the nodes.
    std::map<std::tuple<Endpoint, ResourceId, Direction, SiteId>, std::size_t> balances;
    const std::size_t nodes = network.nodes.nodes.size();
    for (std::size_t i = 0; i < nodes; ++i) {
      const Node& node = network.nodes[i];
      balances[{node.at, node.resource, node.direction, SiteId()}] = i;
    }
    for (std::size_t i = 0; i < network.arcs.relays.size(); ++i) {
      const Relay& relay = network.arcs.relays[i];
      const Node& giver = network.nodes[relay.giver];
      balances[{giver.at, giver.resource, Direction::offer, relay.site}] = nodes + i;
    }
    for (const BalancePrice& price : proof.prices) {
      const auto found = balances.find({price.at, price.resource, price.direction, price.relay});
      if (found == balances.end() || price.period >= periods_) continue;
      worth_[found->second * periods_ + price.period] = price.price;
    }
    add_mixes(proof.mixes);
    add_stores(proof);
  }

  MoneyFlow find() const {
    Money least;
    for (std::size_t i = 0; i < network_.nodes.nodes.size(); ++i) least += of_node(i);
    for (std::size_t i = 0; i < network_.arcs.arcs.size(); ++i) {
      if (network_.arcs.arcs[i].connection == kNone) least += of_arc(i);
    }
    for (std::size_t i = 0; i < network_.arcs.legs.size(); ++i) {
      if (network_.arcs.legs[i].connection == kNone) least += of_leg(i);
    }
    for (const Connection& connection : network_.arcs.connections) least += of_ways(connection);
    for (std::size_t i = 0; i < network_.nodes.instances.size(); ++i) least += of_process(i);
    for (std::size_t i = 0; i < network_.holders.storages.size(); ++i) least += of_storage(i);
    if (terms_.cap) least -= cap_price_ * *terms_.cap * (1.0 * year);
    return least / (1.0 * year);
  }

 private:
  /// What beyond a limit costs at these prices, and what keeps below it earns.
  void add_mixes(const std::vector<MixPrice>& prices) {
    of_used_.resize(network_.arcs.arcs.size() * periods_);
    of_bought_.resize(network_.nodes.nodes.size() * periods_);
    for (const Blend& blend : network_.blends) {
      for (const MixPrice& price : prices) {
        const Node& need = network_.nodes[blend.need];
        if (price.need != need.at.stream || price.property != blend.property ||
            price.is_most != blend.is_most || price.period >= periods_of(need)) {
          continue;
        }
        const std::size_t first = need.is_yearly ? 0 : price.period;
        const std::size_t last = need.is_yearly ? periods_ : price.period + 1;
        for (std::size_t t = first; t < last; ++t) {
          for (const Blend::Part& part : blend.parts) {
            of_used_[part.arc * periods_ + t] +=
                part.weight * blend.excess(part.value) * price.price;
          }
          of_bought_[blend.need * periods_ + t] +=
              blend.bought_weight * blend.excess(blend.bought_value) * price.price;
        }
      }
    }
  }

  /// A price of what there is not goes nowhere.
  void add_stores(const PriceProof& proof) {
    const Holders& all = network_.holders;
    rooms_.resize(all.storages.size() * periods_);
    held_.resize(all.holders.size() * periods_);
    arrivals_.resize(network_.arcs.arcs.size() * periods_);
    for (const RoomPrice& price : proof.rooms) {
      const auto found = std::ranges::find(all.storages, price.storage);
      if (found == all.storages.end() || price.period >= periods_) continue;
      const auto index = static_cast<std::size_t>(found - all.storages.begin());
      rooms_[index * periods_ + price.period] = price.price;
    }
    using Key = std::tuple<StorageId, Endpoint, std::optional<Endpoint>, ResourceId, ModeId>;
    std::map<Key, std::size_t> holders;
    for (std::size_t i = 0; i < all.holders.size(); ++i) {
      const Holder& holder = all.holders[i];
      const Node& giver = network_.nodes[holder.giver];
      Key key{holder.storage, giver.at, {}, giver.resource, {}};
      if (holder.arc != kNone) {
        const Arc& arc = network_.arcs.arcs[holder.arc];
        std::get<2>(key) = network_.nodes[arc.taker].at;
        std::get<4>(key) = arc.way.mode;
      }
      holders.emplace(key, i);
    }
    for (const HoldingPrice& price : proof.holdings) {
      const auto found =
          holders.find({price.storage, price.giver, price.taker, price.resource, price.mode});
      if (found == holders.end() || price.period >= periods_) continue;
      held_[found->second * periods_ + price.period] = price.price;
      const std::size_t arc = all.holders[found->second].arc;
      if (arc != kNone) arrivals_[arc * periods_ + price.period] = price.arrival;
    }
  }

  std::size_t periods_of(const Node& node) const { return node.is_yearly ? 1 : periods_; }

  UnitPrice worth(std::size_t node, std::size_t period) const {
    return worth_[node * periods_ + (network_.nodes[node].is_yearly ? 0 : period)];
  }

  UnitPrice emitting(const std::optional<CarbonIntensity>& co2e) const {
    return (terms_.carbon_price + cap_price_) * co2e.value_or(CarbonIntensity{});
  }

  /// A stream sells its offer or buys its need; what is disposed of or bought besides comes at its
  /// own price and goes at the balance's.
  Money of_node(std::size_t index) const {
    const Node& node = network_.nodes[index];
    const double sign = node.direction == Direction::offer ? -1 : 1;
    Money sum;
    for (std::size_t t = 0; t < periods_of(node); ++t) {
      const UnitPrice price = worth(index, t);
      if (node.at.stream) sum += sign * price * node.amounts[t];
      if (!node.way_out) continue;
      const UnitPrice own = node.way_out->price + emitting(node.way_out->co2e);
      const UnitPrice margin =
          own - sign * price - fed(node, node.resource, {}, t) + of_bought_[index * periods_ + t];
      sum += std::min(margin, UnitPrice{}) * network_.limits.node(index, t);
    }
    return sum;
  }

  /// What a unit of a main input earns by what depends on its properties; nothing elsewhere.
  UnitPrice fed(const Node& taker, ResourceId resource, StreamId giver, std::size_t period) const {
    UnitPrice sum;
    if (!taker.at.process || taker.direction == Direction::offer || taker.flow != 0) return sum;
    const Instance& instance = network_.nodes.instances[taker.instance];
    const Process& process = region_[instance.process];
    const auto see = [&](std::size_t node, const ProcessFlow& flow, double sign) {
      if (node == kNone || !flow.times_property) return;
      Node from;
      from.at.stream = giver;
      from.resource = resource;
      const auto value = property_of(region_, network_.reference, from, flow.times_property);
      sum += sign * flow.amount * value.value_or(0) * worth(node, period);
    };
    for (std::size_t k = 0; k < process.inputs.size(); ++k) {
      see(instance.inputs[k], process.inputs[k], -1);
    }
    for (std::size_t k = 0; k < process.outputs.size(); ++k) {
      see(instance.outputs[k], process.outputs[k], 1);
    }
    return sum;
  }

  /// What a unit of the arc's goods earns where it is used.
  UnitPrice used(std::size_t index, std::size_t period) const {
    const Arc& arc = network_.arcs.arcs[index];
    const Node &from = network_.nodes[arc.giver], &to = network_.nodes[arc.taker];
    return arc.substitution * worth(arc.taker, period) +
           fed(to, from.resource, from.at.stream, period) - of_used_[index * periods_ + period];
  }

  /// What a unit sent costs when it is bought at the giver and sold at the taker.
  UnitPrice margin(std::size_t index, std::size_t period) const {
    const Arc& arc = network_.arcs.arcs[index];
    const UnitPrice sold =
        used(index, period) - emitting(arc.use) + arrivals_[index * periods_ + period];
    return arc.way.cost + emitting(arc.way.co2e) + leaving(arc.giver, arc.relay, period) -
           arc.way.arrival * sold;
  }

  /// What goods cost that leave their giver, or the relay that passes them on.
  UnitPrice leaving(std::size_t giver, std::size_t relay, std::size_t period) const {
    if (relay == kNone) return worth(giver, period);
    return worth_[(network_.nodes.nodes.size() + relay) * periods_ + period];
  }

  UnitPrice leg_margin(std::size_t index, std::size_t period) const {
    const Leg& leg = network_.arcs.legs[index];
    const std::size_t giver = network_.arcs.relays[leg.to].giver;
    const double lost = leg.disposed_of(network_.nodes, giver);
    UnitPrice disposed;
    if (lost > 0) {
      const WayOut& way_out = *network_.nodes[giver].way_out;
      disposed = lost * (way_out.price + emitting(way_out.co2e));
    }
    return leg.way.cost + emitting(leg.way.co2e) + disposed + leaving(giver, leg.from, period) -
           leg.way.arrival * leaving(giver, leg.to, period);
  }

  Money of_leg(std::size_t index) const {
    const std::size_t giver = network_.arcs.relays[network_.arcs.legs[index].to].giver;
    Money sum;
    for (std::size_t t = 0; t < periods_; ++t) {
      sum += std::min(leg_margin(index, t), UnitPrice{}) * network_.limits.node(giver, t);
    }
    return sum;
  }

  Money of_arc(std::size_t index) const {
    const Arc& arc = network_.arcs.arcs[index];
    Money sum;
    for (std::size_t t = 0; t < (is_yearly(network_.nodes, arc) ? 1 : periods_); ++t) {
      const Amount taken =
          network_.limits.node(arc.taker, t) / (arc.way.arrival * arc.substitution);
      const Amount most = std::min(network_.limits.node(arc.giver, t), taken);
      sum += std::min(margin(index, t), UnitPrice{}) * most;
    }
    return sum;
  }

  /// All arcs of a connection share what it carries, and what it costs to build.
  Money of_ways(const Connection& connection) const {
    const bool is_free = may_stand(connection);
    Money sum;
    for (std::size_t t = 0; t < periods_; ++t) {
      UnitPrice best;
      for (const std::size_t arc : connection.arcs) best = std::min(best, margin(arc, t));
      for (const std::size_t leg : connection.legs) best = std::min(best, leg_margin(leg, t));
      Amount most = useful_on(network_.limits, network_.arcs, connection, t);
      if (connection.capacity && !is_free) {
        most = std::min(most, *connection.capacity * region_.settings.periods[t]);
      }
      sum += best * most;
    }
    return is_free ? sum : std::min(sum + connection.fixed * (1.0 * year), Money{});
  }

  /// Whether it may be there today: an operating exchange runs over it, or what an existing process
  /// makes and can't dispose of.
  bool may_stand(const Connection& connection) const {
    if (connection.stands) return true;
    return std::ranges::any_of(connection.arcs, [&](std::size_t index) {
      const Node& from = network_.nodes[network_.arcs.arcs[index].giver];
      return from.at.process && !from.way_out &&
             region_[from.at.process].status == ProcessStatus::existing;
    });
  }

  /// What a process costs when it buys what it takes and sells what it makes.
  Money of_process(std::size_t index) const {
    const Instance& instance = network_.nodes.instances[index];
    const Process& process = region_[instance.process];
    std::vector<UnitPrice> gains;  // of a unit of main input, by period, never above zero
    for (std::size_t t = 0; t < periods_; ++t) {
      UnitPrice margin = process.opex_per_amount;
      for (std::size_t k = 0; k < process.inputs.size(); ++k) {
        if (process.inputs[k].times_property) continue;
        margin += process.inputs[k].amount * worth(instance.inputs[k], t);
      }
      for (std::size_t k = 0; k < process.outputs.size(); ++k) {
        if (instance.outputs[k] == kNone || process.outputs[k].times_property) continue;
        margin -= process.outputs[k].amount * worth(instance.outputs[k], t);
      }
      gains.push_back(std::min(margin, UnitPrice{}));
    }
    const AmountFlow useful = useful_capacity(region_, network_.nodes, network_.limits, index);
    const Money fixed = process.opex_fixed * (1.0 * year);
    if (process.status == ProcessStatus::existing) return fixed + running(index, gains, useful);
    if (useful <= AmountFlow{}) return {};
    // The cost of a size is a convex line with a bend where a period needs no more.
    std::vector<AmountFlow> sizes = {process.capacity_min, std::max(useful, process.capacity_min)};
    for (std::size_t t = 0; t < periods_; ++t) {
      const AmountFlow bend = network_.limits.activity(index, t) / region_.settings.periods[t];
      sizes.push_back(std::max(bend, process.capacity_min));
    }
    Money least;
    for (const AmountFlow size : sizes) {
      Money capital = process.capex_fixed;
      if (process.capex_per_flow) capital += *process.capex_per_flow * (size * (1.0 * year));
      const MoneyFlow yearly =
          reference::annuity(capital, region_.settings.discount_rate, process.lifetime);
      least = std::min(least, fixed + yearly * (1.0 * year) + running(index, gains, size));
    }
    return least;
  }

  Money running(std::size_t index, const std::vector<UnitPrice>& gains, AmountFlow size) const {
    Money sum;
    for (std::size_t t = 0; t < periods_; ++t) {
      const Amount most = size * region_.settings.periods[t];
      sum += gains[t] * std::min(most, network_.limits.activity(index, t));
    }
    return sum;
  }

  /// What a storage costs when all who hold something in it pay for their room.
  Money of_storage(std::size_t index) const {
    const StorageId id = network_.holders.storages[index];
    const Storage& storage = region_[id];
    Money sum = storage.opex_fixed * (1.0 * year);
    UnitPrice paid;
    for (std::size_t t = 0; t < periods_; ++t) paid += rooms_[index * periods_ + t];
    Amount useful;
    for (std::size_t i = 0; i < network_.holders.holders.size(); ++i) {
      if (network_.holders.holders[i].storage != id) continue;
      sum += of_holder(i, index);
      useful += network_.limits.levels[i];
    }
    if (storage.status == ProcessStatus::existing) return sum - paid * *storage.capacity;
    const auto annuity = [&](Money capital) {
      return reference::annuity(capital, region_.settings.discount_rate, storage.lifetime) *
             (1.0 * year);
    };
    const Amount most = std::min(useful, storage.capacity.value_or(useful));
    const Money size = annuity(storage.capex_per_amount * most) - paid * most;
    return std::min(Money{}, sum + annuity(storage.capex_fixed) + std::min(size, Money{}));
  }

  /// Putting in and taking out at once is of no use, so no more changes hands than can be held.
  Money of_holder(std::size_t index, std::size_t storage_index) const {
    const Holder& holder = network_.holders.holders[index];
    const Storage& storage = region_[holder.storage];
    const Node& giver = network_.nodes[holder.giver];
    UnitPrice loss;
    if (disposes_of_losses(giver)) loss = giver.way_out->price + emitting(giver.way_out->co2e);
    Money sum;
    for (std::size_t t = 0; t < periods_; ++t) {
      const std::size_t next = (t + 1) % periods_;
      const double kept = kept_share(region_, storage, next);
      const UnitPrice now = held_[index * periods_ + t], later = held_[index * periods_ + next];
      const UnitPrice level =
          (1 - kept) * loss + now - kept * later + rooms_[storage_index * periods_ + t];
      UnitPrice outside = worth(holder.giver, t);
      UnitPrice put_in = storage.opex_per_amount - now;
      if (holder.arc != kNone) {
        outside = used(holder.arc, t);
        put_in += arrivals_[holder.arc * periods_ + t];
      }
      for (const UnitPrice margin : {level, put_in + outside, now - outside}) {
        sum += std::min(margin, UnitPrice{}) * network_.limits.levels[index];
      }
    }
    return sum;
  }

  const Network& network_;
  const Region& region_;
  const PlanTerms& terms_;
  CarbonPrice cap_price_;
  std::size_t periods_;
  std::vector<UnitPrice> worth_;      // by node and period
  std::vector<UnitPrice> of_used_;    // by arc and period: what a unit adds to mixes
  std::vector<UnitPrice> of_bought_;  // by node and period: likewise
  std::vector<UnitPrice> rooms_;      // by storage and period
  std::vector<UnitPrice> held_;       // by holder and period
  std::vector<UnitPrice> arrivals_;   // by arc and period
};

}  // namespace

MoneyFlow price_bound(const Network& network, const PlanTerms& terms, const PriceProof& proof) {
  return PriceBound(network, terms, proof).find();
}

double proven_gap(MoneyFlow cost, MoneyFlow least) {
  if (cost <= least) return 0;
  return cost == MoneyFlow{} ? 1 : (cost - least) / std::max(cost, MoneyFlow{} - cost);
}

}  // namespace samspill::network
