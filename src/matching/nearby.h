#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "domain/region.h"
#include "reference/carriage.h"

namespace samspill::matching {

/// The streams within a road distance of a site, found without looking at all of them. Keeps
/// references: it must not outlive them.
class Nearby {
 public:
  Nearby(const Region& region, const reference::Carriages& carriages, Distance radius,
         const std::vector<StreamId>& streams);

  /// Those whose site is at most the radius away by road, in the order of their ids.
  std::vector<StreamId> around(SiteId site) const;

 private:
  using Cube = std::array<std::int64_t, 3>;
  static std::uint64_t key(const Cube& cube);
  Cube cube_of(Place place) const;

  const Region& region_;
  const reference::Carriages& carriages_;
  Distance radius_;
  double side_;                                                       // of a cube, in earth radii
  std::unordered_map<std::uint64_t, std::vector<StreamId>> streams_;  // by cube
};

}  // namespace samspill::matching
