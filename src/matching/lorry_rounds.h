#pragma once

#include <vector>

#include "domain/bundle.h"
#include "domain/match.h"
#include "matching/pair_rules.h"
#include "matching/pathways.h"

namespace samspill::matching {

/// The rounds on which one lorry serves several offers that don't pay a lorry alone: for each
/// offer, the best round of which it is the middle, if that pays (docs/matching.md). The matches
/// are the best few of each offer. No order; an offer may be on many.
std::vector<Bundle> find_lorry_rounds(const PairRules& rules, const Pathways& pathways,
                                      const std::vector<Match>& matches, Distance radius);

}  // namespace samspill::matching
