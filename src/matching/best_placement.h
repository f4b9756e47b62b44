#pragma once

#include <optional>
#include <span>

#include "matching/pair_rules.h"
#include "matching/partner_groups.h"
#include "matching/pathways.h"
#include "matching/prospects.h"

namespace samspill::matching {

/// Whether an exchange of these two moves the smaller of both quantities.
bool moves_the_smaller(const Stream& a, const Stream& b);

/// What the partner can bring the seeker at most by any of these prospects of the routes, by the
/// length of the ways, where quality and law allow; −∞ if none leads there or it is less than
/// `least`, +∞ if it is unknown.
double most_by_way(const PairRules& rules, const Pathways& pathways, const Prospects& of_measure,
                   const Routes& routes, std::span<const Prospect> prospects,
                   const Seeking& seeking, StreamId partner, double least);

/// best_outcome() of partner_groups.h without trying every placement: `prospects` are those of the
/// seeker by these routes, for benefit. The partner must not be at one of the linked() sites.
std::optional<Outcome> best_outcome(const PairRules& rules, const Pathways& pathways,
                                    const Prospects& by_benefit, const Routes& routes,
                                    std::span<const Prospect> prospects, const Seeking& seeking,
                                    StreamId partner);

}  // namespace samspill::matching
