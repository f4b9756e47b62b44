#pragma once

#include <string>

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

 private:
  lxw_format* required_;
  lxw_format* optional_;
  lxw_format* text_;
};

}  // namespace samspill::formats
