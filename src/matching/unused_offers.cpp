#include "matching/unused_offers.h"

namespace samspill::matching {

std::vector<StreamId> unused_offers(const PairRules& rules, const std::vector<Match>& matches) {
  const Region& region = rules.region();
  std::vector<bool> is_used(region.streams.size());
  for (const Match& match : matches) {
    if (match.benefit && *match.benefit > MoneyFlow{}) is_used[match.offer.index()] = true;
  }
  std::vector<StreamId> unused;
  for (std::size_t i = 0; i < region.streams.size(); ++i) {
    const bool is_offer = region.streams[i].direction == Direction::offer;
    if (is_offer && !is_used[i] && rules.left_over()[StreamId(i)].quantity > AmountFlow{}) {
      unused.emplace_back(i);
    }
  }
  return unused;
}

}  // namespace samspill::matching
