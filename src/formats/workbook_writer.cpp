#include "formats/workbook_writer.h"

#include <algorithm>
#include <format>
#include <string>
#include <vector>
#include <xlsxwriter.h>

#include "base/error.h"
#include "formats/cell_writer.h"
#include "formats/region_sheet.h"
#include "formats/schema.h"
#include "formats/sheet_reader.h"
#include "formats/sheet_styles.h"
#include "formats/workbook_file.h"

namespace samspill::formats {
namespace {

/// Above this many cells rows go to disk as they come: a cell in memory costs some 100 bytes.
constexpr std::size_t kManyCells = 500'000;
constexpr std::size_t kRowsLookedAt = 200;

std::size_t count_cells(const Tables& tables) {
  std::size_t cells = 0;
  for (const Table& table : tables.tables) cells += table.rows() * table.columns().size();
  return cells;
}

class Writer {
 public:
  Writer(lxw_workbook* workbook, const Tables& tables)
      : workbook_(workbook), tables_(tables), styles_(workbook) {}

  void write() {
    write_region();
    for (const Table& table : tables_.tables) write_table(table);
  }

 private:
  void write_region() {
    lxw_worksheet* sheet = add_sheet(kRegionSheet);
    const auto rows = rows_of_settings(tables_.settings, tables_.settings_file);
    write_header(sheet, 0, {{"setting", true}, {"value", true}});
    worksheet_set_column(sheet, 0, 0, 28, styles_.text());
    worksheet_set_column(sheet, 1, 1, 40, styles_.text());
    for (lxw_row_t row = 1; const auto& [key, value] : rows) {
      write_text({sheet, row, 0, kRegionSheet, "setting"}, key, styles_.text());
      write_number_or_text({sheet, row, 1, kRegionSheet, key}, value, nullptr, styles_.text());
      ++row;
    }
  }

  void write_table(const Table& table) {
    if (table.rows() >= kMostSheetRows) {
      throw Error(
          ErrorKind::invalid,
          std::format("{}: has {} rows, but a worksheet can only have {} below its header; use "
                      "a folder of CSV files",
                      table.name(), table.rows(), kMostSheetRows - 1));
    }
    lxw_worksheet* sheet = add_sheet(table.name());
    const std::vector<std::string>& columns = table.columns();
    const TableSchema* schema = find_table(table.name());
    std::vector<HeaderCell> header;
    std::vector<bool> is_number;
    for (const std::string& name : columns) {
      const ColumnSchema* column = schema == nullptr ? nullptr : schema->column(name);
      header.push_back({name, column != nullptr && column->is_required});
      // In a table that is no dataset's whatever looks like a number is one.
      is_number.push_back(schema == nullptr || (column != nullptr && column->is_number()));
    }
    set_widths(sheet, table, is_number);
    write_header(sheet, 0, header);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const CellPlace place{sheet, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(i),
                              table.name(), columns[i]};
        if (is_number[i]) {
          write_number_or_text(place, table.cell(row, i), nullptr, styles_.text());
        } else {
          write_text(place, table.cell(row, i), styles_.text());
        }
      }
    }
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows()),
                         static_cast<lxw_col_t>(std::max<std::size_t>(columns.size(), 1) - 1));
  }

  lxw_worksheet* add_sheet(std::string_view name) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook_, std::string(name).c_str());
    if (sheet == nullptr) {
      throw Error(ErrorKind::invalid, std::format("{}: cannot be the name of a sheet", name));
    }
    // Ids such as 007 are texts on purpose; no green corners for them.
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    worksheet_freeze_panes(sheet, 1, 0);
    return sheet;
  }

  void write_header(lxw_worksheet* sheet, lxw_row_t row, const std::vector<HeaderCell>& header) {
    for (lxw_col_t column = 0; const HeaderCell& cell : header) {
      worksheet_write_string(sheet, row, column++, cell.name.c_str(), styles_.header(cell));
    }
  }

  void set_widths(lxw_worksheet* sheet, const Table& table, const std::vector<bool>& is_number) {
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      std::size_t longest = table.columns()[i].size() + 3;  // room for the filter's button
      for (std::size_t row = 0; row < std::min(table.rows(), kRowsLookedAt); ++row) {
        longest = std::max(longest, table.cell(row, i).size());
      }
      const auto place = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, place, place,
                           static_cast<double>(std::clamp<std::size_t>(longest, 8, 50)),
                           is_number[i] ? nullptr : styles_.text());
    }
  }

  lxw_workbook* workbook_;
  const Tables& tables_;
  SheetStyles styles_;
};

}  // namespace

void write_workbook(const Tables& tables, const std::filesystem::path& path) {
  WorkbookFile file(path, count_cells(tables) > kManyCells);
  Writer(file.get(), tables).write();
  file.save();
}

}  // namespace samspill::formats
