#pragma once

#include "domain/place.h"
#include "units/quantity.h"

namespace samspill::reference {

/// The shortest way over the globe (sphere of the IUGG mean radius, haversine formula).
Distance great_circle(Place from, Place to);

}  // namespace samspill::reference
