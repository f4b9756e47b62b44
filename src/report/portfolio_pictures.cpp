#include "report/portfolio_pictures.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <utility>

#include "report/portfolio_words.h"

namespace samspill::report {
namespace {

using Align = TextStyle::Align;

constexpr double kSmallestMiss = 0.5;  // kt; less cannot be seen

/// Steps between marks of an axis: 1, 2 or 5 times a power of ten, at most `most` of them.
double mark_step(double span, double most) {
  const double least = std::max(span, 1e-9) / most;
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least) return factor * power;
  }
  return 10 * power;
}

/// A plane with its two axes inside a drawing.
class Plot {
 public:
  struct Range {
    double low = 0;
    double high = 1;
  };

  Plot(Drawing& drawing, const Wording& words, double letters, Range x, Range y)
      : drawing_(drawing), words_(words), letters_(letters), x_(x), y_(y) {
    left_ = 4.2 * letters;
    right_ = drawing.size.width - letters;
    top_ = 2.2 * letters;
    bottom_ = drawing.size.height - 2.2 * letters;
  }
  /// Below the figures of the level axis; the plane gets as much lower.
  void level_axis(const std::string& title) {
    drawing_.text(title, {right_, bottom_ + 1.2 * letters_}, letters_, "muted", Align::right);
    bottom_ -= 1.5 * letters_;
  }

  double x(double value) const {
    return left_ + (value - x_.low) / (x_.high - x_.low) * (right_ - left_);
  }
  double y(double value) const {
    return bottom_ - (value - y_.low) / (y_.high - y_.low) * (bottom_ - top_);
  }
  double right() const { return right_; }
  double top() const { return top_; }
  double bottom() const { return bottom_; }

  void upright_axis(const std::string& title) {
    drawing_.text(title, {0, letters_}, letters_, "muted");
    const double step = mark_step(y_.high - y_.low, 6);
    for (double value = std::ceil(y_.low / step) * step; value <= y_.high; value += step) {
      drawing_.line({{left_, y(value)}, {right_, y(value)}}, "line", 0.8);
      drawing_.text(words_.number(value, step < 1 ? 2 : 0),
                    {left_ - 0.5 * letters_, y(value) + 0.35 * letters_}, letters_, "muted",
                    Align::right);
    }
  }
  void foot(const std::string& text, double at, Align align = Align::centre) {
    drawing_.text(text, {at, bottom_ + 1.4 * letters_}, letters_, "muted", align);
  }
  void ground() { drawing_.line({{left_, y(0)}, {right_, y(0)}}, "muted", 1); }

 private:
  Drawing& drawing_;
  const Wording& words_;
  double letters_;
  Range x_;
  Range y_;
  double left_ = 0, right_ = 0, top_ = 0, bottom_ = 0;
};

/// The upper edge of a value that holds for each year, from left to right.
std::vector<Point> stairs(const Plot& plot, const std::vector<double>& values) {
  std::vector<Point> out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    out.push_back({plot.x(double(i)), plot.y(values[i])});
    out.push_back({plot.x(double(i + 1)), plot.y(values[i])});
  }
  return out;
}

void fill_between(Drawing& drawing, std::vector<Point> upper, const std::vector<Point>& lower,
                  std::string_view colour, std::string told = {}) {
  upper.insert(upper.end(), lower.rbegin(), lower.rend());
  drawing.area(std::move(upper), colour, std::move(told));
}

double missed(const WedgeFigure& figure, std::size_t i) {
  return figure.target_kt[i] ? figure.planned_kt[i] - *figure.target_kt[i] : 0.0;
}

void draw_missing(Drawing& drawing, const Plot& plot, const WedgeFigure& figure) {
  for (std::size_t i = 0; i < figure.years.size(); ++i) {
    if (missed(figure, i) < kSmallestMiss) continue;
    const Point at{plot.x(double(i)), plot.y(figure.planned_kt[i])};
    drawing.hatched_box(at, {plot.x(double(i + 1)) - at.x, plot.y(*figure.target_kt[i]) - at.y});
  }
}

/// How much is missing in the last year, in the gap where there is room for it.
void name_missing(Drawing& drawing, const Plot& plot, const WedgeFigure& figure,
                  const Wording& words, double letters) {
  const std::size_t last = figure.years.size() - 1;
  if (missed(figure, last) < kSmallestMiss) return;
  const double upper = plot.y(figure.planned_kt[last]);
  const double lower = plot.y(*figure.target_kt[last]);
  if (lower - upper < 2.4 * letters) return;
  const std::string text =
      words.text("report.wedges.missing_kt",
                 {words.number(missed(figure, last), 0), std::format("{}", figure.years[last])});
  const double middle = (upper + lower) / 2;
  // Letters are about 0.62 times as wide as high.
  const double width = 0.62 * letters * double(text.size());
  drawing.box({plot.right() - width - letters, middle - letters}, {width + letters, 2 * letters},
              "surface");
  drawing.text(text, {plot.right() - 0.5 * letters, middle + 0.35 * letters}, letters, "missing",
               Align::right, true);
}

void draw_target(Drawing& drawing, const Plot& plot, const WedgeFigure& figure) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < figure.years.size(); ++i) {
    if (figure.target_kt[i]) {
      points.push_back({plot.x(double(i)), plot.y(*figure.target_kt[i])});
      points.push_back({plot.x(double(i + 1)), plot.y(*figure.target_kt[i])});
    } else if (!points.empty()) {
      drawing.line(std::exchange(points, {}), "ink", 3);
    }
  }
  if (!points.empty()) drawing.line(points, "ink", 3);
}

}  // namespace

Drawing draw_wedges(const WedgeFigure& figure, const Wording& words, const DrawingSize& size) {
  Drawing drawing{.size = {size.width, size.height}};
  Plot::Range range{0, 1};
  for (std::size_t i = 0; i < figure.years.size(); ++i) {
    range.high = std::max({range.high, figure.baseline_kt[i], figure.planned_kt[i]});
    range.low = std::min({range.low, figure.planned_kt[i], figure.target_kt[i].value_or(0)});
  }
  range.high *= 1.04;
  if (range.low < 0) range.low -= 0.02 * range.high;
  const auto count = double(figure.years.size());
  Plot plot(drawing, words, size.letters, {0, count}, range);
  plot.upright_axis(words.text("report.wedges.axis"));
  std::vector<double> level = figure.baseline_kt;
  for (const Wedge& wedge : figure.wedges) {
    const std::vector<Point> upper = stairs(plot, level);
    for (std::size_t i = 0; i < level.size(); ++i) level[i] -= wedge.kt_co2e_per_year[i];
    const std::vector<Point> lower = stairs(plot, level);
    fill_between(
        drawing, upper, lower, wedge.colour,
        std::format("{}: {}, {}\n{}", wedge.name, kilotonnes(words, wedge.kt_co2e_per_year.back()),
                    figure.years.back(), wedge.source));
    drawing.line(lower, "surface", 1);
  }
  fill_between(drawing, stairs(plot, figure.planned_kt),
               {{plot.x(0), plot.y(0)}, {plot.x(count), plot.y(0)}}, "still-emitted");
  draw_missing(drawing, plot, figure);
  plot.ground();
  drawing.line(stairs(plot, figure.baseline_kt), "today", 2);
  draw_target(drawing, plot, figure);
  name_missing(drawing, plot, figure, words, size.letters);
  const double room = plot.x(1) - plot.x(0);
  const auto each = static_cast<std::size_t>(std::max(1.0, std::ceil(3 * size.letters / room)));
  // Counted from the end, so that the last year is always named.
  for (std::size_t i = figure.years.size(); i > 0; i -= std::min(i, each)) {
    plot.foot(std::format("{}", figure.years[i - 1]), plot.x(double(i) - 0.5));
  }
  return drawing;
}

std::vector<DrawingSign> wedge_signs(const WedgeFigure& figure, const Wording& words) {
  using Kind = DrawingSign::Kind;
  std::vector<DrawingSign> signs = {{Kind::line, "today", words.text("report.wedges.baseline")}};
  for (const Wedge& wedge : figure.wedges) {
    const double last = wedge.kt_co2e_per_year.back();
    signs.push_back(
        {Kind::area, wedge.colour,
         std::format("{}: {}\u00a0kt", wedge.name, words.number(last, table_decimals(last)))});
  }
  signs.push_back({Kind::area, "still-emitted", words.text("report.wedges.still")});
  bool is_missed = false;
  for (std::size_t i = 0; i < figure.years.size(); ++i) {
    is_missed = is_missed || missed(figure, i) >= kSmallestMiss;
  }
  if (is_missed) signs.push_back({Kind::hatched, "missing", words.text("report.wedges.missing")});
  signs.push_back({Kind::line, "ink", words.text("report.wedges.target")});
  return signs;
}

Drawing draw_cost_curve(const CostCurveFigure& figure, const Wording& words,
                        const DrawingSize& size) {
  Drawing drawing{.size = {size.width, size.height}};
  Plot::Range range{0, 1};
  for (const CostStep& step : figure.steps) {
    range.low = std::min(range.low, step.eur_per_t);
    range.high = std::max(range.high, step.eur_per_t);
  }
  range.high += 0.1 * (range.high - range.low);
  const double reached = figure.steps.empty() ? figure.running_kt : figure.steps.back().to_kt;
  const double end = std::max({reached, figure.asked_kt.value_or(0), 1.0});
  const double letters = size.letters;
  Plot plot(drawing, words, letters, {0, end}, range);
  plot.level_axis(words.text("report.cost_curve.level_axis"));
  plot.upright_axis(words.text("report.cost_curve.axis"));
  const auto box = [&](double from, double to, double height, std::string_view colour,
                       std::string told = {}) {
    const double upper = plot.y(std::max(0.0, height));
    const double lower = plot.y(std::min(0.0, height));
    // A gap between neighbours.
    drawing.box({plot.x(from), upper},
                {std::max(0.6, plot.x(to) - plot.x(from) - 1), lower - upper}, colour,
                std::move(told));
  };
  if (end > reached + kSmallestMiss) {
    drawing.hatched_box({plot.x(reached), plot.top()},
                        {plot.right() - plot.x(reached), plot.bottom() - plot.top()});
  }
  if (figure.running_kt > 0) box(0, figure.running_kt, 0.03 * range.high, "today");
  double from = figure.running_kt;
  for (std::size_t i = 0; i < figure.steps.size(); ++i) {
    const CostStep& step = figure.steps[i];
    box(from, step.to_kt, step.eur_per_t, "plan", step.initiatives);
    const double middle = (plot.x(from) + plot.x(step.to_kt)) / 2;
    const double room = plot.x(step.to_kt) - plot.x(from);
    const double foot = plot.y(std::max(0.0, step.eur_per_t));
    if (room > 2.2 * letters) {
      drawing.text(words.number(step.eur_per_t, 0), {middle, foot - 0.4 * letters}, letters, "ink",
                   Align::centre, true);
    }
    if (room > 1.4 * letters && plot.y(0) - foot > 2 * letters) {
      drawing.text(std::format("{}", i + 1), {middle, plot.y(0) - 0.5 * letters}, letters,
                   "surface", Align::centre);
    }
    from = step.to_kt;
  }
  plot.ground();
  const double mark = mark_step(end, size.width / (7 * letters));
  for (double value = 0; value < end + 1e-6; value += mark) {
    const bool is_last = plot.x(value) > plot.right() - 2 * letters;
    plot.foot(words.number(value, mark < 1 ? 2 : 0), is_last ? plot.right() : plot.x(value),
              is_last ? Align::right : Align::centre);
  }
  return drawing;
}

std::vector<DrawingSign> cost_curve_signs(const CostCurveFigure& figure, const Wording& words) {
  using Kind = DrawingSign::Kind;
  std::vector<DrawingSign> signs = {{Kind::area, "plan", words.text("report.cost_curve.step")}};
  if (figure.running_kt > 0) {
    signs.push_back({Kind::area, "today", words.text("report.cost_curve.running")});
  }
  const double reached = figure.steps.empty() ? figure.running_kt : figure.steps.back().to_kt;
  const double short_of = figure.asked_kt.value_or(0) - reached;
  if (short_of > kSmallestMiss) {
    signs.push_back({Kind::hatched, "missing",
                     words.text("report.cost_curve.missing", {words.number(short_of, 0)})});
  }
  return signs;
}

Drawing draw_balance(const std::vector<BalanceStep>& steps, const Wording& words,
                     const DrawingSize& size) {
  const double row = 3.2 * size.letters;
  Drawing drawing{.size = {size.width, row * double(steps.size())}};
  double low = 0, high = 1;
  for (const BalanceStep& step : steps) {
    low = std::min({low, step.from_kt, step.to_kt});
    high = std::max({high, step.from_kt, step.to_kt});
  }
  const auto x = [&](double kt) { return (kt - low) / (high - low) * size.width; };
  double y = 0;
  for (const BalanceStep& step : steps) {
    // A change has its sign; what stands on zero is a level.
    const double kt = step.to_kt - step.from_kt;
    const bool is_growth = step.from_kt != 0 && kt > 0 && !step.colour.empty();
    const std::string told =
        std::format("{}: {}{}", step.name, is_growth ? "+" : "", kilotonnes(words, kt));
    drawing.text(told, {0, y + 1.1 * size.letters}, size.letters, "ink");
    const Point at{x(std::min(step.from_kt, step.to_kt)), y + 1.5 * size.letters};
    const Size bar{std::max(1.5, x(std::max(step.from_kt, step.to_kt)) - at.x), size.letters};
    if (step.colour.empty()) {
      drawing.hatched_box(at, bar);
    } else {
      drawing.box(at, bar, step.colour,
                  step.source.empty() ? told : std::format("{}\n{}", told, step.source));
    }
    // Zero, beside the bar alone so that it does not run through the words.
    if (low < 0) {
      drawing.line({{x(0), at.y - 0.2 * size.letters}, {x(0), at.y + 1.2 * size.letters}}, "ink",
                   1);
    }
    y += row;
  }
  return drawing;
}

Drawing draw_funnel(const std::vector<StageBar>& bars, const DrawingSize& size) {
  const double row = 3.2 * size.letters;
  Drawing drawing{.size = {size.width, row * double(bars.size())}};
  double largest = 1;
  for (const StageBar& bar : bars) largest = std::max(largest, bar.kt_co2e_per_year);
  double y = 0;
  for (const StageBar& bar : bars) {
    drawing.text(std::format("{}: {}", bar.name, bar.told), {0, y + 1.1 * size.letters},
                 size.letters, "ink");
    const double width = std::max(1.5, bar.kt_co2e_per_year / largest * size.width);
    drawing.box({0, y + 1.5 * size.letters}, {width, size.letters}, "plan", bar.initiatives);
    y += row;
  }
  return drawing;
}

}  // namespace samspill::report
