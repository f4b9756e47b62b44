#include "report/legend.h"

namespace samspill::report {
namespace {

constexpr double kSignWidth = 18;
constexpr double kLineHeight = 12;
constexpr double kGap = 12;

void draw_sign(Canvas& canvas, const LegendEntry& entry, Point at) {
  const Point middle{at.x + kSignWidth / 2 - 2, at.y + kLineHeight / 2 - 1};
  switch (entry.sign) {
    case LegendEntry::Sign::site:
      draw_site_mark(canvas, middle, entry.role);
      break;
    case LegendEntry::Sign::disc:
      canvas.circle(middle, 4, entry.colour, 0.16, {entry.colour, 0.5});
      break;
    case LegendEntry::Sign::line:
    case LegendEntry::Sign::dashes: {
      const double dash = entry.sign == LegendEntry::Sign::dashes ? 2.5 : 0;
      canvas.line({at.x, middle.y}, {at.x + kSignWidth - 5, middle.y}, {entry.colour, 1.8, dash});
      break;
    }
    case LegendEntry::Sign::area:
      canvas.fill_box({at.x, middle.y - 3}, {kSignWidth - 5, 6}, entry.colour, 1, 1);
      break;
  }
}

}  // namespace

void draw_site_mark(Canvas& canvas, Point at, Role role) {
  const Colour ink = colour("site");
  const Colour paper = colour("map-halo");
  constexpr double kRadius = 3;
  if (role == Role::other) {
    canvas.circle(at, 1.7, colour("muted"), 1, {paper, 0.5});
    return;
  }
  if (role == Role::giver) {
    canvas.circle(at, kRadius, ink, 1, {paper, 0.6});
    return;
  }
  canvas.circle(at, kRadius - 0.4, paper, 1, {ink, 1.2});
  if (role == Role::both) canvas.circle(at, 1.2, ink, 1, {ink, 0});
}

double draw_legend(PageFlow& flow, const std::vector<LegendEntry>& entries) {
  Canvas& canvas = flow.canvas();
  const TextStyle style{.size = 7, .colour = flow.style().ink};
  Point at{flow.left(), flow.y()};
  for (const LegendEntry& entry : entries) {
    const double width = kSignWidth + canvas.measure(entry.text, style).width;
    if (at.x > flow.left() && at.x + width > flow.left() + flow.width()) {
      at = {flow.left(), at.y + kLineHeight};
    }
    draw_sign(canvas, entry, at);
    canvas.write(entry.text, style, {at.x + kSignWidth, at.y});
    at.x += width + kGap;
  }
  return entries.empty() ? 0 : at.y - flow.y() + kLineHeight + 2;
}

}  // namespace samspill::report
