#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/canvas.h"
#include "report/wording.h"

namespace samspill::report {

/// Sizes and colours of the printed report, in points.
struct PrintStyle {
  TextStyle title{.size = 24, .is_bold = true, .line_spacing = 1.05};
  TextStyle chapter{.size = 15, .is_bold = true};
  TextStyle heading{.size = 10.5, .is_bold = true};
  TextStyle lead{.size = 11.5, .line_spacing = 1.3};
  TextStyle text{.size = 9, .line_spacing = 1.3};
  TextStyle note{.size = 7.8, .line_spacing = 1.25};
  TextStyle small{.size = 7};
  Colour ink;
  Colour muted;
  Colour line;
  Colour accent;
  Colour raised;
  Colour warn;
  Colour warn_soft;

  PrintStyle();
};

/// Text that runs down A4 pages: keeps the place, begins new pages, writes running heads and feet.
class PageFlow {
 public:
  enum class Orientation { portrait, landscape };

  /// `total_pages` stands in the foot of each page; 0 while it is not yet known.
  PageFlow(Canvas& canvas, const Wording& words, std::string running_head, std::size_t total_pages);

  Canvas& canvas() { return canvas_; }
  const PrintStyle& style() const { return style_; }
  const Wording& words() const { return words_; }

  double left() const;
  double width() const;
  double y() const { return y_; }
  double room() const;  // down to the bottom margin
  std::size_t page() const { return canvas_.pages(); }

  void begin(Orientation orientation);
  void end();
  /// A new page unless this one is empty and has the same orientation.
  void turn(Orientation orientation);
  /// A new page when less than this is left; true when it turned.
  bool need(double height);
  void skip(double height) { y_ += height; }

  void chapter(std::string_view title, double room_below = 0);
  void heading(std::string_view title, double room_below);
  void paragraph(std::string_view text, const TextStyle& style, double space_after);
  void list(const std::vector<std::string>& entries);
  void warnings(const std::vector<std::string>& entries);

 private:
  Size size() const;
  void write_margins();

  Canvas& canvas_;
  const Wording& words_;
  PrintStyle style_;
  std::string running_head_;
  std::size_t total_pages_;
  Orientation orientation_ = Orientation::portrait;
  double y_ = 0;
  bool is_open_ = false;
};

}  // namespace samspill::report
