#pragma once

#include <vector>

#include "domain/match.h"
#include "domain/region.h"
#include "matching/match_options.h"
#include "matching/match_search.h"
#include "reference/reference.h"

namespace samspill::matching {

/// The best exchanges of every offer, need or site, or of the region, sorted by rank over all
/// (docs/matching.md): exactly those that working out every pair of offer and need would give. Ties
/// go by benefit, distance, stream keys, never by the order of rows. When options.stop is asked
/// for, what was found so far.
std::vector<Match> find_matches(const Region& region, const reference::Reference& reference,
                                const MatchOptions& options);

/// The same without a word about why.
std::vector<ScoredPair> find_best_pairs(const MatchSearch& search);

}  // namespace samspill::matching
