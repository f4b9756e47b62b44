#pragma once

#include <vector>

#include "domain/match.h"
#include "matching/pair_rules.h"

namespace samspill::matching {

/// The offers with something left for which no match is known to pay, by id.
std::vector<StreamId> unused_offers(const PairRules& rules, const std::vector<Match>& matches);

}  // namespace samspill::matching
