#pragma once

#include <string>
#include <vector>

#include "report/canvas.h"
#include "report/figures.h"

namespace samspill::report {

/// Land, lakes and borders in degrees, as web/basemap/make.ts writes them.
struct Basemap {
  using Line = std::vector<Place>;

  std::string licence;
  std::vector<Line> land;     // closed rings, filled together by the even-odd rule
  std::vector<Line> lakes;    // closed rings on top of the land
  std::vector<Line> borders;  // open lines
};

/// The base map that ships with the program.
Basemap read_basemap();

/// Mercator, fitted so that the bounds fill a box of the page less a margin.
class MapProjection {
 public:
  MapProjection(const Bounds& bounds, Point at, Size size, double margin);

  Point operator()(Place place) const;
  /// Kilometres per point of the page at the middle of the box.
  double kilometres_per_point() const { return kilometres_per_point_; }

 private:
  Point centre_;        // of the box, on the page
  Point centre_globe_;  // of the bounds, in radians of the projection
  double scale_ = 1;    // points per radian
  double kilometres_per_point_ = 1;
};

/// A closed ring cut to a box (Sutherland and Hodgman); points nearer than `least` to the one
/// before are dropped. Empty when nothing is left.
std::vector<Point> cut_ring(const std::vector<Point>& ring, Point at, Size size, double least);

}  // namespace samspill::report
