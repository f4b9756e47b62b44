#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "formats/schema.h"

struct lxw_format;
struct lxw_workbook;

namespace samspill::formats {

struct HeaderCell {
  std::string name;
  bool is_required = false;
};

/// The looks of cells in the workbooks we write; they belong to the workbook.
class SheetStyles {
 public:
  explicit SheetStyles(lxw_workbook* workbook);

  /// White on dark where a value is required, dark on light where it is not.
  lxw_format* header(const HeaderCell& cell) const {
    return cell.is_required ? required_ : optional_;
  }
  /// Keeps what is typed as it is: 02 01 02 stays no date, 10.10 no number.
  lxw_format* text() const { return text_; }
  /// A text in a row that is only an example.
  lxw_format* example() const { return example_; }
  /// How numbers of the column are shown; years without a separator, amounts with one.
  lxw_format* number(const ColumnSchema& column, bool is_example) const;
  /// Small print above a header, a title, running text.
  lxw_format* help() const { return help_; }
  lxw_format* title() const { return title_; }
  lxw_format* prose() const { return prose_; }

 private:
  lxw_format* required_;
  lxw_format* optional_;
  lxw_format* text_;
  lxw_format* example_;
  lxw_format* help_;
  lxw_format* title_;
  lxw_format* prose_;
  std::map<std::pair<std::string_view, bool>, lxw_format*> numbers_;  // by code, is_example
};

}  // namespace samspill::formats
