#include "report/pdf_table.h"

#include <algorithm>
#include <format>
#include <numeric>
#include <optional>

#include "base/text.h"

namespace samspill::report {
namespace {

/// Letters printed of one cell, so that a row always fits on a page.
constexpr std::size_t kMostLetters = 900;
constexpr double kPadX = 4;
constexpr double kPadY = 3;
constexpr double kSize = 7.2;
constexpr double kHeadSize = 7;

/// At most so many letters (not bytes), with "…" for the rest.
std::string shortened(std::string text) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_start = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (is_start && ++letters > kMostLetters) return text.substr(0, i) + "…";
  }
  return text;
}

class PrintedTable {
 public:
  PrintedTable(PageFlow& flow, const Table& table) : flow_(flow), table_(table) {
    const std::vector<double> widths = column_widths();
    double x = flow.left();
    for (const double width : widths) {
      columns_.push_back({x, width});
      x += width;
    }
  }

  void print() {
    Canvas& canvas = flow_.canvas();
    canvas.open("Table");
    canvas.open("TR");
    head(true);
    canvas.close("TR");
    const std::size_t count = std::min(table_.rows.size(), table_.printed_rows);
    for (std::size_t i = 0; i < count; ++i) row(table_.rows[i]);
    canvas.close("Table");
    flow_.skip(8);
  }

  /// Height of head and rows, if the rows are few enough to be kept on one page.
  std::optional<double> whole_height() const {
    constexpr std::size_t kKeptRows = 14;
    if (table_.rows.size() > kKeptRows) return {};
    double height = head_height();
    for (const Row& row : table_.rows) height += row_height(row);
    return height;
  }

  double head_height() const {
    double height = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      height =
          std::max(height, flow_.canvas().measure(head_text(i), head_style(i), inner(i)).height);
    }
    return height + 2 * kPadY;
  }

 private:
  struct Place {
    double x = 0;
    double width = 0;
  };

  /// The widths asked for, but none so narrow that a word or a number breaks, if that can be had.
  std::vector<double> column_widths() const {
    std::vector<double> least;
    double asked = 0;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      least.push_back(least_width(i));
      asked += table_.columns[i].width;
    }
    std::vector<double> widths(least.size(), 0);
    std::vector<bool> is_settled(least.size(), false);
    double room = flow_.width();
    // Columns that would be too narrow get their least; the others share what is left.
    for (bool has_changed = true; has_changed;) {
      has_changed = false;
      for (std::size_t i = 0; i < least.size(); ++i) {
        if (is_settled[i] || room * table_.columns[i].width / asked >= least[i]) continue;
        is_settled[i] = has_changed = true;
        widths[i] = least[i];
        room -= least[i];
        asked -= table_.columns[i].width;
        if (room <= 0 || asked <= 1e-9) return in_proportion(least);
      }
    }
    for (std::size_t i = 0; i < least.size(); ++i) {
      if (!is_settled[i]) widths[i] = room * table_.columns[i].width / asked;
    }
    return widths;
  }

  std::vector<double> in_proportion(std::vector<double> least) const {
    const double total = std::accumulate(least.begin(), least.end(), 0.0);
    for (double& width : least) width *= flow_.width() / total;
    return least;
  }

  /// Of the longest word in the head, and of the longest number or word below it.
  double least_width(std::size_t i) const {
    constexpr double kLongestWord = 66;
    constexpr double kLongestNumber = 120;
    Canvas& canvas = flow_.canvas();
    double width = 0;
    const auto widen = [&](std::string_view text, const TextStyle& style) {
      width = std::max(width, canvas.measure(text, style).width);
    };
    const std::string head = head_text(i);
    for (const std::string_view line : split(head, '\n')) {
      for (const std::string_view word : split(line, ' ')) widen(word, head_style(i));
    }
    const std::size_t count = std::min(table_.rows.size(), table_.printed_rows);
    for (std::size_t r = 0; r < count; ++r) {
      const Cell& cell = table_.rows[r].cells[i];
      const TextStyle style = cell_style(cell, i, i == 0 || table_.rows[r].is_total);
      const std::string text = flow_.words().cell(cell);
      if (cell.mark != Mark::none) widen(flow_.words().mark(cell.mark), mark_style(i));
      if (table_.columns[i].is_number) {
        widen(text, style);
        continue;
      }
      for (const std::string_view line : split(text, '\n')) {
        for (const std::string_view word : split(line, ' ')) widen(word, style);
      }
    }
    const double most = table_.columns[i].is_number ? kLongestNumber : kLongestWord;
    return std::min(width, most) + 2 * kPadX + 0.5;
  }

  double inner(std::size_t i) const { return columns_[i].width - 2 * kPadX; }

  std::string head_text(std::size_t i) const {
    const Column& column = table_.columns[i];
    return column.unit.empty() ? column.heading : column.heading + "\n" + column.unit;
  }

  TextStyle head_style(std::size_t i) const {
    return {
        .size = kHeadSize,
        .is_bold = true,
        .colour = flow_.style().ink,
        .align = table_.columns[i].is_number ? TextStyle::Align::right : TextStyle::Align::left};
  }

  /// `is_first`: part of the text; else a repetition for the eye only.
  void head(bool is_first) {
    Canvas& canvas = flow_.canvas();
    const double height = head_height();
    canvas.open_artifact();
    canvas.fill_box({flow_.left(), flow_.y()}, {flow_.width(), height}, flow_.style().raised);
    canvas.close_artifact();
    if (!is_first) canvas.open_artifact();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (is_first) canvas.open_header_cell(false);
      canvas.write(head_text(i), head_style(i), {columns_[i].x + kPadX, flow_.y() + kPadY},
                   inner(i));
      if (is_first) canvas.close("TH");
    }
    if (!is_first) canvas.close_artifact();
    flow_.skip(height);
  }

  TextStyle cell_style(const Cell& cell, std::size_t i, bool is_strong) const {
    const bool is_quiet =
        cell.kind == Cell::Kind::unknown || cell.kind == Cell::Kind::not_applicable;
    return {
        .size = kSize,
        .is_bold = is_strong,
        .is_italic = cell.kind == Cell::Kind::unknown,
        .colour = is_quiet ? flow_.style().muted : flow_.style().ink,
        .align = table_.columns[i].is_number ? TextStyle::Align::right : TextStyle::Align::left};
  }

  TextStyle mark_style(std::size_t i) const {
    return {
        .size = 6,
        .is_italic = true,
        .colour = flow_.style().warn,
        .align = table_.columns[i].is_number ? TextStyle::Align::right : TextStyle::Align::left};
  }

  std::string text_of(const Cell& cell) const { return shortened(flow_.words().cell(cell)); }

  /// A cell that says no more than its mark does.
  bool is_mark_alone(const Cell& cell) const {
    return cell.mark != Mark::none && cell.text == flow_.words().mark(cell.mark);
  }

  double cell_height(const Cell& cell, std::size_t i, bool is_strong) const {
    Canvas& canvas = flow_.canvas();
    double height = 0;
    if (!is_mark_alone(cell)) {
      height = canvas.measure(text_of(cell), cell_style(cell, i, is_strong), inner(i)).height;
    }
    if (cell.mark != Mark::none) {
      height += canvas.measure(flow_.words().mark(cell.mark), mark_style(i), inner(i)).height;
    }
    return height;
  }

  double row_height(const Row& row) const {
    double height = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      height = std::max(height, cell_height(row.cells[i], i, i == 0 || row.is_total));
    }
    return height + 2 * kPadY;
  }

  void row(const Row& row) {
    Canvas& canvas = flow_.canvas();
    const double height = row_height(row);
    if (flow_.need(height)) head(false);
    canvas.open_artifact();
    const Stroke line =
        row.is_total ? Stroke{flow_.style().ink, 0.8} : Stroke{flow_.style().line, 0.5};
    canvas.line({flow_.left(), flow_.y()}, {flow_.left() + flow_.width(), flow_.y()}, line);
    canvas.close_artifact();
    canvas.open("TR");
    for (std::size_t i = 0; i < row.cells.size(); ++i) cell(row.cells[i], i, row.is_total);
    canvas.close("TR");
    flow_.skip(height);
  }

  void cell(const Cell& cell, std::size_t i, bool is_total) {
    Canvas& canvas = flow_.canvas();
    const std::string_view element = i == 0 ? "TH" : "TD";
    if (i == 0) {
      canvas.open_header_cell(true);
    } else {
      canvas.open(element);
    }
    Point at{columns_[i].x + kPadX, flow_.y() + kPadY};
    if (!is_mark_alone(cell)) {
      at.y += canvas.write(text_of(cell), cell_style(cell, i, i == 0 || is_total), at, inner(i));
    }
    if (cell.mark != Mark::none) {
      canvas.write(flow_.words().mark(cell.mark), mark_style(i), at, inner(i));
    }
    canvas.close(element);
  }

  PageFlow& flow_;
  const Table& table_;
  std::vector<Place> columns_;
};

}  // namespace

void print_table(PageFlow& flow, const Table& table) {
  const Wording& words = flow.words();
  constexpr double kRoomForRows = 60;
  PrintedTable printed(flow, table);
  const double kept = printed.whole_height().value_or(0);
  flow.heading(table.title, std::max(kRoomForRows, kept + 24));
  if (!table.note.empty()) flow.paragraph(table.note, flow.style().note, 4);
  if (table.rows.empty()) {
    flow.paragraph(words.text("report.none"), flow.style().text, 6);
    return;
  }
  if (table.rows.size() > table.printed_rows) {
    flow.paragraph(words.text("report.more_rows",
                              {words.count(table.printed_rows), words.count(table.rows.size())}),
                   flow.style().note, 4);
  }
  flow.need(printed.whole_height().value_or(printed.head_height() + 30));
  printed.print();
}

}  // namespace samspill::report
