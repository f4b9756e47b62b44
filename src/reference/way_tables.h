#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"
#include "domain/place.h"
#include "reference/rows.h"

namespace samspill::reference {

/// Land that one drives around in without crossing wide water, such as an island or what lies
/// between two fjords. The outline runs through the water, or over land where few roads cross it.
struct RoadArea {
  std::string key;
  std::string name;
  std::vector<Place> outline;         // a closed polygon; the last point joins the first
  std::optional<double> road_factor;  // road over straight line; empty = road_detour_factor
  Provenance provenance;
};

/// One place where lorries pass from one area into another: a bridge, a ferry, a road over land.
struct Crossing {
  std::string key;
  std::string name;
  bool is_ferry = false;
  std::size_t area_a = 0, area_b = 0;  // into WayTables::areas
  Place end_a, end_b;
  std::optional<Distance> length;       // empty = the straight line between the ends
  std::optional<Distance> cost_length;  // the drive that costs as much: fare, toll, waiting; empty
                                        // = the length
  Provenance provenance;
};

/// A place that ships pass, with open water in a straight line to those named in `next`.
struct SeaPoint {
  std::string key;
  Place place;
  std::vector<std::size_t> next;  // earlier points; the way leads both ways
};

/// A port that takes cargo.
struct Port {
  std::string key;  // UN/LOCODE
  std::string name;
  Place place;
  std::vector<std::size_t> next;  // the sea points that ships come from
  Provenance provenance;
};

/// The reference tables that distances are worked out from. Rows with the key of an earlier one
/// replace it.
class WayTables {
 public:
  /// True for road_areas, road_crossings, sea_points, ports.
  static bool reads(std::string_view table);
  void add(const Table& table, Status status, Diagnostics& diagnostics);

  const std::vector<RoadArea>& areas() const { return areas_; }
  const std::vector<Crossing>& crossings() const { return crossings_; }
  const std::vector<SeaPoint>& sea_points() const { return sea_points_; }
  const std::vector<Port>& ports() const { return ports_; }

 private:
  friend class WayReader;
  std::vector<RoadArea> areas_;
  std::vector<Crossing> crossings_;
  std::vector<SeaPoint> sea_points_;
  std::vector<Port> ports_;
};

}  // namespace samspill::reference
