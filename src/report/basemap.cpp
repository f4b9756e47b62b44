#include "report/basemap.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <report_assets.h>

#include "base/json.h"

namespace samspill::report {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
/// For the scale bar alone: the map shows no distance more exactly than that.
constexpr double kEarthRadiusKm = 6371;
/// The map never shows less than this many degrees of latitude, about 9 km.
constexpr double kSmallestSpan = 0.08;

double mercator(double latitude_deg) {
  const double latitude = std::clamp(latitude_deg, -85.0, 85.0) * kDegree;
  return -std::log(std::tan(std::numbers::pi / 4 + latitude / 2));
}

std::vector<Basemap::Line> read_lines(const Json& lines) {
  std::vector<Basemap::Line> made;
  for (const Json& line : lines) {
    Basemap::Line& points = made.emplace_back();
    for (const Json& point : line)
      points.push_back({point[1].get<double>(), point[0].get<double>()});
  }
  return made;
}

/// One side of the box: what lies on its inner side, and where a segment crosses it.
struct Side {
  bool is_vertical = false;
  double at = 0;
  double sign = 1;  // +1 keeps what is greater

  bool keeps(Point p) const { return sign * ((is_vertical ? p.x : p.y) - at) >= 0; }
  Point cross(Point a, Point b) const {
    const double share = is_vertical ? (at - a.x) / (b.x - a.x) : (at - a.y) / (b.y - a.y);
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
  }
};

std::vector<Point> cut_at(const std::vector<Point>& ring, const Side& side) {
  std::vector<Point> kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point before = ring[(i + ring.size() - 1) % ring.size()];
    if (side.keeps(ring[i]) != side.keeps(before)) kept.push_back(side.cross(before, ring[i]));
    if (side.keeps(ring[i])) kept.push_back(ring[i]);
  }
  return kept;
}

}  // namespace

Basemap read_basemap() {
  // Without a map the report still has its points and lines.
  const Json json = Json::parse(assets::basemap_json(), nullptr, false);
  if (!json.is_object() || !json.contains("land")) return {};
  return {json.value("licence", ""), read_lines(json["land"]),
          read_lines(json.value("lakes", Json::array())),
          read_lines(json.value("borders", Json::array()))};
}

MapProjection::MapProjection(const Bounds& bounds, Point at, Size size, double margin) {
  const double latitude = (bounds.south_deg + bounds.north_deg) / 2;
  const double tall = std::max(bounds.north_deg - bounds.south_deg, kSmallestSpan) / 2;
  const double least_wide = kSmallestSpan / std::cos(latitude * kDegree);
  const double wide = std::max(bounds.east_deg - bounds.west_deg, least_wide) * kDegree;
  const double top = mercator(latitude + tall);
  const double bottom = mercator(latitude - tall);
  centre_ = {at.x + size.width / 2, at.y + size.height / 2};
  centre_globe_ = {(bounds.west_deg + bounds.east_deg) / 2 * kDegree, (top + bottom) / 2};
  scale_ = std::min((size.width - 2 * margin) / wide, (size.height - 2 * margin) / (bottom - top));
  kilometres_per_point_ = kEarthRadiusKm * std::cos(latitude * kDegree) / scale_;
}

Point MapProjection::operator()(Place place) const {
  return {centre_.x + (place.longitude_deg * kDegree - centre_globe_.x) * scale_,
          centre_.y + (mercator(place.latitude_deg) - centre_globe_.y) * scale_};
}

std::vector<Point> cut_ring(const std::vector<Point>& ring, Point at, Size size, double least) {
  std::vector<Point> cut = ring;
  for (const Side& side : {Side{true, at.x, 1}, Side{true, at.x + size.width, -1},
                           Side{false, at.y, 1}, Side{false, at.y + size.height, -1}}) {
    cut = cut_at(cut, side);
  }
  std::vector<Point> kept;
  for (const Point& point : cut) {
    const bool is_near =
        !kept.empty() && std::hypot(point.x - kept.back().x, point.y - kept.back().y) < least;
    if (!is_near) kept.push_back(point);
  }
  return kept.size() < 3 ? std::vector<Point>{} : kept;
}

}  // namespace samspill::report
