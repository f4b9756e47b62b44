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

PartnerGroups::PartnerGroups(const PairRules& rules, const Pathways& pathways) {
  const Region& region = rules.region();
  const std::size_t resources = rules.reference().resources().size();
  for (auto& streams : streams_of_) streams.resize(resources);
  for (auto& groups : groups_of_) groups.resize(resources);
  for (std::size_t i = 0; i < region.streams.size(); ++i) {
    const Stream& stream = region.streams[i];
    streams_of_[static_cast<std::size_t>(stream.direction)][stream.resource.index()].emplace_back(
        i);
  }
  const auto& [offers, needs] = streams_of_;
  auto& [groups_of_offers, groups_of_needs] = groups_of_;
  for (std::size_t offered = 0; offered < resources; ++offered) {
    if (offers[offered].empty()) continue;
    const RouteFinder finder(rules, pathways, ResourceId(offered));
    for (std::size_t needed = 0; needed < resources; ++needed) {
      if (needs[needed].empty()) continue;
      Routes routes = finder.find(ResourceId(needed));
      if (routes.is_empty()) continue;
      routes_.push_back(std::move(routes));
      groups_of_offers[offered].push_back({ResourceId(needed), &routes_.back(), needs[needed]});
      groups_of_needs[needed].push_back({ResourceId(offered), &routes_.back(), offers[offered]});
    }
  }
}

std::span<const PartnerGroup> PartnerGroups::of(Direction direction, ResourceId resource) const {
  return groups_of_[static_cast<std::size_t>(direction)][resource.index()];
}

const Routes* PartnerGroups::find_routes(ResourceId offered, ResourceId needed) const {
  // Groups stand in the order of the partners' resources.
  const auto& groups = of(Direction::offer, offered);
  const auto found = std::ranges::lower_bound(groups, needed, {}, &PartnerGroup::resource);
  return found != groups.end() && found->resource == needed ? found->routes : nullptr;
}

}  // namespace samspill::matching
