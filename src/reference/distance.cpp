// Great-circle distance by the haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984).
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
  const double half_latitude = (to.latitude_deg - from.latitude_deg) * kRadians / 2;
  const double half_longitude = (to.longitude_deg - from.longitude_deg) * kRadians / 2;
  const double a = std::pow(std::sin(half_latitude), 2) + std::cos(from.latitude_deg * kRadians) *
                                                              std::cos(to.latitude_deg * kRadians) *
                                                              std::pow(std::sin(half_longitude), 2);
  return 2 * earth_radius() * std::asin(std::sqrt(std::min(a, 1.0)));
}

}  // namespace samspill::reference
