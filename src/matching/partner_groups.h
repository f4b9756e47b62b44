#pragma once

#include <array>
#include <deque>
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

/// The streams of one resource on the other side, and how the two resources go together.
struct PartnerGroup {
  ResourceId resource;
  const Routes* routes = nullptr;
  const std::vector<StreamId>* streams = nullptr;
};

/// Which offers and needs of a region go together by resource: the closure over hierarchy,
/// synergies and processes, worked out once for each pair of resources in use. Refers to itself, so
/// it stays in place.
class PartnerGroups {
 public:
  PartnerGroups(const PairRules& rules, const Pathways& pathways);
  PartnerGroups(const PartnerGroups&) = delete;
  PartnerGroups& operator=(const PartnerGroups&) = delete;

  /// Takes in a stream that has come, or changed from what it was before. True: groups have come.
  bool update(StreamId id, const Stream* before);

  /// For an offer the needs of this resource may meet, for a need the offers; by their resources.
  std::span<const PartnerGroup> of(Direction direction, ResourceId resource) const;
  /// How the one serves the other; null = it doesn't.
  const Routes* find_routes(ResourceId offered, ResourceId needed) const;

 private:
  using ByResource = std::vector<std::vector<PartnerGroup>>;

  void connect(ResourceId offered, ResourceId needed, Routes routes);

  const PairRules& rules_;
  const Pathways& pathways_;
  std::array<std::vector<std::vector<StreamId>>, 2> streams_of_;  // by direction and resource
  std::array<std::vector<bool>, 2> is_connected_;                 // likewise
  std::deque<Routes> routes_;
  std::array<ByResource, 2> groups_of_;  // by direction and resource
};

}  // namespace samspill::matching
