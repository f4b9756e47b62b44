#pragma once

#include <cstdint>

#include "formats/schema.h"
#include "formats/starter_lists.h"
#include "reference/resource.h"

struct lxw_worksheet;

namespace samspill::formats {

/// The rows of a sheet, counted from 0, that are there to fill in.
struct FillRows {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// Gives the cells of a column what a spreadsheet can do to help: a drop-down list, limits for
/// numbers, ids that stand once, and a message that says what was expected. Words that the program
/// may know although they are not in the list are only warned of.
class StarterChecks {
 public:
  StarterChecks(const StarterLists& lists, FillRows rows, reference::Language language)
      : lists_(lists), rows_(rows), language_(language) {}

  void add(lxw_worksheet* sheet, std::uint16_t at, const TableSchema& table,
           const ColumnSchema& column) const;

 private:
  /// The ids of another sheet of the workbook; empty when the starter doesn't have it.
  std::string ids_of(std::string_view table) const;

  const StarterLists& lists_;
  FillRows rows_;
  reference::Language language_;
};

}  // namespace samspill::formats
