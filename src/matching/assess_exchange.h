#pragma once

#include "domain/assessment.h"
#include "matching/pair_rules.h"

namespace samspill::matching {

/// What to expect of an exchange when its amounts, prices and factors are as uncertain as their
/// sources say (uncertainty.h), after the yearly cost of coming to terms.
Assessment assess_exchange(const PairRules& rules, StreamId offer, StreamId need,
                           const Outcome& outcome);

}  // namespace samspill::matching
