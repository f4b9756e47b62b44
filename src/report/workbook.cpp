#include "report/workbook.h"

#include <algorithm>
#include <array>
#include <format>
#include <fstream>
#include <set>
#include <system_error>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/error.h"
#include "base/text.h"
#include "report/wording.h"

namespace samspill::report {
namespace {

/// Excel's own limits, less the head.
constexpr std::size_t kMostRows = 1'000'000;
constexpr std::size_t kMostLetters = 32'000;
constexpr std::size_t kLongestSheetName = 31;
constexpr int kMostDecimals = 6;

struct Formats {
  lxw_format* head = nullptr;
  lxw_format* text = nullptr;
  lxw_format* quiet = nullptr;
  lxw_format* title = nullptr;
  std::array<lxw_format*, kMostDecimals + 1> numbers{};
};

Formats make_formats(lxw_workbook* book) {
  Formats formats;
  formats.head = workbook_add_format(book);
  format_set_bold(formats.head);
  format_set_text_wrap(formats.head);
  format_set_align(formats.head, LXW_ALIGN_VERTICAL_TOP);
  format_set_bg_color(formats.head, 0xE6EFEE);
  format_set_bottom(formats.head, LXW_BORDER_THIN);
  formats.text = workbook_add_format(book);
  format_set_text_wrap(formats.text);
  format_set_align(formats.text, LXW_ALIGN_VERTICAL_TOP);
  formats.quiet = workbook_add_format(book);
  format_set_italic(formats.quiet);
  format_set_font_color(formats.quiet, 0x526168);
  format_set_align(formats.quiet, LXW_ALIGN_RIGHT);
  format_set_align(formats.quiet, LXW_ALIGN_VERTICAL_TOP);
  formats.title = workbook_add_format(book);
  format_set_bold(formats.title);
  format_set_font_size(formats.title, 16);
  for (int decimals = 0; decimals <= kMostDecimals; ++decimals) {
    lxw_format* number = workbook_add_format(book);
    const std::string pattern =
        decimals == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(decimals), '0');
    format_set_num_format(number, pattern.c_str());
    format_set_align(number, LXW_ALIGN_VERTICAL_TOP);
    formats.numbers[static_cast<std::size_t>(decimals)] = number;
  }
  return formats;
}

/// Text as a cell may hold it: at most so many bytes, cut between letters.
std::string shortened(std::string text) {
  if (text.size() <= kMostLetters) return text;
  std::size_t end = kMostLetters;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

class Book {
 public:
  Book(const ReportModel& model, const std::filesystem::path& path)
      : model_(model), words_(model.language) {
    // Fixed, so that the same report has the same bytes apart from the archive's own stamps.
    lxw_workbook_options options{};
    options.constant_memory = LXW_FALSE;
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) throw Error(ErrorKind::unavailable, "the workbook cannot be made");
    formats_ = make_formats(book_);
    std::string title = model.title;
    lxw_doc_properties properties{};
    properties.title = title.data();
    workbook_set_properties(book_, &properties);
  }
  ~Book() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  void write() {
    summary();
    sites();
    for (const Section& section : model_.sections) {
      for (const Table& table : section.tables) write(table);
      if (!section.warnings.empty()) warnings(section);
    }
  }

  lxw_error close() {
    lxw_workbook* book = book_;
    book_ = nullptr;
    return workbook_close(book);
  }

 private:
  /// A sheet by a name Excel accepts and that no other sheet has.
  lxw_worksheet* add_sheet(std::string title) {
    for (char& c : title) {
      if (std::string_view("[]:*?/\\'").contains(c)) c = ' ';
    }
    std::string name;
    std::size_t letters = 0;
    for (const char c : title) {
      const bool is_start = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      if (is_start && ++letters > kLongestSheetName - 3) break;
      name += c;
    }
    std::string unique = name;
    for (int i = 2; !names_.insert(fold(unique)).second; ++i)
      unique = std::format("{} {}", name, i);
    lxw_worksheet* sheet = workbook_add_worksheet(book_, unique.c_str());
    if (sheet == nullptr) throw Error(ErrorKind::internal, "a sheet of the workbook was refused");
    return sheet;
  }

  void text(lxw_worksheet* sheet, std::size_t row, std::size_t column, const std::string& value,
            lxw_format* format) {
    worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                           shortened(value).c_str(), format);
  }

  void number(lxw_worksheet* sheet, std::size_t row, std::size_t column, double value,
              int decimals) {
    lxw_format* format =
        formats_.numbers[static_cast<std::size_t>(std::clamp(decimals, 0, kMostDecimals))];
    worksheet_write_number(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                           value, format);
  }

  void cell(lxw_worksheet* sheet, std::size_t row, std::size_t column, const Cell& cell) {
    switch (cell.kind) {
      case Cell::Kind::text:
        text(sheet, row, column, cell.text, formats_.text);
        break;
      case Cell::Kind::number:
        number(sheet, row, column, cell.value, cell.decimals);
        break;
      case Cell::Kind::unknown:
        text(sheet, row, column, words_.text("report.unknown"), formats_.quiet);
        break;
      case Cell::Kind::not_applicable:
        break;
    }
  }

  void finish_sheet(lxw_worksheet* sheet, std::size_t rows, std::size_t columns) {
    worksheet_freeze_panes(sheet, 1, 0);
    if (rows > 0) {
      worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(rows),
                           static_cast<lxw_col_t>(columns - 1));
    }
    worksheet_set_landscape(sheet);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_fit_to_pages(sheet, 1, 0);
  }

  void width(lxw_worksheet* sheet, std::size_t column, double characters) {
    worksheet_set_column(sheet, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column),
                         characters, nullptr);
  }

  /// A column of numbers whose cells name their units gets a column of units beside it; a column
  /// with marks gets a column of remarks.
  void write(const Table& table) {
    lxw_worksheet* sheet = add_sheet(table.title);
    const std::size_t rows = std::min(table.rows.size(), kMostRows);
    std::size_t at = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      const std::string heading = column.unit.empty()
                                      ? column.heading
                                      : std::format("{} ({})", column.heading, column.unit);
      text(sheet, 0, at, heading, formats_.head);
      width(sheet, at, column.is_number ? 14 : std::clamp(11 * column.width, 12.0, 50.0));
      for (std::size_t r = 0; r < rows; ++r) cell(sheet, r + 1, at, table.rows[r].cells[i]);
      ++at;
      const auto has_unit = [&](const Row& row) { return !row.cells[i].unit.empty(); };
      const auto has_mark = [&](const Row& row) { return row.cells[i].mark != Mark::none; };
      if (std::ranges::any_of(table.rows, has_unit)) {
        text(sheet, 0, at, words_.text("report.column.unit"), formats_.head);
        for (std::size_t r = 0; r < rows; ++r) {
          text(sheet, r + 1, at, table.rows[r].cells[i].unit, formats_.text);
        }
        ++at;
      }
      if (std::ranges::any_of(table.rows, has_mark)) {
        const std::string remark =
            std::format("{}: {}", words_.text("report.column.remark"), column.heading);
        text(sheet, 0, at, remark, formats_.head);
        width(sheet, at, 14);
        for (std::size_t r = 0; r < rows; ++r) {
          const Mark mark = table.rows[r].cells[i].mark;
          if (mark != Mark::none) text(sheet, r + 1, at, words_.mark(mark), formats_.text);
        }
        ++at;
      }
    }
    finish_sheet(sheet, rows, at);
  }

  void summary() {
    lxw_worksheet* sheet = add_sheet(words_.text("report.section.summary"));
    width(sheet, 0, 44);
    width(sheet, 1, 16);
    width(sheet, 2, 16);
    width(sheet, 3, 44);
    std::size_t row = 0;
    text(sheet, row++, 0, model_.title, formats_.title);
    if (!model_.date.empty()) text(sheet, row++, 0, model_.date, nullptr);
    ++row;
    const auto paragraph = [&](const std::string& value) {
      worksheet_merge_range(sheet, static_cast<lxw_row_t>(row), 0, static_cast<lxw_row_t>(row), 3,
                            shortened(value).c_str(), formats_.text);
      // A merged cell does not grow by itself: about 110 letters fit on a line.
      const double lines = 1 + static_cast<double>(value.size()) / 110;
      worksheet_set_row(sheet, static_cast<lxw_row_t>(row), 15 * lines, nullptr);
      ++row;
    };
    paragraph(model_.summary.lead);
    for (const std::string& point : model_.summary.points) paragraph(point);
    ++row;
    for (const KeyFigure& figure : model_.summary.key_figures) {
      text(sheet, row, 0, figure.label, formats_.text);
      cell(sheet, row, 1, figure.value);
      text(sheet, row, 2, figure.value.unit, formats_.text);
      text(sheet, row, 3, figure.note, formats_.text);
      ++row;
    }
  }

  void sites() {
    Table table{.id = "sites", .title = words_.text("report.table.sites")};
    const auto column = [&](std::string_view key, bool is_number, std::string unit = {}) {
      table.columns.push_back(
          {words_.text("report.column." + std::string(key)), std::move(unit), is_number, 2});
    };
    column("site", false);
    column("organisation", false);
    column("municipality", false);
    column("latitude", true, "°");
    column("longitude", true, "°");
    column("role", false);
    column("emission", true, words_.per_year("t"));
    column("year", true);
    constexpr std::array<std::string_view, 4> kRoles = {"giver", "taker", "both", "other"};
    for (const MapSite& site : model_.map.sites) {
      const auto role = kRoles[static_cast<std::size_t>(site.role)];
      table.rows.push_back(
          {.cells = {
               Cell::of_text(site.name), Cell::of_text(site.organisation),
               Cell::of_text(site.municipality), Cell::of_number(site.place.latitude_deg, 4),
               Cell::of_number(site.place.longitude_deg, 4),
               Cell::of_text(words_.text("report.role." + std::string(role))),
               site.emission_t_co2 ? Cell::of_number(*site.emission_t_co2, 0) : Cell::unknown(),
               site.emission_year ? Cell::of_text(std::format("{}", *site.emission_year))
                                  : Cell::not_applicable()}});
    }
    write(table);
  }

  void warnings(const Section& section) {
    Table table{.id = "warnings", .title = words_.text("report.table.warnings")};
    table.columns = {{.heading = words_.text("report.column.warning"), .width = 10}};
    for (const std::string& warning : section.warnings) {
      table.rows.push_back({.cells = {Cell::of_text(warning)}});
    }
    write(table);
  }

  const ReportModel& model_;
  Wording words_;
  lxw_workbook* book_ = nullptr;
  Formats formats_;
  std::set<std::string> names_;  // folded: Excel takes "A" and "a" for one
};

}  // namespace

void write_workbook(const ReportModel& model, const std::filesystem::path& path) {
  std::filesystem::path unfinished = path;
  unfinished += std::format(".unfinished-{}", ::getpid());
  // The library would tell the user of a bad place in its own words, on the error stream.
  if (!std::ofstream(unfinished)) {
    throw Error(ErrorKind::unavailable, std::format("{}: cannot be written", path.string()));
  }
  Book book(model, unfinished);
  book.write();
  const lxw_error code = book.close();
  std::error_code renamed;
  if (code == LXW_NO_ERROR) std::filesystem::rename(unfinished, path, renamed);
  if (code != LXW_NO_ERROR || renamed) {
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);
    throw Error(ErrorKind::unavailable,
                std::format("{}: cannot be written: {}", path.string(),
                            renamed ? renamed.message() : lxw_strerror(code)));
  }
}

}  // namespace samspill::report
