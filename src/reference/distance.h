#pragma once

#include "domain/place.h"
#include "units/quantity.h"

namespace samspill::reference {

/// The sphere that distances are worked out on.
Distance earth_radius();

/// A unit vector from the centre of the earth.
struct UnitVector {
  double x = 0, y = 0, z = 0;
};
UnitVector from_centre(Place place);

/// The shortest way over the globe (sphere of the IUGG mean radius, haversine formula).
Distance great_circle(Place from, Place to);

}  // namespace samspill::reference
