#pragma once

#include <optional>
#include <span>
#include <vector>

#include "matching/pair_rules.h"
#include "matching/pathways.h"

namespace samspill::matching {

/// How an offered resource may serve a needed one: as it is, and through processes.
struct Routes {
  std::optional<ResourceFit> direct;
  std::vector<Chain> chains;

  bool is_empty() const { return !direct && chains.empty(); }
};

/// Every route between two resources.
Routes find_routes(const PairRules& rules, const Pathways& pathways, ResourceId offered,
                   ResourceId needed);

/// The best exchange of a pair over all routes that quality and law allow: every rule but the
/// resources.
std::optional<Outcome> best_outcome(const PairRules& rules, const Pathways& pathways,
                                    const Routes& routes, StreamId offer, StreamId need);

/// The needs for one resource, and how one offered resource serves them.
struct AcceptedGroup {
  ResourceId needed;
  Routes routes;
  std::span<const StreamId> needs;
};

/// Every need of a region, grouped by the offered resources it accepts: the closure over hierarchy,
/// synergies and processes, worked out once for each pair of resources in use. Refers to itself, so
/// it stays in place.
class AcceptedNeeds {
 public:
  AcceptedNeeds(const PairRules& rules, const Pathways& pathways);
  AcceptedNeeds(const AcceptedNeeds&) = delete;
  AcceptedNeeds& operator=(const AcceptedNeeds&) = delete;

  /// The needs that an offer of this resource may serve.
  std::span<const AcceptedGroup> groups(ResourceId offered) const;
  /// How the one serves the other; null = it doesn't.
  const Routes* find_routes(ResourceId offered, ResourceId needed) const;

 private:
  std::vector<std::vector<StreamId>> needs_of_;        // by needed resource
  std::vector<std::vector<AcceptedGroup>> groups_of_;  // by offered resource
};

}  // namespace samspill::matching
