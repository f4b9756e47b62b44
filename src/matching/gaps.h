#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "domain/gap.h"
#include "domain/match.h"
#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::matching {

/// What the most of makes a missing link the first. quantity: tonnes; other units come after.
enum class GapRank { benefit, climate, quantity };

struct GapOptions {
  GapRank rank = GapRank::benefit;
  std::optional<Distance> radius;  // empty: bundle_radius of data/constants.csv
  std::size_t top = 20;            // of each kind; 0 = all
  std::stop_token stop;
};

/// The processes and needs that the region lacks and that would unlock most of the offers that go
/// unused, by rank: unknown figures after known ones, ties by technology and resource. One for each
/// technology and for each resource needed, at the best site found (docs/matching.md).
std::vector<Gap> find_gaps(const Region& region, const reference::Reference& reference,
                           const GapOptions& options);

/// The same where the best match of each offer by benefit, or more, are known already.
std::vector<Gap> find_gaps(const Region& region, const reference::Reference& reference,
                           const std::vector<Match>& matches, const GapOptions& options);

}  // namespace samspill::matching
