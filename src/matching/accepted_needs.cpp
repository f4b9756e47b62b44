#include "matching/accepted_needs.h"

#include <algorithm>
#include <cassert>

namespace samspill::matching {

AcceptedNeeds::AcceptedNeeds(const PairRules& rules)
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
    for (std::size_t needed = 0; needed < needs_of_.size(); ++needed) {
      if (needs_of_[needed].empty()) continue;
      if (auto fit = rules.fit(ResourceId(offered), ResourceId(needed))) {
        groups_of_[offered].push_back({ResourceId(needed), std::move(*fit), needs_of_[needed]});
      }
    }
  }
}

std::span<const AcceptedGroup> AcceptedNeeds::groups(ResourceId offered) const {
  return groups_of_[offered.index()];
}

const ResourceFit& AcceptedNeeds::fit(ResourceId offered, ResourceId needed) const {
  const auto& groups = groups_of_[offered.index()];
  const auto found = std::ranges::find(groups, needed, &AcceptedGroup::needed);
  assert(found != groups.end());
  return found->fit;
}

}  // namespace samspill::matching
