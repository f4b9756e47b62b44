#include <algorithm>
#include <format>
#include <string>
#include <vector>
#include <xlsxwriter.h>

#include "base/error.h"
#include "formats/cell_writer.h"
#include "formats/column_help.h"
#include "formats/region_sheet.h"
#include "formats/sheet_styles.h"
#include "formats/sheet_table.h"
#include "formats/starter.h"
#include "formats/starter_checks.h"
#include "formats/starter_example.h"
#include "formats/starter_help.h"
#include "formats/starter_lists.h"
#include "formats/workbook_file.h"
#include "reference/texts.h"

namespace samspill::formats {
namespace {

using reference::Language;

// Rows of a sheet: help, header, then rows to fill in.
constexpr lxw_row_t kHelpRow = 0;
constexpr lxw_row_t kHeaderRow = 1;
constexpr FillRows kFillRows{.first = 2, .last = 501};
constexpr double kHelpHeight = 62;

class StarterWorkbook {
 public:
  StarterWorkbook(lxw_workbook* workbook, Language language)
      : workbook_(workbook), language_(language), styles_(workbook) {}

  void write() {
    const Tables tables = starter_tables(language_);
    write_help_sheet(add_sheet(language_ == Language::nb ? "hjelp" : "help"), styles_, language_);
    lxw_worksheet* region = add_sheet(kRegionSheet);
    std::vector<lxw_worksheet*> sheets;
    for (const Table& table : tables.tables) sheets.push_back(add_sheet(table.name()));
    const StarterLists lists(add_sheet(StarterLists::kSheet), styles_, language_);
    write_region(region, tables, lists);
    const StarterChecks checks(lists, kFillRows, language_);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      write_table(sheets[i], tables.tables[i], *find_table(tables.tables[i].name()), checks);
    }
  }

 private:
  lxw_worksheet* add_sheet(std::string_view name) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook_, std::string(name).c_str());
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    return sheet;
  }

  void write_region(lxw_worksheet* sheet, const Tables& tables, const StarterLists& lists) {
    constexpr double kSettingWidth = 26, kValueWidth = 24, kHelpWidth = 70;
    worksheet_set_column(sheet, 0, 0, kSettingWidth, styles_.text());
    worksheet_set_column(sheet, 1, 1, kValueWidth, nullptr);
    worksheet_set_column(sheet, 2, 2, kHelpWidth, nullptr);
    const std::vector<HeaderCell> header = {{"setting", true}, {"value", true}, {"help", false}};
    for (lxw_col_t column = 0; const HeaderCell& cell : header) {
      write_text({sheet, 0, column++, kRegionSheet, cell.name}, cell.name, styles_.header(cell));
    }
    const auto settings = rows_of_settings(tables.settings, tables.settings_file);
    for (lxw_row_t row = 1; const auto& [key, value] : settings) {
      write_text({sheet, row, 0, kRegionSheet, key}, key, styles_.text());
      write_number_or_text({sheet, row, 1, kRegionSheet, key}, value, nullptr, styles_.example());
      write_text({sheet, row, 2, kRegionSheet, key},
                 reference::text(std::format("setting.{}", key), language_), styles_.prose());
      if (key == "country") offer_countries(sheet, row, lists);
      ++row;
    }
    worksheet_freeze_panes(sheet, 1, 0);
  }

  static void offer_countries(lxw_worksheet* sheet, lxw_row_t row, const StarterLists& lists) {
    std::string formula = lists.formula("country");
    lxw_data_validation check{};
    check.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    check.value_formula = formula.data();
    worksheet_data_validation_cell(sheet, row, 1, &check);
  }

  void write_table(lxw_worksheet* sheet, const Table& table, const TableSchema& schema,
                   const StarterChecks& checks) {
    worksheet_set_row(sheet, kHelpRow, kHelpHeight, nullptr);
    for (lxw_col_t at = 0; const ColumnSchema& column : schema.columns) {
      write_heading(sheet, at, schema, column);
      checks.add(sheet, at, schema, column);
      for (std::size_t row = 0; row < table.rows(); ++row) {
        write_example(sheet, static_cast<lxw_row_t>(kFillRows.first + row), at, table.cell(row, at),
                      column);
      }
      ++at;
    }
    const auto last = static_cast<lxw_col_t>(schema.columns.size() - 1);
    worksheet_autofilter(sheet, kHeaderRow, 0, kFillRows.last, last);
    worksheet_freeze_panes(sheet, kFillRows.first, 1);
  }

  void write_heading(lxw_worksheet* sheet, lxw_col_t at, const TableSchema& schema,
                     const ColumnSchema& column) {
    constexpr std::size_t kWidest = 30;
    const std::size_t narrowest = column.is_number() ? 13 : 19;
    const std::size_t width = std::clamp(column.name.size() + 4, narrowest, kWidest);
    worksheet_set_column(sheet, at, at, static_cast<double>(width),
                         column.is_number() ? styles_.number(column, false) : styles_.text());
    write_text({sheet, kHelpRow, at, schema.name, column.name},
               std::format("{} {}", kHelpMark, column.help(language_)), styles_.help());
    write_text({sheet, kHeaderRow, at, schema.name, column.name}, column.name,
               styles_.header({column.name, column.is_required}));
    lxw_comment_options box{};
    box.width = 280;
    box.height = 110;
    const std::string help = column_help(column, language_);
    worksheet_write_comment_opt(sheet, kHeaderRow, at, help.c_str(), &box);
  }

  void write_example(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t at, std::string_view text,
                     const ColumnSchema& column) {
    lxw_format* number = column.is_number() ? styles_.number(column, true) : styles_.example();
    const CellPlace place{sheet, row, at, "example", column.name};
    if (text.empty()) {
      worksheet_write_blank(sheet, row, at, number);
    } else if (column.is_number()) {
      write_number_or_text(place, text, number, styles_.example());
    } else {
      write_text(place, text, styles_.example());
    }
  }

  lxw_workbook* workbook_;
  Language language_;
  SheetStyles styles_;
};

}  // namespace

void write_starter_workbook(const std::filesystem::path& path, Language language) {
  if (std::filesystem::exists(path)) {
    throw Error(ErrorKind::conflict, std::format("{}: exists already", path.string()));
  }
  WorkbookFile file(path, false);
  StarterWorkbook(file.get(), language).write();
  file.save();
}

}  // namespace samspill::formats
