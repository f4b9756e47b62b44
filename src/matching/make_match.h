#pragma once

#include "domain/match.h"
#include "matching/pair_rules.h"
#include "matching/pathways.h"

namespace samspill::matching {

/// The match with its reasons, checks and confidence.
Match make_match(const PairRules& rules, const Pathways& pathways, StreamId offer, StreamId need,
                 const Outcome& outcome);

}  // namespace samspill::matching
