#pragma once

#include "domain/match.h"
#include "matching/pair_rules.h"

namespace samspill::matching {

/// The match with its reasons, checks and confidence.
Match make_match(const PairRules& rules, StreamId offer, StreamId need, const reference::Fit& fit,
                 const Outcome& outcome);

}  // namespace samspill::matching
