#include "report/html.h"

#include <algorithm>
#include <array>
#include <format>
#include <functional>
#include <report_assets.h>

#include "base/number.h"
#include "base/text.h"
#include "report/markup.h"
#include "report/page_data.h"
#include "report/portfolio_pictures.h"
#include "report/wording.h"

namespace samspill::report {
namespace {

/// Rows of one table on the page; beyond, a browser gets slow and a reader lost.
constexpr std::size_t kMostRows = 2000;
/// A cell with more than one line beyond these folds the rest away.
constexpr std::size_t kShownLines = 3;
/// A cell of more bytes than this gets room for sentences.
constexpr std::size_t kLongText = 60;

/// Pictures that stand in the page itself; each in the two widths that figures.css chooses from.
constexpr DrawingSize kWide{.width = 1000, .height = 400, .letters = 12};
constexpr DrawingSize kNarrow{.width = 340, .height = 320, .letters = 11.5};

/// Sections that begin a new sheet when the page is printed.
constexpr std::array<std::string_view, 7> kMajor = {
    "exchanges", "comparison", "portfolio", "remaining", "matches", "quality", "sources"};

class Page {
 public:
  explicit Page(const ReportModel& model) : model_(model), words_(model.language) {}

  std::string write() {
    out_ += std::format("<!doctype html>\n<html lang=\"{}\">\n", words_.code());
    head();
    out_ += std::format("<body>\n<a class=\"skip\" href=\"#content\">{}</a>\n", word("skip"));
    header();
    contents();
    out_ += "<main id=\"content\">\n";
    summary();
    for (const Section& section : model_.sections) write(section);
    out_ += "</main>\n";
    footer();
    scripts();
    out_ += "</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  std::string word(std::string_view key) const {
    return escape_html(words_.text("report." + std::string(key)));
  }

  void head() {
    out_ +=
        "<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'\">\n";
    out_ += std::format("<title>{}</title>\n<style>\n", escape_html(model_.title));
    out_ += assets::report_css();
    out_ += "\n</style>\n</head>\n";
  }

  void header() {
    out_ += std::format(
        "<header class=\"document-header\">\n<p class=\"product\">{}</p>\n<h1>{}</h1>\n"
        "<p class=\"region\">{}</p>\n",
        word("product"), escape_html(model_.title), escape_html(model_.subtitle));
    if (!model_.date.empty()) {
      out_ += std::format("<p class=\"date\">{}</p>\n", escape_html(model_.date));
    }
    out_ += "</header>\n";
  }

  void contents() {
    out_ += std::format(
        "<nav class=\"contents\" aria-labelledby=\"contents-title\">\n"
        "<h2 id=\"contents-title\">{}</h2>\n<ol>\n",
        word("contents"));
    const auto entry = [&](std::string_view id, std::string_view title) {
      out_ += std::format("<li><a href=\"#section-{}\">{}</a></li>\n", id, escape_html(title));
    };
    entry("summary", words_.text("report.section.summary"));
    for (const Section& section : model_.sections) entry(section.id, section.title);
    out_ += "</ol>\n</nav>\n";
  }

  void open_section(std::string_view id, std::string_view title) {
    const bool is_major = std::ranges::contains(kMajor, id);
    out_ += std::format(
        "<section id=\"section-{0}\"{1} aria-labelledby=\"title-{0}\">\n<h2 id=\"title-{0}\">{2}"
        "</h2>\n",
        id, is_major ? " class=\"major\"" : "", escape_html(title));
  }

  void summary() {
    const Summary& summary = model_.summary;
    open_section("summary", words_.text("report.section.summary"));
    out_ += std::format("<p class=\"lead\">{}</p>\n", escape_html(summary.lead));
    if (!summary.key_figures.empty()) {
      out_ += "<dl class=\"key-figures\">\n";
      for (const KeyFigure& figure : summary.key_figures) {
        out_ += std::format("<div><dt>{}</dt><dd>{}<small>{}</small></dd></div>\n",
                            escape_html(figure.label), escape_html(figure.number),
                            escape_html(figure.remark()));
      }
      out_ += "</dl>\n";
    }
    list("", summary.points);
    out_ += std::format("<noscript><p class=\"note\">{}</p></noscript>\n</section>\n",
                        word("no_script"));
  }

  void list(std::string_view attributes, const std::vector<std::string>& entries) {
    if (entries.empty()) return;
    out_ += std::format("<ul{}>\n", attributes);
    for (const std::string& entry : entries) {
      out_ += std::format("<li>{}</li>\n", lines(entry));
    }
    out_ += "</ul>\n";
  }

  void write(const Section& section) {
    open_section(section.id, section.title);
    for (const std::string& paragraph : section.paragraphs) {
      out_ += std::format("<p>{}</p>\n", escape_html(paragraph));
    }
    list("", section.points);
    list(" class=\"warnings\"", section.warnings);
    for (const Figure& figure : section.figures) write(figure);
    for (const Table& table : section.tables) write(table);
    out_ += "</section>\n";
  }

  void write(const Figure& figure) {
    switch (figure.kind) {
      case FigureKind::map:
        out_ += "<figure id=\"map\">";
        break;
      case FigureKind::sankey:
        out_ += std::format("<figure class=\"sankey\" data-sankey=\"{}\">", figure.index);
        break;
      case FigureKind::comparison:
        out_ += "<figure id=\"comparison\">";
        break;
      case FigureKind::ledger:
        out_ += "<figure id=\"ledger\">";
        break;
      case FigureKind::wedges:
        return write(
            figure,
            [&](const DrawingSize& size) { return draw_wedges(model_.wedges, words_, size); },
            wedge_signs(model_.wedges, words_));
      case FigureKind::balance:
        return write(
            figure,
            [&](const DrawingSize& size) { return draw_balance(model_.balance, words_, size); },
            {});
      case FigureKind::cost_curve:
        return write(
            figure,
            [&](const DrawingSize& size) {
              return draw_cost_curve(model_.cost_curve, words_, size);
            },
            cost_curve_signs(model_.cost_curve, words_));
      case FigureKind::funnel:
        return write(figure,
                     [&](const DrawingSize& size) { return draw_funnel(model_.funnel, size); }, {});
    }
    std::string note = figure.note;
    if (figure.kind == FigureKind::sankey) {
      const Sankey& sankey = model_.sankeys[figure.index];
      if (sankey.links_left_out > 0) {
        note += " " + flows_cut(words_, sankey, sankey.links.size());
      }
    }
    out_ += std::format("<figcaption><strong>{}</strong> {}</figcaption></figure>\n",
                        escape_html(figure.title), escape_html(note));
    // The picture needs the script; its words stand for it without.
    out_ += std::format("<noscript><p>{}</p></noscript>\n", escape_html(figure.alternative));
  }

  /// A picture that needs no script.
  void write(const Figure& figure, const std::function<Drawing(const DrawingSize&)>& draw,
             const std::vector<DrawingSign>& signs) {
    out_ += std::format(
        "<figure class=\"is-drawn\"><figcaption><strong>{}</strong> {}</figcaption>\n{}\n{}\n",
        escape_html(figure.title), escape_html(figure.note),
        to_svg(draw(kWide), figure.alternative, "still is-wide"),
        to_svg(draw(kNarrow), figure.alternative, "still is-narrow"));
    if (!signs.empty()) out_ += "<ul class=\"legend\">\n";
    for (const DrawingSign& sign : signs) {
      out_ += std::format("<li>{}<span>{}</span></li>\n", to_svg(sign), escape_html(sign.text));
    }
    out_ += signs.empty() ? "</figure>\n" : "</ul>\n</figure>\n";
  }

  void write(const Table& table) {
    out_ +=
        std::format("<h3 id=\"table-{0}-title\">{1}</h3>\n", table.id, escape_html(table.title));
    if (!table.note.empty()) {
      out_ += std::format("<p class=\"note\">{}</p>\n", escape_html(table.note));
    }
    if (table.rows.empty()) {
      out_ += std::format("<p>{}</p>\n", word("none"));
      return;
    }
    if (table.rows.size() > kMostRows) {
      const std::string cut = words_.text(
          "report.more_rows", {words_.count(kMostRows), words_.count(table.rows.size())});
      out_ += std::format("<p class=\"note\">{}</p>\n", escape_html(cut));
    }
    out_ += std::format(
        "<div class=\"table-box\"><table class=\"sortable\" "
        "id=\"table-{}\">\n<caption class=\"for-readers\">{}</caption>\n",
        table.id, escape_html(table.title));
    heads(table);
    rows(table, false);
    rows(table, true);
    out_ += "</table></div>\n";
  }

  void heads(const Table& table) {
    out_ += "<thead><tr>";
    for (const Column& column : table.columns) {
      const std::string unit =
          column.unit.empty() ? "" : std::format("<br><small>{}</small>", escape_html(column.unit));
      // Text columns keep a readable width; a table too wide for the page scrolls in its box.
      const std::string style =
          column.is_number ? " class=\"number\""
                           : std::format(" style=\"min-width:{:.1f}rem\"", 3.2 * column.width);
      out_ += std::format("<th scope=\"col\"{}><span>{}{}</span></th>", style,
                          escape_html(column.heading), unit);
    }
    out_ += "</tr></thead>\n";
  }

  void rows(const Table& table, bool is_total) {
    const std::string_view name = is_total ? "tfoot" : "tbody";
    if (is_total && std::ranges::none_of(table.rows, &Row::is_total)) return;
    out_ += std::format("<{}>\n", name);
    const std::size_t count = std::min(table.rows.size(), kMostRows);
    for (std::size_t i = 0; i < count; ++i) {
      if (table.rows[i].is_total == is_total) write(table.rows[i], table.columns);
    }
    out_ += std::format("</{}>\n", name);
  }

  void write(const Row& row, const std::vector<Column>& columns) {
    std::string sites;
    for (const std::string& site : row.sites) sites += (sites.empty() ? "" : " ") + site;
    out_ += sites.empty() ? "<tr>" : std::format("<tr data-sites=\"{}\">", escape_html(sites));
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string_view tag = i == 0 ? "th" : "td";
      out_ +=
          std::format("<{}{}{}>{}</{}>", tag, i == 0 ? " scope=\"row\"" : "",
                      cell_attributes(row.cells[i], columns[i]), cell_content(row.cells[i]), tag);
    }
    out_ += "</tr>\n";
  }

  static std::string cell_attributes(const Cell& cell, const Column& column) {
    std::string classes = column.is_number ? "number" : cell.text.size() > kLongText ? "words" : "";
    if (cell.kind == Cell::Kind::unknown) classes += classes.empty() ? "unknown" : " unknown";
    std::string out = classes.empty() ? "" : std::format(" class=\"{}\"", classes);
    if (cell.kind == Cell::Kind::number) {
      out += std::format(" data-value=\"{}\"", to_text(cell.value));
    }
    return out;
  }

  /// The text with its line breaks kept.
  static std::string lines(std::string_view text) {
    std::string out;
    for (const std::string_view line : split(text, '\n')) {
      if (!out.empty()) out += "<br>";
      out += escape_html(line);
    }
    return out;
  }

  /// The same; of many lines all but the first are folded away.
  std::string folded_lines(const std::string& text) const {
    std::size_t end = 0;
    for (std::size_t shown = 0; shown < kShownLines && end != std::string::npos; ++shown) {
      end = text.find('\n', end + 1);
    }
    if (end == std::string::npos) return lines(text);
    const std::string_view rest = std::string_view(text).substr(end + 1);
    const auto count = static_cast<std::size_t>(std::ranges::count(rest, '\n') + 1);
    if (count == 1) return lines(text);
    return std::format("{}<details><summary>{}</summary><div>{}</div></details>",
                       lines(std::string_view(text).substr(0, end)),
                       escape_html(words_.text("report.more_lines", {words_.count(count)})),
                       lines(rest));
  }

  std::string cell_content(const Cell& cell) const {
    const std::string out = folded_lines(words_.cell(cell));
    if (cell.mark == Mark::none) return out;
    const std::string_view kind = cell.mark == Mark::estimated ? "estimated" : "unverified";
    const std::string badge = std::format("<span class=\"badge badge-{}\">{}</span>", kind,
                                          escape_html(words_.mark(cell.mark)));
    if (cell.text == words_.mark(cell.mark)) return badge;
    return out + (cell.kind == Cell::Kind::number ? "<br>" : " ") + badge;
  }

  void footer() {
    const std::string made = model_.date.empty() ? words_.text("report.made_undated")
                                                 : words_.text("report.made", {model_.date});
    out_ +=
        std::format("<footer><p>{}</p><p>{}</p></footer>\n", escape_html(made), word("basemap"));
  }

  void scripts() {
    out_ += "<script type=\"application/json\" id=\"samspill-data\">";
    out_ += escape_in_script(page_data(model_));
    out_ += "</script>\n<script type=\"application/json\" id=\"samspill-basemap\">";
    out_ += escape_in_script(std::string(assets::basemap_json()));
    out_ += "</script>\n<script>\n";
    out_ += escape_script(assets::report_js());
    out_ += "\n</script>\n";
  }

  const ReportModel& model_;
  Wording words_;
  std::string out_;
};

}  // namespace

std::string to_html(const ReportModel& model) {
  return Page(model).write();
}

}  // namespace samspill::report
