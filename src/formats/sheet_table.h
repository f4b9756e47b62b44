#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"
#include "formats/schema.h"
#include "formats/sheet_reader.h"

namespace samspill::formats {

/// Every filled cell of a row of help begins with this; such a row may stand above the header.
inline constexpr std::string_view kHelpMark = "»";

/// Turns the rows of a sheet into a table. The first row that is not help is the header. Columns
/// that the schema doesn't know, errors of formulas, values beside the named columns and cells
/// larger than kLargestCell become diagnostics.
class SheetTable {
 public:
  /// cells_left: how many cells the workbook may still keep; what the table takes is subtracted.
  SheetTable(const TableSchema& schema, std::string file, std::size_t shared_texts,
             std::size_t& cells_left, Diagnostics& diagnostics);

  void take(const SheetRow& row);
  /// Empty when the sheet had no header row.
  std::optional<Table> finish();

 private:
  static constexpr std::size_t kNoColumn = std::numeric_limits<std::size_t>::max();
  /// What stands above a cell: the sheet's own header text, and the table's column if it is one.
  struct Heading {
    std::string name;
    std::size_t column = kNoColumn;
  };
  struct Span {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };

  void take_header(const SheetRow& row);
  /// The cell's text in text_; empty when a diagnostic was made instead.
  Span take_cell(const SheetCell& cell, const Heading& heading, int row_number);
  Span keep(std::string_view text, std::uint32_t shared);
  std::string percentage(const SheetCell& cell, const Heading& heading, int row_number);

  const TableSchema& schema_;
  std::string file_;
  std::size_t& cells_left_;
  Diagnostics& diagnostics_;
  std::vector<Heading> headings_;  // by column of the sheet
  std::optional<Table> table_;
  std::string text_;
  std::vector<Span> row_;
  std::vector<std::uint32_t> shared_begins_;  // where a shared text stands in text_
};

}  // namespace samspill::formats
