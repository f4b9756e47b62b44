#include "matching/partner_groups.h"

#include <algorithm>

#include "reference/suitability.h"

namespace samspill::matching {
namespace {

/// The routes from one offered resource, laid out once for all needed ones.
class RouteFinder {
 public:
  RouteFinder(const PairRules& rules, const Pathways& pathways, ResourceId offered)
      : rules_(rules),
        pathways_(pathways),
        offered_(offered),
        conversions_(pathways.conversions(offered)) {}

  Routes find(ResourceId needed) const {
    Routes routes{rules_.fit(offered_, needed), {}};
    for (const std::vector<Conversion>& conversions : conversions_) {
      auto fit = rules_.fit(pathways_.output(conversions.back()), needed);
      if (fit) routes.chains.push_back({conversions, std::move(*fit)});
    }
    return routes;
  }

 private:
  const PairRules& rules_;
  const Pathways& pathways_;
  ResourceId offered_;
  std::vector<std::vector<Conversion>> conversions_;
};

}  // namespace

Routes find_routes(const PairRules& rules, const Pathways& pathways, ResourceId offered,
                   ResourceId needed) {
  return RouteFinder(rules, pathways, offered).find(needed);
}

std::optional<Outcome> best_outcome(const PairRules& rules, const Pathways& pathways,
                                    const Routes& routes, StreamId offer, StreamId need) {
  std::optional<Outcome> best;
  const auto keep = [&](std::optional<Outcome> outcome) {
    if (outcome && (!best || is_better(*outcome, *best))) best = std::move(outcome);
  };
  if (routes.direct) keep(rules.evaluate(offer, need, *routes.direct));
  for (const Chain& chain : routes.chains) {
    if (pathways.is_allowed(chain, offer, need)) {
      keep(pathways.best_outcome(offer, need, chain).best);
    }
  }
  return best;
}

PartnerGroups::PartnerGroups(const PairRules& rules, const Pathways& pathways)
    : rules_(rules), pathways_(pathways) {
  const Region& region = rules.region();
  const std::size_t resources = rules.reference().resources().size();
  for (std::size_t side = 0; side < 2; ++side) {
    streams_of_[side].resize(resources);
    groups_of_[side].resize(resources);
    is_connected_[side].resize(resources);
  }
  for (std::size_t i = 0; i < region.streams.size(); ++i) {
    const Stream& stream = region.streams[i];
    const auto side = static_cast<std::size_t>(stream.direction);
    streams_of_[side][stream.resource.index()].emplace_back(i);
    is_connected_[side][stream.resource.index()] = true;
  }
  const auto& [is_offered, is_needed] = is_connected_;
  for (std::size_t offered = 0; offered < resources; ++offered) {
    if (!is_offered[offered]) continue;
    const RouteFinder finder(rules, pathways, ResourceId(offered));
    for (std::size_t needed = 0; needed < resources; ++needed) {
      if (!is_needed[needed]) continue;
      connect(ResourceId(offered), ResourceId(needed), finder.find(ResourceId(needed)));
    }
  }
}

/// Groups stand in the order of the partners' resources.
void PartnerGroups::connect(ResourceId offered, ResourceId needed, Routes routes) {
  if (routes.is_empty()) return;
  routes_.push_back(std::move(routes));
  const auto add = [&](Direction direction, ResourceId own, ResourceId other) {
    const auto side = static_cast<std::size_t>(direction);
    std::vector<PartnerGroup>& groups = groups_of_[side][own.index()];
    groups.insert(std::ranges::lower_bound(groups, other, {}, &PartnerGroup::resource),
                  {other, &routes_.back(), &streams_of_[1 - side][other.index()]});
  };
  add(Direction::offer, offered, needed);
  add(Direction::need, needed, offered);
}

bool PartnerGroups::update(StreamId id, const Stream* before) {
  const Stream& now = rules_.region()[id];
  const auto side = static_cast<std::size_t>(now.direction);
  if (before != nullptr) {
    if (before->direction == now.direction && before->resource == now.resource) return false;
    auto& list = streams_of_[static_cast<std::size_t>(before->direction)][before->resource.index()];
    list.erase(std::ranges::find(list, id));
  }
  streams_of_[side][now.resource.index()].push_back(id);
  if (is_connected_[side][now.resource.index()]) return false;
  is_connected_[side][now.resource.index()] = true;
  const std::vector<bool>& others = is_connected_[1 - side];
  for (std::size_t other = 0; other < others.size(); ++other) {
    if (!others[other]) continue;
    const ResourceId offered = side == 0 ? now.resource : ResourceId(other);
    const ResourceId needed = side == 0 ? ResourceId(other) : now.resource;
    connect(offered, needed, matching::find_routes(rules_, pathways_, offered, needed));
  }
  return true;
}

std::span<const PartnerGroup> PartnerGroups::of(Direction direction, ResourceId resource) const {
  return groups_of_[static_cast<std::size_t>(direction)][resource.index()];
}

const Routes* PartnerGroups::find_routes(ResourceId offered, ResourceId needed) const {
  const auto& groups = of(Direction::offer, offered);
  const auto found = std::ranges::lower_bound(groups, needed, {}, &PartnerGroup::resource);
  return found != groups.end() && found->resource == needed ? found->routes : nullptr;
}

}  // namespace samspill::matching
