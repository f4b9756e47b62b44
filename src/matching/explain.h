#pragma once

#include <vector>

#include "domain/match.h"
#include "domain/region.h"
#include "domain/remark.h"
#include "reference/reference.h"

namespace samspill::matching {

/// Every rule for one offer and one need.
struct Explanation {
  bool is_excluded = false;
  std::vector<Remark> exclusions;  // the rules that are broken, each with its numbers
  Match match;  // what can be said of the pair: its reasons are the rules that hold
};

/// Why the pair is a match, or why not; not limited by any option of find_matches.
/// Throws Error(invalid) when the first stream is not an offer or the second not a need.
Explanation explain(const Region& region, const reference::Reference& reference, StreamId offer,
                    StreamId need);

}  // namespace samspill::matching
