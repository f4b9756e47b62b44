// Sites that pass on what arrives.
//
// Problem: a port, a transfer station or a pumping station neither gives nor takes; what comes goes
// on, and who may use it is settled by the giver's quality, reach and season, not the station's.
// Method: goods stay the giver's own all the way. A site passes on what links.csv names a way
// onward for; it is come to by any way, and left by those links alone. Of all such sites only those
// count from which some taker of the giver can be come to. Source: minimum-cost flow with
// transshipment, R. K. Ahuja, T. L. Magnanti, J. B. Orlin, Network Flows (1993), with a commodity
// for each giver. Limits: where a taker has a reach, detours to a site that lies on the way are not
// looked at, so that the length of the way is known. Worked number: giver to port 2 EUR/t, port to
// port 3, port to taker 1: the taker gets it for 6.
#include "network/relays.h"

#include <algorithm>
#include <format>
#include <set>
#include <utility>

#include "base/error.h"

namespace samspill::network {

using reference::Carriage;

RelayFinder::RelayFinder(const Region& region, const reference::Reference& reference,
                         const reference::Carriages& carriages, std::span<const SiteId> without,
                         CarbonPrice carbon_price)
    : region_(region), reference_(reference), carriages_(carriages), carbon_price_(carbon_price) {
  const auto is_away = [&](SiteId site) {
    return std::ranges::contains(without, site) ||
           std::ranges::contains(region.circumstances.closed, site);
  };
  for (const Link& link : region.links) {
    if (is_away(link.from) || is_away(link.to) || link.from == link.to) continue;
    linked_.emplace_back(link.from, link.to);
  }
  std::ranges::sort(linked_);
  const auto [first, last] = std::ranges::unique(linked_);
  linked_.erase(first, last);
}

const std::vector<RelayFinder::Onward>& RelayFinder::onward(ResourceId resource) {
  const auto [found, is_new] = onward_.try_emplace(resource);
  for (std::size_t i = 0; is_new && i < linked_.size(); ++i) {
    const auto [from, to] = linked_[i];
    auto ways = carriages_.ways_by_link(from, to, resource);
    keep_one_of_each_mode(ways);
    if (!ways.empty()) found->second.push_back({from, to, std::move(ways)});
  }
  if (is_new) refuse_earning_rounds(found->second, resource);
  return found->second;
}

/// Bellman and Ford: if costs still fall when every site has been come to, a round earns.
void RelayFinder::refuse_earning_rounds(const std::vector<Onward>& links,
                                        ResourceId resource) const {
  constexpr UnitPrice kNoise = 1e-9 * euro / unit_amount;
  std::map<SiteId, UnitPrice> cost;
  std::map<SiteId, SiteId> before;
  for (std::size_t round = 0; round <= region_.sites.size(); ++round) {
    bool has_fallen = false;
    for (const Onward& link : links) {
      for (const Carriage& way : link.ways) {
        const UnitPrice through =
            cost[link.from] + way.cost + carbon_price_ * way.co2e.value_or(CarbonIntensity{});
        if (through >= cost[link.to] - kNoise) continue;
        cost[link.to] = through;
        before[link.to] = link.from;
        has_fallen = true;
      }
    }
    if (!has_fallen) return;
  }
  SiteId site = links.front().to;
  for (const auto& [to, from] : before) site = to;
  std::set<SiteId> passed;
  while (passed.insert(site).second) site = before[site];
  std::string round = region_[site].key;
  for (SiteId at = before[site]; at != site; at = before[at]) {
    round = region_[at].key + " > " + round;
  }
  throw Error(ErrorKind::invalid,
              std::format("links.csv: the round {} > {} earns for each unit of {} that is carried "
                          "round it: found costs below zero in all, expected none",
                          region_[site].key, round, reference_[resource].key));
}

namespace {

/// The sites from which links lead on to some taker.
std::set<SiteId> find_useful(const auto& links, const std::multimap<SiteId, std::size_t>& takers,
                             SiteId home) {
  std::set<SiteId> useful;
  for (bool has_grown = true; has_grown;) {
    has_grown = false;
    for (const auto& link : links) {
      if (link.from == home || useful.contains(link.from)) continue;
      if (!takers.contains(link.to) && !useful.contains(link.to)) continue;
      has_grown |= useful.insert(link.from).second;
    }
  }
  return useful;
}

/// Leaves each site the leg on the shortest way to it, and the deliveries within the pairs' reach.
void keep_shortest(Relaying& out, std::span<const Pair> pairs) {
  std::vector<std::optional<Distance>> distance(out.sites.size());
  std::vector<std::size_t> last(out.sites.size(), kNone);
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (std::size_t i = 0; i < out.legs.size(); ++i) {
      const Relaying::Leg& leg = out.legs[i];
      if (leg.from != kNone && !distance[leg.from]) continue;
      const Distance before = leg.from == kNone ? Distance{} : *distance[leg.from];
      const Distance length = before + leg.way.distance;
      if (distance[leg.to] && *distance[leg.to] <= length) continue;
      distance[leg.to] = length;
      last[leg.to] = i;
      has_changed = true;
    }
  }
  std::erase_if(out.deliveries, [&](const Relaying::Delivery& delivery) {
    const auto& reach = pairs[delivery.pair].reach;
    return reach && *distance[delivery.from] + delivery.way.distance > *reach;
  });
  std::vector<Relaying::Leg> kept;
  for (const std::size_t leg : last) {
    if (leg != kNone) kept.push_back(std::move(out.legs[leg]));
  }
  out.legs = std::move(kept);
}

}  // namespace

Relaying RelayFinder::find(const Node& giver, std::span<const Pair> pairs, const Nodes& nodes) {
  Relaying out;
  const std::vector<Onward>& links = onward(giver.resource);
  std::multimap<SiteId, std::size_t> takers;  // pairs by site
  for (std::size_t i = 0; i < pairs.size(); ++i) takers.emplace(nodes[pairs[i].taker].at.site, i);
  const std::set<SiteId> useful = find_useful(links, takers, giver.at.site);
  std::map<SiteId, std::size_t> place;
  const auto come_to = [&](std::size_t from, SiteId site, const std::vector<Carriage>& ways) {
    if (ways.empty()) return;
    const auto [found, is_new] = place.emplace(site, out.sites.size());
    if (is_new) out.sites.push_back(site);
    for (const Carriage& way : ways) out.legs.push_back({from, found->second, way});
  };
  for (const SiteId site : useful) {
    auto ways = carriages_.ways(giver.at.site, site, giver.resource);
    keep_one_of_each_mode(ways);
    come_to(kNone, site, ways);
  }
  bool has_reach = false;
  for (std::size_t from = 0; from < out.sites.size(); ++from) {
    for (const Onward& link : std::ranges::equal_range(links, out.sites[from], {}, &Onward::from)) {
      if (link.to == giver.at.site) continue;
      if (useful.contains(link.to)) come_to(from, link.to, link.ways);
      const auto [first, last] = takers.equal_range(link.to);
      for (auto taker = first; taker != last; ++taker) {
        has_reach |= pairs[taker->second].reach.has_value();
        for (const Carriage& way : link.ways) {
          out.deliveries.push_back({from, taker->second, way});
        }
      }
    }
  }
  if (has_reach) keep_shortest(out, pairs);
  return out;
}

}  // namespace samspill::network
