#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "network/pairs.h"
#include "reference/carriage.h"

namespace samspill::network {

/// How one giver's goods can come to takers by way of sites that pass them on.
struct Relaying {
  /// From the giver's own site, or from a site that passes on, to one that does.
  struct Leg {
    std::size_t from = kNone;  // into sites; kNone = the giver's own
    std::size_t to = 0;        // into sites
    reference::Carriage way;
  };
  /// From a site that passes on to a taker.
  struct Delivery {
    std::size_t from = 0;  // into sites
    std::size_t pair = 0;  // into the giver's pairs
    reference::Carriage way;
  };
  std::vector<SiteId> sites;  // that pass on
  std::vector<Leg> legs;
  std::vector<Delivery> deliveries;
};

/// A site passes on what arrives where links.csv names a way onward that carries it.
class RelayFinder {
 public:
  /// Sites of `without` pass nothing on. A round of links that earns throws Error(invalid) when its
  /// resource is asked for. Keeps a reference to the carriages.
  RelayFinder(const Region& region, const reference::Reference& reference,
              const reference::Carriages& carriages, std::span<const SiteId> without,
              CarbonPrice carbon_price);

  /// Whether any link carries the resource.
  bool has_links(ResourceId resource) { return !onward(resource).empty(); }

  /// Every way on for the goods of one giver, all of whose pairs these are. Where a pair has a
  /// reach, each site is come to by the shortest way alone and no delivery is further off.
  Relaying find(const Node& giver, std::span<const Pair> pairs, const Nodes& nodes);

 private:
  struct Onward {
    SiteId from, to;
    std::vector<reference::Carriage> ways;
  };
  const std::vector<Onward>& onward(ResourceId resource);
  void refuse_earning_rounds(const std::vector<Onward>& links, ResourceId resource) const;

  const Region& region_;
  const reference::Reference& reference_;
  const reference::Carriages& carriages_;
  CarbonPrice carbon_price_;
  std::vector<std::pair<SiteId, SiteId>> linked_;     // sorted, each once
  std::map<ResourceId, std::vector<Onward>> onward_;  // each sorted likewise
};

}  // namespace samspill::network
