#include "report/pdf.h"

#include <algorithm>

#include "report/canvas.h"
#include "report/flow_picture.h"
#include "report/page_flow.h"
#include "report/pdf_charts.h"
#include "report/pdf_map.h"
#include "report/pdf_table.h"
#include "report/portfolio_pictures.h"

namespace samspill::report {
namespace {

using Orientation = PageFlow::Orientation;

/// Bytes of the document, and on which page each section begins.
struct Printed {
  std::string bytes;
  std::size_t pages = 0;
  std::vector<std::size_t> section_pages;
};

class Printer {
 public:
  /// `before`: an earlier printing, whose page numbers are set into this one; null for the first.
  Printer(const ReportModel& model, const Printed* before)
      : model_(model),
        words_(model.language),
        canvas_({model.title, model.subtitle, std::string(words_.code())}),
        flow_(canvas_, words_, model.title, before == nullptr ? 0 : before->pages),
        before_(before) {}

  Printed print() {
    flow_.begin(Orientation::portrait);
    title();
    key_figures();
    summary();
    contents();
    for (const Section& section : model_.sections) print(section);
    flow_.turn(Orientation::portrait);
    flow_.end();
    printed_.pages = canvas_.pages();
    printed_.bytes = canvas_.finish();
    return std::move(printed_);
  }

 private:
  void title() {
    const PrintStyle& style = flow_.style();
    TextStyle product = style.text;
    product.is_bold = true;
    product.colour = style.accent;
    flow_.paragraph(words_.text("report.product"), product, 2);
    canvas_.bookmark(model_.title, 1, {flow_.left(), flow_.y()});
    canvas_.open("H1");
    flow_.skip(canvas_.write(model_.title, style.title, {flow_.left(), flow_.y()}, flow_.width()));
    canvas_.close("H1");
    flow_.skip(3);
    flow_.paragraph(model_.subtitle, style.text, 1);
    if (!model_.date.empty()) flow_.paragraph(model_.date, style.note, 0);
    flow_.skip(12);
    flow_.paragraph(model_.summary.lead, style.lead, 10);
  }

  /// A grid of four across: label, number, remark.
  void key_figures() {
    const PrintStyle& style = flow_.style();
    constexpr std::size_t kAcross = 4;
    constexpr double kHeight = 62;
    constexpr double kPad = 7;
    const double width = flow_.width() / kAcross;
    TextStyle label{.size = 7.2, .colour = style.muted};
    TextStyle number{.size = 14, .is_bold = true, .colour = style.ink};
    const auto& figures = model_.summary.key_figures;
    for (std::size_t i = 0; i < figures.size(); ++i) {
      if (i % kAcross == 0) {
        if (i > 0) flow_.skip(kHeight);
        flow_.need(kHeight);
      }
      const Point at{flow_.left() + static_cast<double>(i % kAcross) * width, flow_.y()};
      canvas_.open_artifact();
      canvas_.stroke_box(at, {width, kHeight}, {style.line, 0.7});
      canvas_.close_artifact();
      canvas_.open("P");
      Point text{at.x + kPad, at.y + kPad};
      const double room = width - 2 * kPad;
      text.y += canvas_.write(figures[i].label, label, text, room) + 1;
      TextStyle fitted = number;
      while (fitted.size > 8 && canvas_.measure(figures[i].number, fitted).width > room) {
        fitted.size -= 0.5;
      }
      text.y += canvas_.write(figures[i].number, fitted, text, room) + 1;
      canvas_.write(figures[i].remark(), style.small, text, room);
      canvas_.close("P");
    }
    if (!figures.empty()) flow_.skip(kHeight + 12);
  }

  void summary() {
    if (!model_.summary.points.empty()) flow_.list(model_.summary.points);
  }

  void contents() {
    const PrintStyle& style = flow_.style();
    constexpr double kLine = 13.5;
    const double height = kLine * static_cast<double>(model_.sections.size()) + 30;
    flow_.skip(6);
    flow_.need(height);
    canvas_.open("H2");
    flow_.skip(
        canvas_.write(words_.text("report.contents"), style.heading, {flow_.left(), flow_.y()}) +
        3);
    canvas_.close("H2");
    canvas_.open("TOC");
    const double width = 300;
    for (std::size_t i = 0; i < model_.sections.size(); ++i) {
      canvas_.open("TOCI");
      canvas_.write(model_.sections[i].title, style.text, {flow_.left(), flow_.y()});
      TextStyle number = style.text;
      number.align = TextStyle::Align::right;
      const std::size_t page = before_ == nullptr ? 0 : before_->section_pages[i];
      canvas_.write(words_.count(page), number, {flow_.left() + width, flow_.y()});
      canvas_.close("TOCI");
      flow_.skip(kLine);
    }
    canvas_.close("TOC");
  }

  /// What a picture may need, so that no heading stands without it at the foot of a page.
  static constexpr double kRoomForPicture = 260;

  /// Asks for the width of several: sentences, not names.
  static bool is_prose(const Column& column) { return column.width >= 4; }

  static bool is_wide(const Table& table) {
    const std::size_t more = std::ranges::any_of(table.columns, is_prose) ? 2 : 0;
    return table.columns.size() + more > kMostUprightColumns && !table.rows.empty();
  }

  void print(const Section& section) {
    const bool begins_wide = section.figures.empty() && section.paragraphs.empty() &&
                             !section.tables.empty() && is_wide(section.tables.front());
    // The map needs a page's width and height, so it begins one.
    const bool begins_page = begins_wide || section.id == "map" || is_landscape_;
    if (begins_page) turn(begins_wide ? Orientation::landscape : Orientation::portrait);
    flow_.chapter(section.title, section.figures.empty() ? 0 : kRoomForPicture);
    printed_.section_pages.push_back(flow_.page());
    for (const std::string& text : section.paragraphs) flow_.paragraph(text, flow_.style().text, 6);
    if (!section.points.empty()) flow_.list(section.points);
    if (!section.warnings.empty()) flow_.warnings(section.warnings);
    for (const Figure& figure : section.figures) print(figure);
    for (const Table& table : section.tables) {
      // Back upright only with the next section: turning the sheet for each table tires the reader.
      if (is_wide(table) && !is_landscape_) turn(Orientation::landscape);
      print_table(flow_, table);
    }
  }

  void turn(Orientation orientation) {
    flow_.turn(orientation);
    is_landscape_ = orientation == Orientation::landscape;
  }

  void print(const Figure& figure) {
    flow_.heading(figure.title, kRoomForPicture);
    if (!figure.note.empty()) flow_.paragraph(figure.note, flow_.style().note, 5);
    switch (figure.kind) {
      case FigureKind::map:
        print_map(flow_, model_.map, figure.alternative);
        print_largest(flow_, model_.map);
        break;
      case FigureKind::sankey:
        print_flows(flow_, model_.sankeys[figure.index], figure.alternative);
        break;
      case FigureKind::comparison:
        print_comparison(flow_, model_.comparison, figure.alternative);
        break;
      case FigureKind::ledger:
        print_ledger(flow_, model_.ledger, figure.alternative);
        break;
      case FigureKind::wedges:
        print_drawing(flow_, draw_wedges(model_.wedges, words_, drawing_size()),
                      wedge_signs(model_.wedges, words_), figure.alternative);
        break;
      case FigureKind::balance:
        print_drawing(flow_, draw_balance(model_.balance, words_, drawing_size()), {},
                      figure.alternative);
        break;
      case FigureKind::cost_curve:
        print_drawing(flow_, draw_cost_curve(model_.cost_curve, words_, drawing_size()),
                      cost_curve_signs(model_.cost_curve, words_), figure.alternative);
        break;
      case FigureKind::funnel:
        print_drawing(flow_, draw_funnel(model_.funnel, drawing_size()), {}, figure.alternative);
        break;
    }
  }

  DrawingSize drawing_size() const {
    return {.width = flow_.width(), .height = 230, .letters = 7.5};
  }

  const ReportModel& model_;
  Wording words_;
  Canvas canvas_;
  PageFlow flow_;
  const Printed* before_;
  Printed printed_;
  bool is_landscape_ = false;
};

}  // namespace

std::string to_pdf(const ReportModel& model) {
  // Twice: page numbers are known only when everything has found its place.
  const Printed first = Printer(model, nullptr).print();
  return Printer(model, &first).print().bytes;
}

}  // namespace samspill::report
