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

/// The shortest way over the globe (sphere of the IUGG mean radius).
Distance great_circle(Place from, Place to);
/// The same, for those who ask for many: 2R·asin(chord/2).
Distance great_circle(const UnitVector& from, const UnitVector& to);

}  // namespace samspill::reference
