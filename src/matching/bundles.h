#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "domain/bundle.h"
#include "domain/match.h"
#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::matching {

struct BundleOptions {
  std::optional<Distance> radius;  // empty: bundle_radius of data/constants.csv
  std::size_t top = 20;            // bundles; 0 = all
  std::stop_token stop;
};

/// Offers that don't pay alone and do together, what they gain by it first; ties go by the key of
/// the first member. Each offer is in one bundle at most, the best it could be in
/// (docs/matching.md).
std::vector<Bundle> find_bundles(const Region& region, const reference::Reference& reference,
                                 const BundleOptions& options);

/// The same where the kMatchesAsked best matches of each offer by benefit are known already.
inline constexpr std::size_t kMatchesAsked = 5;
std::vector<Bundle> find_bundles(const Region& region, const reference::Reference& reference,
                                 const std::vector<Match>& matches, const BundleOptions& options);

}  // namespace samspill::matching
