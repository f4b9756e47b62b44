#pragma once

namespace samspill {

/// A point on the globe in WGS 84 degrees: latitude −90…90, longitude −180…180.
struct Place {
  double latitude_deg = 0;
  double longitude_deg = 0;

  bool operator==(const Place&) const = default;
};

}  // namespace samspill
