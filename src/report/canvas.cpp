#include "report/canvas.h"

#include <algorithm>
#include <cairo/cairo-pdf.h>
#include <cmath>
#include <format>
#include <numbers>
#include <pango/pangocairo.h>

#include "base/error.h"
#include "report/pdf_structure.h"

namespace samspill::report {
namespace {

constexpr const char* kFont = "DejaVu Sans";
/// Fixed, so that the same report has the same bytes; the report prints its own date.
constexpr const char* kCreated = "2000-01-01T00:00:00Z";

template <typename Object, auto release>
struct Releaser {
  void operator()(Object* object) const { release(object); }
};
using Surface = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_t, cairo_surface_destroy>>;
using Pen = std::unique_ptr<cairo_t, Releaser<cairo_t, cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Releaser<void, g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription,
                             Releaser<PangoFontDescription, pango_font_description_free>>;

cairo_status_t append(void* closure, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void use(cairo_t* pen, Colour colour, double opacity = 1) {
  cairo_set_source_rgba(pen, colour.red, colour.green, colour.blue, opacity);
}

void stroke_path(cairo_t* pen, const Stroke& stroke) {
  use(pen, stroke.colour);
  cairo_set_line_width(pen, stroke.width);
  const double dash = stroke.dash;
  cairo_set_dash(pen, &dash, dash > 0 ? 1 : 0, 0);
  cairo_stroke(pen);
}

void box_path(cairo_t* pen, Point at, Size size, double radius) {
  if (radius <= 0) {
    cairo_rectangle(pen, at.x, at.y, size.width, size.height);
    return;
  }
  constexpr double kQuarter = std::numbers::pi / 2;
  const double right = at.x + size.width - radius;
  const double bottom = at.y + size.height - radius;
  cairo_new_sub_path(pen);
  cairo_arc(pen, right, at.y + radius, radius, -kQuarter, 0);
  cairo_arc(pen, right, bottom, radius, 0, kQuarter);
  cairo_arc(pen, at.x + radius, bottom, radius, kQuarter, 2 * kQuarter);
  cairo_arc(pen, at.x + radius, at.y + radius, radius, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(pen);
}

/// Cairo knows the element Artifact from 1.18 on; before, untagged content counts as one.
bool has_artifacts() {
  return cairo_version() >= CAIRO_VERSION_ENCODE(1, 18, 0);
}

}  // namespace

struct Canvas::State {
  std::string bytes;
  PdfStructure structure;
  Surface surface;
  Pen pen;
  std::size_t pages = 0;
  int last_chapter = CAIRO_PDF_OUTLINE_ROOT;

  Layout layout(std::string_view text, const TextStyle& style, double width) const;
};

Layout Canvas::State::layout(std::string_view text, const TextStyle& style, double width) const {
  Layout made(pango_cairo_create_layout(pen.get()));
  PangoContext* context = pango_layout_get_context(made.get());
  pango_cairo_context_set_resolution(context, 72);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_layout_context_changed(made.get());
  const Font font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), kFont);
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  if (style.is_bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  if (style.is_italic) pango_font_description_set_style(font.get(), PANGO_STYLE_ITALIC);
  pango_layout_set_font_description(made.get(), font.get());
  // Ligatures would be single characters to whoever searches or copies the text.
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"));
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
  pango_layout_set_attributes(made.get(), attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_line_spacing(made.get(), static_cast<float>(style.line_spacing));
  pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
  if (width > 0) {
    pango_layout_set_width(made.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
  }
  if (style.align == TextStyle::Align::centre) {
    pango_layout_set_alignment(made.get(), PANGO_ALIGN_CENTER);
  } else if (style.align == TextStyle::Align::right) {
    pango_layout_set_alignment(made.get(), PANGO_ALIGN_RIGHT);
  }
  return made;
}

Canvas::Canvas(const DocumentInfo& info) : state_(std::make_unique<State>()) {
  constexpr double kAny = 100;
  state_->structure.language = info.language;
  state_->surface.reset(cairo_pdf_surface_create_for_stream(append, &state_->bytes, kAny, kAny));
  cairo_surface_t* surface = state_->surface.get();
  // 1.4 has plain objects and a plain cross-reference table, which add_structure can extend.
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, info.subject.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Samspill");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, kCreated);
  state_->pen.reset(cairo_create(surface));
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(state_->pen.get(), options);
  cairo_font_options_destroy(options);
}

Canvas::~Canvas() = default;

void Canvas::begin_page(Size size) {
  cairo_pdf_surface_set_size(state_->surface.get(), size.width, size.height);
  // Not before: setting a size forgets what was opened on an empty page.
  if (++state_->pages == 1) open("Document");
}

void Canvas::end_page() {
  cairo_show_page(state_->pen.get());
}

std::size_t Canvas::pages() const {
  return state_->pages;
}

Size Canvas::measure(std::string_view text, const TextStyle& style, double width) {
  const Layout layout = state_->layout(text, style, width);
  PangoRectangle logical;
  pango_layout_get_extents(layout.get(), nullptr, &logical);
  return {static_cast<double>(logical.width) / PANGO_SCALE,
          static_cast<double>(logical.height) / PANGO_SCALE};
}

double Canvas::write(std::string_view text, const TextStyle& style, Point at, double width) {
  const Layout layout = state_->layout(text, style, width);
  PangoRectangle logical;
  pango_layout_get_extents(layout.get(), nullptr, &logical);
  const double own_width = static_cast<double>(logical.width) / PANGO_SCALE;
  if (width <= 0 && style.align == TextStyle::Align::right) at.x -= own_width;
  if (width <= 0 && style.align == TextStyle::Align::centre) at.x -= own_width / 2;
  use(state_->pen.get(), style.colour);
  cairo_move_to(state_->pen.get(), at.x, at.y);
  pango_cairo_show_layout(state_->pen.get(), layout.get());
  return static_cast<double>(logical.height) / PANGO_SCALE;
}

void Canvas::write_over(std::string_view text, const TextStyle& style, Point at, Colour border) {
  cairo_t* pen = state_->pen.get();
  const Layout layout = state_->layout(text, style, 0);
  cairo_save(pen);
  cairo_move_to(pen, at.x, at.y);
  pango_cairo_layout_path(pen, layout.get());
  cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND);
  stroke_path(pen, {border, 2});
  cairo_restore(pen);
  write(text, style, at);
}

void Canvas::fill_box(Point at, Size size, Colour colour, double opacity, double radius) {
  box_path(state_->pen.get(), at, size, radius);
  use(state_->pen.get(), colour, opacity);
  cairo_fill(state_->pen.get());
}

void Canvas::stroke_box(Point at, Size size, const Stroke& stroke, double radius) {
  box_path(state_->pen.get(), at, size, radius);
  stroke_path(state_->pen.get(), stroke);
}

void Canvas::line(Point from, Point to, const Stroke& stroke) {
  cairo_move_to(state_->pen.get(), from.x, from.y);
  cairo_line_to(state_->pen.get(), to.x, to.y);
  stroke_path(state_->pen.get(), stroke);
}

void Canvas::circle(Point centre, double radius, Colour fill, double opacity,
                    const Stroke& border) {
  cairo_t* pen = state_->pen.get();
  cairo_new_sub_path(pen);
  cairo_arc(pen, centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
  use(pen, fill, opacity);
  cairo_fill_preserve(pen);
  if (border.width > 0) stroke_path(pen, border);
  cairo_new_path(pen);
}

void Canvas::fill_rings(std::span<const std::vector<Point>> rings, Colour fill,
                        const Stroke& border) {
  cairo_t* pen = state_->pen.get();
  for (const std::vector<Point>& ring : rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      (i == 0 ? cairo_move_to : cairo_line_to)(pen, ring[i].x, ring[i].y);
    }
    cairo_close_path(pen);
  }
  cairo_set_fill_rule(pen, CAIRO_FILL_RULE_EVEN_ODD);
  use(pen, fill);
  cairo_fill_preserve(pen);
  cairo_set_fill_rule(pen, CAIRO_FILL_RULE_WINDING);
  stroke_path(pen, border);
}

void Canvas::polyline(std::span<const Point> points, const Stroke& stroke) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    (i == 0 ? cairo_move_to : cairo_line_to)(state_->pen.get(), points[i].x, points[i].y);
  }
  stroke_path(state_->pen.get(), stroke);
}

void Canvas::curve(Point from, Point bend, Point to, const Stroke& stroke) {
  const auto towards = [&](Point end) {
    return Point{end.x + (bend.x - end.x) * 2 / 3, end.y + (bend.y - end.y) * 2 / 3};
  };
  const Point a = towards(from);
  const Point b = towards(to);
  cairo_move_to(state_->pen.get(), from.x, from.y);
  cairo_curve_to(state_->pen.get(), a.x, a.y, b.x, b.y, to.x, to.y);
  stroke_path(state_->pen.get(), stroke);
}

void Canvas::band(Point from, Point to, double height, Colour colour, double opacity) {
  cairo_t* pen = state_->pen.get();
  const double middle = (from.x + to.x) / 2;
  cairo_move_to(pen, from.x, from.y);
  cairo_curve_to(pen, middle, from.y, middle, to.y, to.x, to.y);
  cairo_line_to(pen, to.x, to.y + height);
  cairo_curve_to(pen, middle, to.y + height, middle, from.y + height, from.x, from.y + height);
  cairo_close_path(pen);
  use(pen, colour, opacity);
  cairo_fill(pen);
}

void Canvas::clip(Point at, Size size) {
  cairo_save(state_->pen.get());
  cairo_rectangle(state_->pen.get(), at.x, at.y, size.width, size.height);
  cairo_clip(state_->pen.get());
}

void Canvas::unclip() {
  cairo_restore(state_->pen.get());
}

void Canvas::open(std::string_view element) {
  cairo_tag_begin(state_->pen.get(), std::string(element).c_str(), nullptr);
}

void Canvas::close(std::string_view element) {
  cairo_tag_end(state_->pen.get(), std::string(element).c_str());
}

void Canvas::open_header_cell(bool is_row_header) {
  state_->structure.header_cells.push_back(is_row_header ? HeaderScope::row : HeaderScope::column);
  open("TH");
}

void Canvas::open_figure(std::string alternative) {
  state_->structure.figures.push_back(std::move(alternative));
  open("Figure");
}

void Canvas::open_artifact() {
  if (has_artifacts()) open("Artifact");
}

void Canvas::close_artifact() {
  if (has_artifacts()) close("Artifact");
}

void Canvas::bookmark(std::string_view title, int level, Point at) {
  const std::string place = std::format("page={} pos=[{:.1f} {:.1f}]", state_->pages, at.x, at.y);
  const int parent = level == 1 ? CAIRO_PDF_OUTLINE_ROOT : state_->last_chapter;
  const int made =
      cairo_pdf_surface_add_outline(state_->surface.get(), parent, std::string(title).c_str(),
                                    place.c_str(), static_cast<cairo_pdf_outline_flags_t>(0));
  if (level == 1) state_->last_chapter = made;
}

std::string Canvas::finish() {
  close("Document");
  const cairo_status_t drawn = cairo_status(state_->pen.get());
  state_->pen.reset();
  cairo_surface_finish(state_->surface.get());
  const cairo_status_t written = cairo_surface_status(state_->surface.get());
  const cairo_status_t status = drawn != CAIRO_STATUS_SUCCESS ? drawn : written;
  if (status != CAIRO_STATUS_SUCCESS) {
    throw Error(ErrorKind::internal,
                std::format("the PDF could not be drawn: {}", cairo_status_to_string(status)));
  }
  return add_structure(std::move(state_->bytes), state_->structure);
}

}  // namespace samspill::report
