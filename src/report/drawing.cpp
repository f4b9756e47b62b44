#include "report/drawing.h"

#include <array>
#include <format>
#include <utility>

#include "report/legend.h"
#include "report/markup.h"

namespace samspill::report {
namespace {

constexpr double kHatch = 7;
constexpr std::string_view kMissing = "missing";
constexpr std::string_view kMissingGround = "missing-soft";
constexpr Size kSign{26, 16};

std::string path_of(const Shape& shape) {
  std::string out;
  for (const Point& point : shape.points) {
    out += std::format("{}{:.1f} {:.1f}", out.empty() ? 'M' : 'L', point.x, point.y);
  }
  return shape.kind == Shape::Kind::area ? out + "Z" : out;
}

std::string svg_text(const Shape& shape) {
  static constexpr std::array<std::string_view, 3> kAnchors = {"start", "middle", "end"};
  return std::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\"{} text-anchor=\"{}\" "
      "fill=\"var(--{})\">{}</text>",
      shape.points.front().x, shape.points.front().y, shape.size,
      shape.is_bold ? " font-weight=\"650\"" : "", kAnchors[static_cast<std::size_t>(shape.align)],
      shape.colour, escape_html(shape.text));
}

std::string svg(const Shape& shape) {
  switch (shape.kind) {
    case Shape::Kind::text:
      return svg_text(shape);
    case Shape::Kind::area:
      return std::format(
          "<path d=\"{}\" fill=\"var(--{})\">{}</path>", path_of(shape), shape.colour,
          shape.told.empty() ? "" : std::format("<title>{}</title>", escape_html(shape.told)));
    case Shape::Kind::line:
      break;
  }
  const std::string dash =
      shape.dash > 0 ? std::format(" stroke-dasharray=\"{}\"", shape.dash) : "";
  return std::format(
      "<path d=\"{}\" fill=\"none\" stroke=\"var(--{})\" stroke-width=\"{}\"{}></path>",
      path_of(shape), shape.colour, shape.width, dash);
}

std::string svg(const std::vector<Shape>& shapes) {
  std::string out;
  for (const Shape& shape : shapes) out += svg(shape);
  return out;
}

void print(Canvas& canvas, const Shape& shape, Point origin) {
  std::vector<Point> points;
  for (const Point& point : shape.points)
    points.push_back({origin.x + point.x, origin.y + point.y});
  const Colour ink = colour(shape.colour);
  switch (shape.kind) {
    case Shape::Kind::area:
      canvas.fill_rings(std::array{points}, ink, {ink, 0});
      break;
    case Shape::Kind::line:
      canvas.polyline(points, {ink, shape.width, shape.dash});
      break;
    case Shape::Kind::text: {
      const TextStyle style{
          .size = shape.size, .is_bold = shape.is_bold, .colour = ink, .align = shape.align};
      // The base line is about four fifths down.
      const double height = canvas.measure(shape.text, style).height;
      canvas.write(shape.text, style, {points.front().x, points.front().y - 0.8 * height});
      break;
    }
  }
}

LegendEntry legend_entry(const DrawingSign& sign) {
  const bool is_line = sign.kind == DrawingSign::Kind::line;
  return {is_line ? LegendEntry::Sign::line : LegendEntry::Sign::area, sign.text, Role::other,
          colour(sign.colour)};
}

}  // namespace

void Drawing::area(std::vector<Point> ring, std::string_view colour, std::string told) {
  shapes.push_back({.kind = Shape::Kind::area,
                    .points = std::move(ring),
                    .colour = std::string(colour),
                    .told = std::move(told)});
}

void Drawing::box(Point at, Size size, std::string_view colour, std::string told) {
  const double right = at.x + size.width, bottom = at.y + size.height;
  area({at, {right, at.y}, {right, bottom}, {at.x, bottom}}, colour, std::move(told));
}

void Drawing::hatched_box(Point at, Size size) {
  box(at, size, kMissingGround);
  for (double x = kHatch / 2; x < size.width; x += kHatch) {
    line({{at.x + x, at.y}, {at.x + x, at.y + size.height}}, kMissing, 0.7);
  }
}

void Drawing::line(std::vector<Point> points, std::string_view colour, double width, double dash) {
  shapes.push_back({.kind = Shape::Kind::line,
                    .points = std::move(points),
                    .colour = std::string(colour),
                    .width = width,
                    .dash = dash});
}

void Drawing::text(std::string text, Point at, double size, std::string_view colour,
                   TextStyle::Align align, bool is_bold) {
  shapes.push_back({.kind = Shape::Kind::text,
                    .points = {at},
                    .colour = std::string(colour),
                    .text = std::move(text),
                    .size = size,
                    .is_bold = is_bold,
                    .align = align});
}

std::string to_svg(const Drawing& drawing, std::string_view alternative, std::string_view classes) {
  return std::format(
      "<svg class=\"{}\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">{}</svg>",
      classes, drawing.size.width, drawing.size.height, escape_html(alternative),
      svg(drawing.shapes));
}

std::string to_svg(const DrawingSign& sign) {
  constexpr Point kAt{4, 3};
  constexpr Size kArea{18, 10};
  Drawing drawing{.size = kSign};
  switch (sign.kind) {
    case DrawingSign::Kind::area:
      drawing.box(kAt, kArea, sign.colour);
      break;
    case DrawingSign::Kind::hatched:
      drawing.hatched_box(kAt, kArea);
      break;
    case DrawingSign::Kind::line:
      drawing.line({{0, kSign.height / 2}, {kSign.width, kSign.height / 2}}, sign.colour, 2.5);
      break;
  }
  return std::format(
      "<svg width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "aria-hidden=\"true\">{2}</svg>",
      kSign.width, kSign.height, svg(drawing.shapes));
}

void print_drawing(PageFlow& flow, const Drawing& drawing, const std::vector<DrawingSign>& signs,
                   const std::string& alternative) {
  flow.need(drawing.size.height + 30);
  flow.canvas().open_figure(alternative);
  for (const Shape& shape : drawing.shapes) {
    print(flow.canvas(), shape, {flow.left(), flow.y()});
  }
  flow.skip(drawing.size.height + 4);
  std::vector<LegendEntry> entries;
  for (const DrawingSign& sign : signs) entries.push_back(legend_entry(sign));
  flow.skip(draw_legend(flow, entries));
  flow.canvas().close("Figure");
  flow.skip(6);
}

}  // namespace samspill::report
