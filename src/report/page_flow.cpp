#include "report/page_flow.h"

#include <algorithm>
#include <format>

namespace samspill::report {
namespace {

constexpr Size kA4{595.28, 841.89};
constexpr double kSide = 51;  // 18 mm
constexpr double kTop = 62;
constexpr double kBottom = 54;
constexpr double kHeadY = 32;
constexpr double kIndent = 11;
/// Room kept below a chapter's title so that it never stands alone at the foot of a page.
constexpr double kBelowChapter = 110;

}  // namespace

PrintStyle::PrintStyle()
    : ink(report::colour("ink")),
      muted(report::colour("muted")),
      line(report::colour("line")),
      accent(report::colour("accent")),
      raised(report::colour("raised")),
      warn(report::colour("warn")),
      warn_soft(report::colour("warn-soft")) {
  for (TextStyle* text : {&title, &chapter, &heading, &lead, &this->text}) text->colour = ink;
  note.colour = muted;
  small.colour = muted;
}

PageFlow::PageFlow(Canvas& canvas, const Wording& words, std::string running_head,
                   std::size_t total_pages)
    : canvas_(canvas),
      words_(words),
      running_head_(std::move(running_head)),
      total_pages_(total_pages) {}

Size PageFlow::size() const {
  return orientation_ == Orientation::portrait ? kA4 : Size{kA4.height, kA4.width};
}

double PageFlow::left() const {
  return kSide;
}
double PageFlow::width() const {
  return size().width - 2 * kSide;
}
double PageFlow::room() const {
  return size().height - kBottom - y_;
}

void PageFlow::begin(Orientation orientation) {
  orientation_ = orientation;
  canvas_.begin_page(size());
  is_open_ = true;
  y_ = kTop;
  write_margins();
}

void PageFlow::end() {
  if (is_open_) canvas_.end_page();
  is_open_ = false;
}

void PageFlow::turn(Orientation orientation) {
  if (is_open_ && y_ == kTop && orientation == orientation_) return;
  end();
  begin(orientation);
}

bool PageFlow::need(double height) {
  if (room() >= height || y_ == kTop) return false;
  turn(orientation_);
  return true;
}

void PageFlow::write_margins() {
  canvas_.open_artifact();
  TextStyle style = style_.small;
  if (page() > 1) {
    canvas_.write(running_head_, style, {left(), kHeadY});
    style.align = TextStyle::Align::right;
    canvas_.write(words_.text("report.product"), style, {left() + width(), kHeadY});
    canvas_.line({left(), kHeadY + 13}, {left() + width(), kHeadY + 13}, {style_.line, 0.6});
  }
  style.align = TextStyle::Align::right;
  const std::string number = words_.text(
      "report.page", {words_.count(page()), words_.count(std::max(total_pages_, page()))});
  canvas_.write(number, style, {left() + width(), size().height - 36});
  canvas_.close_artifact();
}

void PageFlow::chapter(std::string_view title, double room_below) {
  if (y_ > kTop) skip(20);
  need(kBelowChapter + room_below);
  canvas_.bookmark(title, 1, {left(), y_});
  canvas_.open("H2");
  y_ += canvas_.write(title, style_.chapter, {left(), y_}, width());
  canvas_.close("H2");
  canvas_.open_artifact();
  canvas_.line({left(), y_ + 3}, {left() + width(), y_ + 3}, {style_.accent, 1.2});
  canvas_.close_artifact();
  skip(12);
}

void PageFlow::heading(std::string_view title, double room_below) {
  if (y_ > kTop) skip(7);
  const double height = canvas_.measure(title, style_.heading, width()).height;
  need(height + room_below);
  canvas_.bookmark(title, 2, {left(), y_});
  canvas_.open("H3");
  y_ += canvas_.write(title, style_.heading, {left(), y_}, width());
  canvas_.close("H3");
  skip(3);
}

void PageFlow::paragraph(std::string_view text, const TextStyle& style, double space_after) {
  // Lines longer than about 95 letters are hard to follow, so text keeps to a column.
  const double column = std::min(width(), style.size * 52);
  need(canvas_.measure(text, style, column).height);
  canvas_.open("P");
  y_ += canvas_.write(text, style, {left(), y_}, column);
  canvas_.close("P");
  skip(space_after);
}

void PageFlow::list(const std::vector<std::string>& entries) {
  const TextStyle& style = style_.text;
  const double column = std::min(width(), style.size * 52) - kIndent;
  canvas_.open("L");
  for (const std::string& entry : entries) {
    need(canvas_.measure(entry, style, column).height);
    canvas_.open("LI");
    canvas_.open("Lbl");
    canvas_.write("•", style, {left(), y_});
    canvas_.close("Lbl");
    canvas_.open("LBody");
    y_ += canvas_.write(entry, style, {left() + kIndent, y_}, column);
    canvas_.close("LBody");
    canvas_.close("LI");
    skip(3.5);
  }
  canvas_.close("L");
}

void PageFlow::warnings(const std::vector<std::string>& entries) {
  const TextStyle& style = style_.note;
  TextStyle text = style;
  text.colour = style_.ink;
  const double column = width() - 18;
  canvas_.open("L");
  for (const std::string& entry : entries) {
    const double height = canvas_.measure(entry, text, column).height + 8;
    need(height);
    canvas_.open_artifact();
    canvas_.fill_box({left(), y_}, {width(), height}, style_.warn_soft);
    canvas_.fill_box({left(), y_}, {2.5, height}, style_.warn);
    canvas_.close_artifact();
    canvas_.open("LI");
    canvas_.open("LBody");
    canvas_.write(entry, text, {left() + 10, y_ + 4}, column);
    canvas_.close("LBody");
    canvas_.close("LI");
    skip(height + 3.5);
  }
  canvas_.close("L");
}

}  // namespace samspill::report
