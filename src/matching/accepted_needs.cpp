#include "matching/accepted_needs.h"

namespace samspill::matching {

AcceptedNeeds::AcceptedNeeds(const Region& region, const reference::Reference& reference)
    : needs_of_(reference.resources().size()), groups_of_(reference.resources().size()) {
  std::vector<bool> is_offered(reference.resources().size());
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
      if (const auto fit = reference.fit(ResourceId(offered), ResourceId(needed))) {
        groups_of_[offered].push_back({*fit, needs_of_[needed]});
      }
    }
  }
}

std::span<const AcceptedGroup> AcceptedNeeds::groups(ResourceId offered) const {
  return groups_of_[offered.index()];
}

}  // namespace samspill::matching
