// Great-circle distance by the chord through the globe, which no rounding spoils on short ways.
// The sphere errs by up to 0.5 % against the ellipsoid, far less than any road factor.
// Worked number: Orkanger (63.30 N, 9.85 E) to Skogn (63.70 N, 11.16 E) is 79 km.
#include "reference/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "reference/reference.h"

namespace samspill::reference {

namespace {

constexpr double kRadians = std::numbers::pi / 180;

}  // namespace

Distance earth_radius() {
  static const Distance radius = built_in().constant("earth_radius") * kilometre;
  return radius;
}

UnitVector from_centre(Place place) {
  const double latitude = place.latitude_deg * kRadians;
  const double longitude = place.longitude_deg * kRadians;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
          std::sin(latitude)};
}

Distance great_circle(Place from, Place to) {
  return great_circle(from_centre(from), from_centre(to));
}

Distance great_circle(const UnitVector& from, const UnitVector& to) {
  const double x = from.x - to.x, y = from.y - to.y, z = from.z - to.z;
  const double half_chord = std::sqrt(x * x + y * y + z * z) / 2;
  return 2 * earth_radius() * std::asin(std::min(half_chord, 1.0));
}

}  // namespace samspill::reference
