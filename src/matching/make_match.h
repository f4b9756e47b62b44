#pragma once

#include "domain/match.h"
#include "matching/experience.h"
#include "matching/pair_rules.h"
#include "matching/pathways.h"

namespace samspill::matching {

/// The match with its reasons, checks, confidence and what to expect under uncertainty.
Match make_match(const PairRules& rules, const Pathways& pathways, const Experience& experience,
                 StreamId offer, StreamId need, const Outcome& outcome);

}  // namespace samspill::matching
