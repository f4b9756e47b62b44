#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/page_flow.h"

namespace samspill::report {

/// One shape of a drawing; `colour` is a name of the style sheet, "wedge-1".
struct Shape {
  enum class Kind { area, line, text };

  Kind kind = Kind::area;
  std::vector<Point> points;  // of a text: where its base line begins, ends or has its middle
  std::string colour;
  double width = 1;  // of a line
  double dash = 0;   // of a line; 0 = solid
  std::string text;
  double size = 0;  // of a text
  bool is_bold = false;
  TextStyle::Align align = TextStyle::Align::left;
  std::string told;  // of an area: shown on the page when one points at it
};

/// A picture as plain shapes, the same on the page and on paper. Lengths are points, y grows
/// downwards.
struct Drawing {
  Size size;
  std::vector<Shape> shapes;

  void area(std::vector<Point> ring, std::string_view colour, std::string told = {});
  void box(Point at, Size size, std::string_view colour, std::string told = {});
  /// A box of upright lines on a light ground: what is not there.
  void hatched_box(Point at, Size size);
  void line(std::vector<Point> points, std::string_view colour, double width, double dash = 0);
  void text(std::string text, Point at, double size, std::string_view colour,
            TextStyle::Align align = TextStyle::Align::left, bool is_bold = false);
};

/// A sign under a drawing and what it stands for.
struct DrawingSign {
  enum class Kind { area, line, hatched };

  Kind kind = Kind::area;
  std::string colour;
  std::string text;
};

/// An SVG element that holds `alternative` for those who cannot see it.
std::string to_svg(const Drawing& drawing, std::string_view alternative, std::string_view classes);
/// The sign alone, as a small SVG element.
std::string to_svg(const DrawingSign& sign);

/// The drawing with its signs, from the flow's place down.
void print_drawing(PageFlow& flow, const Drawing& drawing, const std::vector<DrawingSign>& signs,
                   const std::string& alternative);

}  // namespace samspill::report
