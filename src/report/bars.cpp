#include "report/bars.h"

#include <algorithm>
#include <cmath>

namespace samspill::report {
namespace {

constexpr double kBar = 7.5;
constexpr double kBetween = 1.2;
constexpr double kRowGap = 6;
constexpr double kTitleHeight = 15;
constexpr double kValueRoom = 40;
constexpr double kTextSize = 7;

double row_height(const BarRow& row) {
  const double bars = static_cast<double>(std::max<std::size_t>(row.values.size(), 1));
  return bars * (kBar + kBetween) + kRowGap;
}

/// Cuts the name at the end until it fits on one line.
std::string fitted(Canvas& canvas, std::string name, const TextStyle& style, double width) {
  if (canvas.measure(name, style).width <= width) return name;
  while (!name.empty() && canvas.measure(name + "…", style).width > width) {
    // Whole letters: take continuation bytes along.
    while (name.size() > 1 && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80) {
      name.pop_back();
    }
    name.pop_back();
  }
  return name + "…";
}

/// Where values lie on the page: `zero` is the line all bars start from.
struct Scale {
  double zero = 0;
  double per_unit = 0;
};

Scale scale_of(const BarChart& chart, double left, double width) {
  double low = 0;
  double high = 0;
  for (const BarRow& row : chart.rows) {
    for (const auto& value : row.values) {
      low = std::min(low, value.value_or(0));
      high = std::max(high, value.value_or(0));
    }
  }
  const double room_left = low < 0 ? kValueRoom : 0;
  const double room_right = high > 0 || low == 0 ? kValueRoom : 0;
  const double span = high - low > 0 ? high - low : 1;
  const double per_unit = (width - room_left - room_right) / span;
  return {left + room_left - low * per_unit, per_unit};
}

}  // namespace

double BarChart::height() const {
  double height = title.empty() ? 0 : kTitleHeight;
  for (const BarRow& row : rows) height += row_height(row);
  return height;
}

void draw_bars(PageFlow& flow, const BarChart& chart, Point at, double width) {
  Canvas& canvas = flow.canvas();
  const PrintStyle& style = flow.style();
  const double names = width * chart.name_share;
  const Scale scale = scale_of(chart, at.x + names + 6, width - names - 6);
  double y = at.y;
  if (!chart.title.empty()) {
    canvas.write(chart.title, {.size = 7.8, .is_bold = true, .colour = style.ink}, at);
    y += kTitleHeight;
  }
  const double top = y;
  for (const BarRow& row : chart.rows) {
    const TextStyle name{
        .size = kTextSize, .is_bold = row.is_strong || row.values.empty(), .colour = style.ink};
    const double bars = row_height(row) - kRowGap;
    const double height = canvas.measure(row.name, name).height;
    canvas.write(fitted(canvas, row.name, name, names), name, {at.x, y + (bars - height) / 2});
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const double value = row.values[i].value_or(0);
      const double length = std::abs(value) * scale.per_unit;
      const double x = value < 0 ? scale.zero - length : scale.zero;
      const double bar_y = y + static_cast<double>(i) * (kBar + kBetween);
      if (length > 0.05) canvas.fill_box({x, bar_y}, {length, kBar}, row.colours[i], 1, 0);
      const std::string text = row.values[i] ? flow.words().number(value, fine_decimals(value))
                                             : flow.words().text("report.unknown");
      const TextStyle number{.size = 6.5,
                             .is_italic = !row.values[i],
                             .colour = style.ink,
                             .align = value < 0 ? TextStyle::Align::right : TextStyle::Align::left};
      canvas.write(text, number, {value < 0 ? x - 3 : x + length + 3, bar_y - 0.6});
    }
    y += row_height(row);
  }
  canvas.line({scale.zero, top - 2}, {scale.zero, y - kRowGap + 2}, {style.muted, 0.6});
}

}  // namespace samspill::report
