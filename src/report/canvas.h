#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/palette.h"

namespace samspill::report {

// All lengths are points (1/72 inch), y grows downwards.

struct Point {
  double x = 0;
  double y = 0;
};

struct Size {
  double width = 0;
  double height = 0;
};

struct TextStyle {
  enum class Align { left, centre, right };

  double size = 9;
  bool is_bold = false;
  bool is_italic = false;
  Colour colour;
  Align align = Align::left;
  double line_spacing = 1.2;
};

/// A line: `dash` is the length of dashes and gaps, 0 = solid.
struct Stroke {
  Colour colour;
  double width = 0.5;
  double dash = 0;
};

struct DocumentInfo {
  std::string title;
  std::string subject;
  std::string language;  // "en", "nb"
};

/// Pages of a tagged PDF: text by Pango, lines and areas by Cairo. The same calls give the same
/// bytes on the same machine.
class Canvas {
 public:
  explicit Canvas(const DocumentInfo& info);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  void begin_page(Size size);
  void end_page();
  std::size_t pages() const;

  /// The size the text takes when wrapped at `width`; 0 = not wrapped.
  Size measure(std::string_view text, const TextStyle& style, double width = 0);
  /// Draws the text with its upper left corner at `at`; returns its height. With width 0 an aligned
  /// text is centred on `at` or ends there.
  double write(std::string_view text, const TextStyle& style, Point at, double width = 0);
  /// The same with a light border around the letters, for text over a picture.
  void write_over(std::string_view text, const TextStyle& style, Point at, Colour border);

  void fill_box(Point at, Size size, Colour colour, double opacity = 1, double radius = 0);
  void stroke_box(Point at, Size size, const Stroke& stroke, double radius = 0);
  void line(Point from, Point to, const Stroke& stroke);
  void circle(Point centre, double radius, Colour fill, double opacity, const Stroke& border);
  /// Closed rings filled together by the even-odd rule.
  void fill_rings(std::span<const std::vector<Point>> rings, Colour fill, const Stroke& border);
  void polyline(std::span<const Point> points, const Stroke& stroke);
  /// A quadratic curve.
  void curve(Point from, Point bend, Point to, const Stroke& stroke);
  /// A band of the given height between two vertical edges, as in a flow diagram.
  void band(Point from, Point to, double height, Colour colour, double opacity);
  void clip(Point at, Size size);
  void unclip();

  /// Opens an element of the document's structure: "H1", "P", "Table", "TR", "TD" …
  void open(std::string_view element);
  void close(std::string_view element);
  void open_header_cell(bool is_row_header);  // a "TH" with its scope
  void open_figure(std::string alternative);  // a "Figure" with its words
  /// What belongs to the page and not to the text: running heads, repeated table heads.
  void open_artifact();
  void close_artifact();
  /// A bookmark to this place of the page; level 1 or 2.
  void bookmark(std::string_view title, int level, Point at);

  /// The whole document. Nothing may be drawn after it.
  /// Throws Error(internal) when Cairo refused something.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace samspill::report
