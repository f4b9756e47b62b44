// The ways on which givers can serve takers.
//
// Problem: which flows shall the plan choose from? Method: pairs that fit by resource and distance
// (pairs.h) and by quality, one arc per way of transport. An arc is left away when both its ends
// have a way out and disposing here while buying there costs no more than carrying: a plan that
// used it could drop it at no loss, so the optimum stays. Operating exchanges always have their
// arcs. Which pipe an operating exchange stands on is seldom recorded: taken to be the way that is
// cheapest in all at the recorded quantity. Limits: one way per mode between two sites; a capacity
// holds per resource. Worked number: disposal at 90, purchase at 40 and a substitution of 0.5 pay
// for 90 + 0.5·40 = 110 EUR of transport per tonne, and not for 110.01.
#include "network/arcs.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <tuple>

#include "network/blends.h"
#include "network/pairs.h"
#include "network/relays.h"
#include "reference/distance.h"
#include "reference/suitability.h"
#include "reference/valuation.h"

namespace samspill::network {
namespace {

using reference::Carriage;
using reference::Carriages;
using reference::Reference;

class ArcFinder {
 public:
  ArcFinder(const Region& region, const Reference& reference, const Nodes& nodes,
            std::span<const SiteId> without, const Worth& worth, std::vector<Remark>& notes)
      : region_(region),
        reference_(reference),
        nodes_(nodes),
        worth_(worth),
        notes_(notes),
        carriages_(region, reference),
        relays_(region, reference, carriages_, without, worth.carbon_price) {}

  Arcs find(std::size_t most_pairs) && {
    find_today();
    is_within_rules_.resize(out_.today.size());
    const auto pairs = find_pairs(region_, reference_, carriages_, nodes_, most_pairs, notes_);
    for (const Pair& pair : pairs) {
      const auto today = today_.find({pair.giver, pair.taker});
      if (today == today_.end()) {
        add_by_rules(pair);
      } else {
        is_within_rules_[today->second] = true;
        add_today(pair, today->second);
      }
    }
    for (const auto& [ends, today] : today_) {
      if (!is_within_rules_[today]) add_beyond_rules(ends.first, ends.second, today);
    }
    for (TodayFlow& today : out_.today) choose_standing(today);
    for (auto first = pairs.begin(); first != pairs.end();) {
      const auto last = std::find_if(first, pairs.end(),
                                     [&](const Pair& pair) { return pair.giver != first->giver; });
      pass_on({first, last});
      first = last;
    }
    std::erase_if(out_.today, [](const TodayFlow& today) { return today.arcs.empty(); });
    return std::move(out_);
  }

 private:
  // Operating exchanges.

  void find_today() {
    for (std::size_t i = 0; i < region_.exchanges.size(); ++i) {
      const Exchange& exchange = region_.exchanges[i];
      if (exchange.stage != Stage::operating) continue;
      const std::size_t giver =
          exchange.offer ? node_of(exchange, exchange.offer) : output_node_of(exchange);
      const std::size_t taker =
          exchange.need ? node_of(exchange, exchange.need) : input_node_of(exchange);
      if (giver == kNone || taker == kNone) continue;
      const auto [entry, is_new] = today_.try_emplace({giver, taker}, out_.today.size());
      if (is_new) {
        out_.today.push_back({i, exchange.quantity, {}});
      } else if (exchange.quantity) {
        auto& sum = out_.today[entry->second].quantity;
        sum = sum.value_or(AmountFlow{}) + *exchange.quantity;
      }
    }
  }

  std::size_t node_of(const Exchange& exchange, StreamId stream) {
    if (std::ranges::contains(nodes_.left_out, stream)) {
      note(notes_, {"network.exchange_no_price", {exchange.key, region_[stream].key}});
    }
    return nodes_.of_stream[stream.index()];
  }

  std::size_t output_node_of(const Exchange& exchange) {
    const Process& process = region_[exchange.giver_process];
    const auto output =
        std::ranges::find(process.outputs, exchange.resource, &ProcessFlow::resource);
    if (process.status == ProcessStatus::candidate || output == process.outputs.end() ||
        !std::ranges::contains(process.sites, exchange.giver_site)) {
      note(notes_, {"network.exchange_no_process", {exchange.key, process.key}});
      return kNone;
    }
    for (const Instance& instance : nodes_.instances) {
      if (instance.process == exchange.giver_process && instance.site == exchange.giver_site) {
        return instance.outputs[static_cast<std::size_t>(output - process.outputs.begin())];
      }
    }
    return kNone;
  }

  std::size_t input_node_of(const Exchange& exchange) {
    const Process& process = region_[exchange.process];
    const auto input = reference::input_for(reference_, process, exchange.resource);
    if (process.status == ProcessStatus::candidate || !input ||
        !std::ranges::contains(process.sites, exchange.process_site)) {
      note(notes_, {"network.exchange_no_process", {exchange.key, process.key}});
      return kNone;
    }
    for (const Instance& instance : nodes_.instances) {
      if (instance.process == exchange.process && instance.site == exchange.process_site) {
        return instance.inputs[*input];
      }
    }
    return kNone;
  }

  void add_today(const Pair& pair, std::size_t today) {
    const std::string& key = key_of(today);
    if (!keeps_quality(pair)) note(notes_, {"network.exchange_beyond_quality", {key}});
    std::vector<Carriage> ways = ways_of(pair);
    if (ways.empty()) {
      const Node &from = nodes_[pair.giver], &to = nodes_[pair.taker];
      ways = carriages_.ways_of_any_length(from.at.site, to.at.site, from.resource);
      note(notes_, {ways.empty() ? "network.exchange_no_way" : "network.exchange_beyond_distance",
                    {key, shown_length(pair)}});
    }
    add_arcs(pair, ways, today);
  }

  /// In whole kilometres; the straight line where no mode leads from one to the other.
  std::string shown_length(const Pair& pair) const {
    const Site& from = region_[nodes_[pair.giver].at.site];
    const Site& to = region_[nodes_[pair.taker].at.site];
    const bool is_found = std::isfinite(pair.distance.base_value());
    const Distance length =
        is_found ? pair.distance : reference::great_circle(from.place, to.place);
    return std::format("{:.0f}", length.in(kilometre));
  }

  void add_beyond_rules(std::size_t giver, std::size_t taker, std::size_t today) {
    const Node &from = nodes_[giver], &to = nodes_[taker];
    Pair pair{giver, taker, carriages_.shortest_distance(from.at.site, to.at.site), {}, 1};
    std::optional<Distance> synergy_reach;
    if (to.at.stream) {
      const auto fit = reference_.fit(from.resource, to.resource);
      const std::vector<std::string> names = {key_of(today), reference_[from.resource].key,
                                              reference_[to.resource].key};
      if (!fit && reference_[from.resource].kind != reference_[to.resource].kind) {
        note(notes_, {"network.exchange_no_rate", names});
        return;
      }
      if (!fit) note(notes_, {"network.exchange_unlisted", names});
      if (fit) pair.substitution = fit->substitution;
      if (fit && fit->synergy != nullptr) synergy_reach = fit->synergy->max_distance;
    }
    const auto reach = reach_between(region_, from, to, synergy_reach);
    pair.reach = reach;
    if (reach && pair.distance > *reach) {
      note(notes_, {"network.exchange_beyond_distance", {key_of(today), shown_length(pair)}});
    }
    add_today(pair, today);
  }

  const std::string& key_of(std::size_t today) const {
    return region_.exchanges[out_.today[today].exchange].key;
  }

  /// The way that is cheapest in all at today's quantity stands; other built ways are not today's.
  void choose_standing(TodayFlow& today) {
    if (today.arcs.empty()) return;
    const AmountFlow quantity =
        today.quantity.value_or(most_between(out_.arcs[today.arcs.front()]));
    const auto rank = [&](std::size_t index) {
      const Carriage& way = out_.arcs[index].way;
      const bool is_too_small = way.capacity && *way.capacity < quantity;
      const UnitPrice carried =
          way.cost + worth_.carbon_price * way.co2e.value_or(CarbonIntensity{});
      return std::pair(is_too_small, way.fixed + carried * quantity);
    };
    const std::size_t best = *std::ranges::min_element(today.arcs, {}, rank);
    if (out_.arcs[best].connection != kNone) {
      out_.connections[out_.arcs[best].connection].stands = true;
    }
    std::erase_if(today.arcs, [&](std::size_t index) {
      const Arc& arc = out_.arcs[index];
      return arc.way.fixed > MoneyFlow{} && !out_.connections[arc.connection].stands;
    });
    for (const std::size_t index : today.arcs) out_.arcs[index].is_today = true;
  }

  /// As far as streams say; a process has no amount of its own.
  AmountFlow most_between(const Arc& arc) const {
    const auto sum = [](const Node& node) {
      Amount total;
      for (const Amount amount : node.amounts) total += amount;
      return total / (1.0 * year);
    };
    const AmountFlow given = sum(nodes_[arc.giver]);
    const AmountFlow taken = sum(nodes_[arc.taker]) / arc.substitution;
    if (nodes_[arc.taker].at.process) return given;
    return nodes_[arc.giver].at.process ? taken : std::min(given, taken);
  }

  // Rules.

  void add_by_rules(const Pair& pair) {
    if (!may_serve(pair)) return;
    std::vector<Carriage> ways = ways_of(pair);
    std::erase_if(ways, [&](const Carriage& way) { return !can_pay(pair, way); });
    add_arcs(pair, ways, kNone);
  }

  std::vector<Carriage> ways_of(const Pair& pair) const {
    const Node& from = nodes_[pair.giver];
    auto ways = carriages_.ways(from.at.site, nodes_[pair.taker].at.site, from.resource);
    std::erase_if(ways, [&](const Carriage& way) {
      return pair.reach && way.mode && way.distance > *pair.reach;
    });
    return ways;
  }

  bool keeps_quality(const Pair& pair) const {
    const Node &from = nodes_[pair.giver], &to = nodes_[pair.taker];
    if (!to.at.stream) return true;
    if (from.at.stream) {
      return reference::quality_fits(region_, reference_, from.at.stream, to.at.stream);
    }
    return reference::quality_fits(region_, reference_, from.resource, to.at.stream);
  }

  /// By itself, or in a mix.
  bool may_serve(const Pair& pair) const {
    return keeps_quality(pair) ||
           may_blend(region_, reference_, nodes_[pair.giver], nodes_[pair.taker].at.stream);
  }

  /// What does not pay by itself may still thin what does.
  bool may_thin(const Node& taker) const {
    return taker.at.stream && limits_mixes(region_, reference_, taker.at.stream);
  }

  /// What the giver's resource gives off at a need; a process accounts for what it makes itself.
  std::optional<reference::ValuedFactor> use_of(const Pair& pair) const {
    const Node &from = nodes_[pair.giver], &to = nodes_[pair.taker];
    if (!to.at.stream) return {};
    const auto fit = reference_.fit(from.resource, to.resource);
    return reference::use_factor(region_, reference_, fit.value_or(reference::Fit{}), from.resource,
                                 to.at.site);
  }

  bool can_pay(const Pair& pair, const Carriage& way) const {
    const Node &from = nodes_[pair.giver], &to = nodes_[pair.taker];
    if (!from.way_out || !to.way_out || is_property_fed(to) || is_held_by_takers(from) ||
        may_thin(to)) {
      return true;
    }
    if (worth_.asked && (worth_.asked->first == from.at || worth_.asked->second == to.at))
      return true;
    const double met = way.arrival * pair.substitution;
    const auto use = use_of(pair);
    const UnitPrice cost = from.way_out->price + met * to.way_out->price - way.cost;
    const auto known = [](const std::optional<CarbonIntensity>& co2e) {
      return co2e.value_or(CarbonIntensity{});
    };
    const CarbonIntensity co2e = known(from.way_out->co2e) + met * known(to.way_out->co2e) -
                                 known(way.co2e) -
                                 way.arrival * (use ? use->value : CarbonIntensity{});
    if (worth_.is_cost_alone) return cost + worth_.carbon_price * co2e > UnitPrice{};
    return cost > UnitPrice{} || co2e > CarbonIntensity{};
  }

  /// A main input on whose property flows depend: what enters is not the same as what is bought.
  bool is_property_fed(const Node& taker) const {
    return taker.at.process && taker.flow == 0 && depends_on_property(region_[taker.at.process]);
  }

  /// Made by a process without a stated capacity that can buy its main input: its takers bound it
  /// (limits.h), whether they pay or not.
  bool is_held_by_takers(const Node& giver) const {
    if (!giver.at.process || region_[giver.at.process].capacity_max) return false;
    return nodes_[nodes_.instances[giver.instance].inputs.front()].way_out.has_value();
  }

  bool knows_properties(const Pair& pair) {
    const Node& to = nodes_[pair.taker];
    if (!is_property_fed(to)) return true;
    const Process& process = region_[to.at.process];
    const auto is_unknown = [&](const ProcessFlow& flow) {
      if (!flow.times_property) return false;
      if (property_of(region_, reference_, nodes_[pair.giver], flow.times_property)) return false;
      const Endpoint& from = nodes_[pair.giver].at;
      const std::string& name = from.stream ? region_[from.stream].key : region_[from.process].key;
      note(notes_,
           {"network.property_unknown", {name, process.key, reference_[flow.times_property].key}});
      return true;
    };
    return std::ranges::none_of(process.inputs, is_unknown) &&
           std::ranges::none_of(process.outputs, is_unknown);
  }

  void add_arcs(const Pair& pair, std::vector<Carriage> ways, std::size_t today) {
    if (ways.empty() || !knows_properties(pair)) return;
    keep_one_of_each_mode(ways);
    const auto use = use_of(pair);
    for (const Carriage& way : ways) {
      if (today != kNone) out_.today[today].arcs.push_back(out_.arcs.size());
      add_arc(pair, way, use, kNone);
    }
  }

  void add_arc(const Pair& pair, const Carriage& way,
               const std::optional<reference::ValuedFactor>& use, std::size_t relay) {
    Arc arc{.giver = pair.giver, .taker = pair.taker, .substitution = pair.substitution};
    arc.way = way;
    arc.relay = relay;
    if (use) {
      arc.use = use->value;
      arc.use_factor_id = use->factor_id;
    }
    const ResourceId resource = nodes_[pair.giver].resource;
    const SiteId from = out_.start(nodes_, pair.giver, relay);
    arc.connection = connection_for(from, nodes_[pair.taker].at.site, resource, way);
    if (arc.connection != kNone) {
      out_.connections[arc.connection].arcs.push_back(out_.arcs.size());
    }
    out_.arcs.push_back(std::move(arc));
  }

  /// kNone where nothing is shared.
  std::size_t connection_for(SiteId from, SiteId to, ResourceId resource, const Carriage& way) {
    if (way.fixed <= MoneyFlow{} && !way.capacity) return kNone;
    const auto [entry, is_new] =
        connections_.try_emplace({from, to, way.mode, resource}, out_.connections.size());
    if (is_new) {
      out_.connections.push_back(
          {from, to, way.mode, resource, way.fixed, way.capacity, false, {}, {}});
    }
    return entry->second;
  }

  // Sites that pass on.

  /// By way of relays, for one giver.
  void pass_on(std::span<const Pair> all) {
    const std::size_t number = all.front().giver;
    const Node& giver = nodes_[number];
    if (!relays_.has_links(giver.resource)) return;
    std::vector<Pair> pairs;
    std::ranges::copy_if(all, std::back_inserter(pairs), [&](const Pair& pair) {
      return may_serve(pair) && knows_properties(pair);
    });
    const Relaying found = relays_.find(giver, pairs, nodes_);
    const std::size_t first = out_.relays.size();
    for (const SiteId site : found.sites) out_.relays.push_back({number, site});
    for (const Relaying::Leg& leg : found.legs) {
      const std::size_t from = leg.from == kNone ? kNone : first + leg.from;
      const SiteId start = out_.start(nodes_, number, from);
      const SiteId end = out_.relays[first + leg.to].site;
      const std::size_t connection = connection_for(start, end, giver.resource, leg.way);
      if (connection != kNone) out_.connections[connection].legs.push_back(out_.legs.size());
      out_.legs.push_back({from, first + leg.to, leg.way, connection});
    }
    for (const Relaying::Delivery& delivery : found.deliveries) {
      const Pair& pair = pairs[delivery.pair];
      add_arc(pair, delivery.way, use_of(pair), first + delivery.from);
    }
  }

  const Region& region_;
  const Reference& reference_;
  const Nodes& nodes_;
  const Worth& worth_;
  std::vector<Remark>& notes_;
  Carriages carriages_;
  RelayFinder relays_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> today_;  // ends → TodayFlow
  std::vector<bool> is_within_rules_;                                 // by TodayFlow
  std::map<std::tuple<SiteId, SiteId, ModeId, ResourceId>, std::size_t> connections_;
  Arcs out_;
};

}  // namespace

Arcs find_arcs(const Region& region, const Reference& reference, const Nodes& nodes,
               std::span<const SiteId> without, const Worth& worth, std::size_t most_pairs,
               std::vector<Remark>& notes) {
  return ArcFinder(region, reference, nodes, without, worth, notes).find(most_pairs);
}

bool is_yearly(const Nodes& nodes, const Arc& arc) {
  return arc.connection == kNone && arc.relay == kNone && nodes[arc.giver].is_yearly &&
         nodes[arc.taker].is_yearly;
}

}  // namespace samspill::network
