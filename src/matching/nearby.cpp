// Problem: who lies within 50 km of a site, among a hundred thousand streams. Method: the globe
// stands in space, cut into cubes as wide as the radius; who is within the radius on the ground is
// so through the ground, too, so it stands in the site's cube or one of the 26 around it. Limits: a
// radius of half the earth or more looks at everything. Worked number: 50 km
// by road are at most 50 km in a straight line.
#include "matching/nearby.h"

#include <algorithm>
#include <cmath>

#include "reference/distance.h"

namespace samspill::matching {
namespace {

/// Cubes are no smaller, so that their numbers fit into the key.
constexpr double kLeastSide = 1e-5;

}  // namespace

Nearby::Nearby(const Region& region, const reference::Carriages& carriages, Distance radius,
               const std::vector<StreamId>& streams)
    : region_(region), carriages_(carriages), radius_(radius) {
  // No road is shorter than this share of the straight line.
  const double least = carriages.least_factor(reference::Path::road);
  const double angle = radius.in(reference::earth_radius()) / least;
  side_ = std::max(kLeastSide, std::min(angle, 2.0) * 1.0001);  // rounding loses nobody
  for (const StreamId id : streams) {
    streams_[key(cube_of(region[region[id].site].place))].push_back(id);
  }
}

std::uint64_t Nearby::key(const Cube& cube) {
  constexpr std::int64_t kOffset = 1 << 20;
  std::uint64_t key = 0;
  for (const std::int64_t index : cube) {
    key = (key << 21) | static_cast<std::uint64_t>(index + kOffset);
  }
  return key;
}

Nearby::Cube Nearby::cube_of(Place place) const {
  const reference::UnitVector at = reference::from_centre(place);
  const auto index = [&](double coordinate) {
    return static_cast<std::int64_t>(std::floor(coordinate / side_));
  };
  return {index(at.x), index(at.y), index(at.z)};
}

std::vector<StreamId> Nearby::around(SiteId site) const {
  std::vector<StreamId> found;
  const Cube centre = cube_of(region_[site].place);
  for (std::int64_t i = 0; i < 27; ++i) {
    const Cube cube = {centre[0] + i % 3 - 1, centre[1] + i / 3 % 3 - 1, centre[2] + i / 9 - 1};
    const auto streams = streams_.find(key(cube));
    if (streams == streams_.end()) continue;
    for (const StreamId id : streams->second) {
      const auto drive = carriages_.drive(site, region_[id].site);
      if (drive && drive->length <= radius_) found.push_back(id);
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace samspill::matching
