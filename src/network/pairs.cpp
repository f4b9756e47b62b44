// Which givers can serve which takers, by resource and distance.
//
// Problem: a region of thousands of streams has millions of pairs, few of which share a resource.
// Method: takers are grouped by the resource they accept; each distinct pair of resources is asked
// once whether it fits, and only takers of fitting groups are measured.
// Limits: the distance is that of the shortest way that any mode of transport could take.
#include "network/pairs.h"

#include <algorithm>
#include <format>
#include <map>
#include <tuple>

#include "reference/suitability.h"

namespace samspill::network {
namespace {

using reference::Carriages;
using reference::Reference;

/// Takers that accept the same: needs of one resource, or one input of one process at its sites.
struct TakerGroup {
  ResourceId resource;
  ProcessId process;     // none = needs
  std::size_t flow = 0;  // the input
  std::vector<std::size_t> takers;
};

/// A group that accepts a given resource.
struct Opening {
  const TakerGroup* group = nullptr;
  double substitution = 1;
  std::optional<Distance> reach;  // of the synergy
};

std::vector<TakerGroup> group_takers(const Nodes& nodes) {
  std::map<std::tuple<ResourceId, ProcessId, std::size_t>, TakerGroup> groups;
  for (std::size_t i = 0; i < nodes.nodes.size(); ++i) {
    const Node& node = nodes[i];
    if (node.direction != Direction::need) continue;
    const std::size_t flow = node.at.process ? node.flow : 0;
    TakerGroup& group = groups[{node.resource, node.at.process, flow}];
    group.resource = node.resource;
    group.process = node.at.process;
    group.flow = flow;
    group.takers.push_back(i);
  }
  std::vector<TakerGroup> out;
  for (auto& [key, group] : groups) out.push_back(std::move(group));
  return out;
}

std::vector<Opening> openings_for(const Region& region, const Reference& reference,
                                  const std::vector<TakerGroup>& groups, ResourceId resource) {
  std::vector<Opening> openings;
  for (const TakerGroup& group : groups) {
    if (group.process) {
      const auto input = reference::input_for(reference, region[group.process], resource);
      if (input == group.flow) openings.push_back({&group, 1, {}});
      continue;
    }
    const auto fit = reference.fit(resource, group.resource);
    if (!fit) continue;
    openings.push_back({&group, fit->substitution,
                        fit->synergy != nullptr ? fit->synergy->max_distance : std::nullopt});
  }
  return openings;
}

/// Keeps the nearest takers of each giver, as many as fit into `most` in all.
void keep_nearest(std::vector<Pair>& pairs, std::size_t most, std::vector<Remark>& notes) {
  if (pairs.size() <= most) return;
  std::size_t givers = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    givers += i == 0 || pairs[i].giver != pairs[i - 1].giver;
  }
  const std::size_t kept = std::max<std::size_t>(1, most / givers);
  note(notes, {"network.nearest_only", {std::to_string(kept), std::to_string(pairs.size())}});
  std::ranges::stable_sort(pairs, [](const Pair& a, const Pair& b) {
    return std::tie(a.giver, a.distance) < std::tie(b.giver, b.distance);
  });
  std::size_t rank = 0, last = kNone;
  std::erase_if(pairs, [&](const Pair& pair) {
    rank = pair.giver == last ? rank + 1 : 0;
    last = pair.giver;
    return rank >= kept;
  });
}

}  // namespace

std::optional<Distance> reach_between(const Region& region, const Node& giver, const Node& taker,
                                      std::optional<Distance> synergy_reach) {
  std::optional<Distance> reach = synergy_reach;
  for (const StreamId stream : {giver.at.stream, taker.at.stream}) {
    if (!stream || !region[stream].max_distance) continue;
    reach = reach ? std::min(*reach, *region[stream].max_distance) : region[stream].max_distance;
  }
  return reach;
}

std::vector<Pair> find_pairs(const Region& region, const Reference& reference,
                             const Carriages& carriages, const Nodes& nodes, std::size_t most,
                             std::vector<Remark>& notes) {
  const std::vector<TakerGroup> groups = group_takers(nodes);
  std::map<ResourceId, std::vector<Opening>> openings;
  std::vector<Pair> pairs;
  for (std::size_t giver = 0; giver < nodes.nodes.size(); ++giver) {
    const Node& from = nodes[giver];
    if (from.direction != Direction::offer) continue;
    const auto [found, is_new] = openings.try_emplace(from.resource);
    if (is_new) found->second = openings_for(region, reference, groups, from.resource);
    for (const Opening& opening : found->second) {
      for (const std::size_t taker : opening.group->takers) {
        const Node& to = nodes[taker];
        // What a process makes of its own output is inside the process: its flows are net amounts.
        if (from.at.process && from.instance == to.instance) continue;
        const Distance distance = carriages.shortest_distance(from.at.site, to.at.site);
        const auto reach = reach_between(region, from, to, opening.reach);
        if (reach && distance > *reach) continue;
        pairs.push_back({giver, taker, distance, reach, opening.substitution});
      }
    }
  }
  keep_nearest(pairs, most, notes);
  std::ranges::sort(pairs, {}, [](const Pair& pair) { return std::pair(pair.giver, pair.taker); });
  return pairs;
}

}  // namespace samspill::network
