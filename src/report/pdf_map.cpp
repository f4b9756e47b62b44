#include "report/pdf_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "report/basemap.h"
#include "report/basis.h"
#include "report/legend.h"

namespace samspill::report {
namespace {

// Height against width, by the region's own shape.
constexpr double kFlattest = 0.6;
constexpr double kTallest = 1.12;
constexpr double kMargin = 34;
constexpr double kSiteRadius = 3;
constexpr double kLargestDisc = 17;
constexpr double kSmallestDisc = 5;
constexpr double kNarrowest = 0.9;
constexpr double kWidest = 5.5;
constexpr double kBend = 0.16;
constexpr double kNextBend = 0.12;
constexpr int kMostBends = 4;
constexpr double kLeastStep = 0.25;  // of the coast line
constexpr std::size_t kMostLetters = 30;

struct Box {
  Point at;
  Size size;

  bool meets(const Box& other) const {
    return at.x < other.at.x + other.size.width && other.at.x < at.x + size.width &&
           at.y < other.at.y + other.size.height && other.at.y < at.y + size.height;
  }
  bool is_within(const Box& other) const {
    return at.x >= other.at.x && at.y >= other.at.y &&
           at.x + size.width <= other.at.x + other.size.width &&
           at.y + size.height <= other.at.y + other.size.height;
  }
};

double shape_of(const Bounds& bounds) {
  const double middle = (bounds.south_deg + bounds.north_deg) / 2;
  const double wide =
      (bounds.east_deg - bounds.west_deg) * std::cos(middle * std::numbers::pi / 180);
  const double tall = bounds.north_deg - bounds.south_deg;
  return wide <= 0 ? kTallest : std::clamp(tall / wide, kFlattest, kTallest);
}

std::string shortened(const std::string& name) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool is_start = (static_cast<unsigned char>(name[i]) & 0xC0) != 0x80;
    if (is_start && ++letters == kMostLetters) return name.substr(0, i) + "…";
  }
  return name;
}

class PrintedMap {
 public:
  PrintedMap(PageFlow& flow, const MapFigure& map)
      : canvas_(flow.canvas()),
        style_(flow.style()),
        words_(flow.words()),
        map_(map),
        frame_{{flow.left(), flow.y()}, {flow.width(), flow.width() * shape_of(map.bounds)}},
        place_(map.bounds, frame_.at, frame_.size, kMargin) {
    for (const MapSite& site : map.sites) {
      points_[site.id] = place_(site.place);
      largest_emission_ = std::max(largest_emission_, site.emission_t_co2.value_or(0));
    }
    for (const MapExchange& line : map.exchanges) {
      double& largest = largest_[line.unit];
      largest = std::max(largest, line.quantity);
      ++lines_of_[line.from_site];
      ++lines_of_[line.to_site];
    }
  }

  double draw() {
    canvas_.fill_box(frame_.at, frame_.size, colour("map-sea"));
    canvas_.clip(frame_.at, frame_.size);
    base();
    emissions();
    exchanges();
    sites();
    names();
    scale_bar();
    canvas_.unclip();
    canvas_.stroke_box(frame_.at, frame_.size, {style_.line, 0.6});
    return frame_.size.height;
  }

 private:
  void base() {
    const Basemap basemap = read_basemap();
    const Stroke coast{colour("map-coast"), 0.4};
    canvas_.fill_rings(rings(basemap.land), colour("map-land"), coast);
    canvas_.fill_rings(rings(basemap.lakes), colour("map-sea"), coast);
    for (const Basemap::Line& border : basemap.borders) {
      // A line far outside is left to the clip; one that misses the frame is not written at all.
      std::vector<Point> points = on_page(border);
      const bool is_seen = std::ranges::any_of(
          points, [&](Point p) { return Box{{p.x, p.y}, {0, 0}}.is_within(frame_); });
      if (is_seen) canvas_.polyline(points, {colour("map-border"), 0.6, 3});
    }
  }

  std::vector<Point> on_page(const Basemap::Line& line) const {
    std::vector<Point> points;
    points.reserve(line.size());
    for (const Place& place : line) points.push_back(place_(place));
    return points;
  }

  std::vector<std::vector<Point>> rings(const std::vector<Basemap::Line>& lines) const {
    constexpr double kEdge = 3;  // so that the cut edges lie outside the frame
    std::vector<std::vector<Point>> cut;
    for (const Basemap::Line& line : lines) {
      auto ring =
          cut_ring(on_page(line), {frame_.at.x - kEdge, frame_.at.y - kEdge},
                   {frame_.size.width + 2 * kEdge, frame_.size.height + 2 * kEdge}, kLeastStep);
      if (!ring.empty()) cut.push_back(std::move(ring));
    }
    return cut;
  }

  void emissions() {
    const Colour red = colour("emitter");
    for (const MapSite& site : map_.sites) {
      if (!site.emission_t_co2 || *site.emission_t_co2 <= 0) continue;
      const double radius = std::max(
          kSmallestDisc, kLargestDisc * std::sqrt(*site.emission_t_co2 / largest_emission_));
      canvas_.circle(points_[site.id], radius, red, 0.16, {red, 0.5});
    }
  }

  double line_width(const MapExchange& line) const {
    const double largest = largest_.at(line.unit);
    return largest <= 0 ? kNarrowest
                        : std::max(kNarrowest, kWidest * std::sqrt(line.quantity / largest));
  }

  /// Widest first, so that thin lines stay on top.
  void exchanges() {
    std::vector<const MapExchange*> lines;
    for (const MapExchange& line : map_.exchanges) lines.push_back(&line);
    std::ranges::stable_sort(lines, [&](const MapExchange* a, const MapExchange* b) {
      return line_width(*a) > line_width(*b);
    });
    std::map<std::pair<std::string, std::string>, int> courses;
    for (const MapExchange* line : lines) {
      const int order = courses[{line->from_site, line->to_site}]++;
      exchange(*line, std::min(order, kMostBends));
    }
  }

  void exchange(const MapExchange& line, int order) {
    const Point from = points_[line.from_site];
    const Point to = points_[line.to_site];
    const double width = line_width(line);
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    const double head = 3 + 1.3 * width;
    const double gap = kSiteRadius + 1.2;
    if (length < 2 * gap + head) return;
    const double bend = kBend + order * kNextBend;
    const Point middle{(from.x + to.x) / 2 + (to.y - from.y) * bend,
                       (from.y + to.y) / 2 - (to.x - from.x) * bend};
    const auto towards = [&](Point a, double distance) {
      const double whole = std::hypot(middle.x - a.x, middle.y - a.y);
      return Point{a.x + (middle.x - a.x) * distance / whole,
                   a.y + (middle.y - a.y) * distance / whole};
    };
    const Point start = towards(from, gap);
    const Point tip = towards(to, gap);
    const Point base = towards(to, gap + head);
    const Colour own = family_colour(line.family);
    const Colour halo = colour("map-halo");
    canvas_.curve(start, middle, base, {halo, width + 1.4});
    canvas_.curve(start, middle, base, {own, width, line.is_operating ? 0 : std::max(2.5, width)});
    const double ux = (tip.x - base.x) / head;
    const double uy = (tip.y - base.y) / head;
    const double half = 1.8 + 0.75 * width;
    const std::vector<Point> arrow = {
        tip, {base.x - uy * half, base.y + ux * half}, {base.x + uy * half, base.y - ux * half}};
    canvas_.fill_rings(std::array{arrow}, own, {halo, 0.4});
  }

  void sites() {
    for (const MapSite& site : map_.sites) draw_site_mark(canvas_, points_[site.id], site.role);
  }

  /// Names where there is room: the sites that matter most first, towns last.
  void names() {
    std::vector<Box> taken;
    for (const auto& [id, point] : points_) {
      taken.push_back(
          {{point.x - kSiteRadius, point.y - kSiteRadius}, {2 * kSiteRadius, 2 * kSiteRadius}});
    }
    taken.push_back({{frame_.at.x, frame_.at.y + frame_.size.height - 24}, {130, 24}});
    std::vector<const MapSite*> sites;
    for (const MapSite& site : map_.sites) sites.push_back(&site);
    const auto weight = [&](const MapSite* site) {
      const auto lines = lines_of_.find(site->id);
      const double emission =
          largest_emission_ > 0 ? 8 * site->emission_t_co2.value_or(0) / largest_emission_ : 0;
      return (lines == lines_of_.end() ? 0 : lines->second) + emission;
    };
    std::ranges::stable_sort(
        sites, [&](const MapSite* a, const MapSite* b) { return weight(a) > weight(b); });
    const TextStyle bold{.size = 6.8, .is_bold = true, .colour = style_.ink};
    for (const MapSite* site : sites) {
      name(shortened(site->name), points_[site->id], kSiteRadius, bold, taken);
    }
    const TextStyle italic{.size = 6.5, .is_italic = true, .colour = style_.muted};
    for (const MapTown& town : map_.towns) {
      const Point point = place_(town.place);
      if (name(town.name, point, 1, italic, taken)) {
        canvas_.circle(point, 0.9, style_.muted, 1, {style_.muted, 0});
      }
    }
  }

  /// Writes the name on the first side of its point that is free.
  bool name(const std::string& text, Point point, double radius, const TextStyle& style,
            std::vector<Box>& taken) {
    const Size size = canvas_.measure(text, style);
    const double gap = radius + 1.5;
    const std::array<Point, 4> corners = {
        Point{point.x + gap, point.y - size.height / 2},
        Point{point.x - gap - size.width, point.y - size.height / 2},
        Point{point.x - size.width / 2, point.y - gap - size.height},
        Point{point.x - size.width / 2, point.y + gap}};
    for (const Point& corner : corners) {
      const Box box{corner, size};
      const bool is_free =
          box.is_within(frame_) &&
          std::ranges::none_of(taken, [&](const Box& other) { return box.meets(other); });
      if (!is_free) continue;
      canvas_.write_over(text, style, corner, colour("map-halo"));
      taken.push_back(box);
      return true;
    }
    return false;
  }

  /// A bar of a round length (1, 2 or 5 times a power of ten).
  void scale_bar() {
    const double most = place_.kilometres_per_point() * 110;
    const double power = std::pow(10.0, std::floor(std::log10(most)));
    const double step = most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1;
    const double kilometres = step * power;
    const double length = kilometres / place_.kilometres_per_point();
    const Point at{frame_.at.x + 10, frame_.at.y + frame_.size.height - 9};
    const Stroke ink{style_.ink, 0.9};
    canvas_.polyline(std::array{Point{at.x, at.y - 3}, at, Point{at.x + length, at.y},
                                Point{at.x + length, at.y - 3}},
                     ink);
    const TextStyle style{.size = 6.5, .colour = style_.ink, .align = TextStyle::Align::centre};
    canvas_.write(words_.number(kilometres, 2) + "\u00a0km", style, {at.x + length / 2, at.y - 11});
  }

  Canvas& canvas_;
  const PrintStyle& style_;
  const Wording& words_;
  const MapFigure& map_;
  Box frame_;
  MapProjection place_;
  std::map<std::string, Point> points_;
  std::map<std::string, double> largest_;
  std::map<std::string, int> lines_of_;
  double largest_emission_ = 0;
};

/// Roles, states and families that occur, with their signs.
std::vector<LegendEntry> legend_of(const Wording& words, const MapFigure& map) {
  std::vector<LegendEntry> entries;
  constexpr std::array<std::string_view, 4> kRoleKeys = {"giver", "taker", "both", "other"};
  for (const Role role : {Role::giver, Role::taker, Role::both, Role::other}) {
    if (!std::ranges::contains(map.sites, role, &MapSite::role)) continue;
    const auto key = kRoleKeys[static_cast<std::size_t>(role)];
    entries.push_back(
        {LegendEntry::Sign::site, words.text("report.role." + std::string(key)), role});
  }
  const bool has_emissions = std::ranges::any_of(
      map.sites, [](const MapSite& site) { return site.emission_t_co2.value_or(0) > 0; });
  if (has_emissions) {
    entries.push_back({LegendEntry::Sign::disc, words.text("report.column.emission"), Role::other,
                       colour("emitter")});
  }
  for (const bool is_operating : {true, false}) {
    if (!std::ranges::contains(map.exchanges, is_operating, &MapExchange::is_operating)) continue;
    entries.push_back({is_operating ? LegendEntry::Sign::line : LegendEntry::Sign::dashes,
                       words.text(is_operating ? "report.web.operating" : "report.web.planned"),
                       Role::other, colour("muted")});
  }
  for (const std::string_view family : families()) {
    if (!std::ranges::contains(map.exchanges, family, &MapExchange::family)) continue;
    entries.push_back({LegendEntry::Sign::line,
                       words.text("report.web.family_" + std::string(family)), Role::other,
                       family_colour(family)});
  }
  return entries;
}

}  // namespace

void print_map(PageFlow& flow, const MapFigure& map, const std::string& alternative) {
  flow.need(flow.width() * shape_of(map.bounds) + 50);
  flow.canvas().open_figure(alternative);
  flow.skip(PrintedMap(flow, map).draw() + 6);
  flow.skip(draw_legend(flow, legend_of(flow.words(), map)));
  flow.canvas().close("Figure");
  flow.paragraph(flow.words().text("report.basemap"), flow.style().small, 6);
}

}  // namespace samspill::report
