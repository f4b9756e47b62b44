#include "matching/accepted_needs.h"

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

AcceptedNeeds::AcceptedNeeds(const PairRules& rules, const Pathways& pathways)
    : needs_of_(rules.reference().resources().size()), groups_of_(needs_of_.size()) {
  const Region& region = rules.region();
  std::vector<bool> is_offered(needs_of_.size());
  for (std::size_t i = 0; i < region.streams.size(); ++i) {
    const Stream& stream = region.streams[i];
    if (stream.direction == Direction::offer) {
      is_offered[stream.resource.index()] = true;
    } else {
      needs_of_[stream.resource.index()].push_back(StreamId(i));
    }
  }
  for (std::size_t offered = 0; offered < groups_of_.size(); ++offered) {
    if (!is_offered[offered]) continue;
    const RouteFinder finder(rules, pathways, ResourceId(offered));
    for (std::size_t needed = 0; needed < needs_of_.size(); ++needed) {
      if (needs_of_[needed].empty()) continue;
      Routes routes = finder.find(ResourceId(needed));
      if (routes.is_empty()) continue;
      groups_of_[offered].push_back({ResourceId(needed), std::move(routes), needs_of_[needed]});
    }
  }
}

std::span<const AcceptedGroup> AcceptedNeeds::groups(ResourceId offered) const {
  return groups_of_[offered.index()];
}

const Routes* AcceptedNeeds::find_routes(ResourceId offered, ResourceId needed) const {
  // Groups stand in the order of the needed resources.
  const auto& groups = groups_of_[offered.index()];
  const auto found = std::ranges::lower_bound(groups, needed, {}, &AcceptedGroup::needed);
  return found != groups.end() && found->needed == needed ? &found->routes : nullptr;
}

}  // namespace samspill::matching
