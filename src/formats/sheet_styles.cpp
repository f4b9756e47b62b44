#include "formats/sheet_styles.h"

#include <xlsxwriter.h>

namespace samspill::formats {
namespace {

constexpr lxw_color_t kDark = 0x1F4E5F;
constexpr lxw_color_t kLight = 0xD9E8EC;
constexpr lxw_color_t kWhite = 0xFFFFFF;
constexpr lxw_color_t kExample = 0xFFF6D6;
constexpr lxw_color_t kExampleBorder = 0xE3D9B0;
constexpr lxw_color_t kFaint = 0x5A5A5A;

constexpr std::string_view kYear = "0";
constexpr std::string_view kWhole = "#,##0";
constexpr std::string_view kDegrees = "0.0000";
constexpr std::string_view kAmount = "[>=1000]#,##0;General";

lxw_format* header_format(lxw_workbook* workbook, lxw_color_t ground, lxw_color_t ink) {
  lxw_format* format = workbook_add_format(workbook);
  format_set_bold(format);
  format_set_bg_color(format, ground);
  format_set_font_color(format, ink);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, kDark);
  return format;
}

lxw_format* cell_format(lxw_workbook* workbook, std::string_view code, bool is_example) {
  lxw_format* format = workbook_add_format(workbook);
  format_set_num_format(format, std::string(code).c_str());
  if (is_example) {
    format_set_bg_color(format, kExample);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, kExampleBorder);
  }
  return format;
}

lxw_format* wrapped_format(lxw_workbook* workbook) {
  lxw_format* format = workbook_add_format(workbook);
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  return format;
}

std::string_view code_of(const ColumnSchema& column) {
  if (column.kind == "year") return kYear;
  if (column.kind == "count") return kWhole;
  if (column.kind == "latitude" || column.kind == "longitude") return kDegrees;
  return kAmount;
}

}  // namespace

SheetStyles::SheetStyles(lxw_workbook* workbook)
    : required_(header_format(workbook, kDark, kWhite)),
      optional_(header_format(workbook, kLight, kDark)),
      text_(cell_format(workbook, "@", false)),
      example_(cell_format(workbook, "@", true)),
      help_(wrapped_format(workbook)),
      title_(workbook_add_format(workbook)),
      prose_(wrapped_format(workbook)) {
  constexpr double kSmall = 9, kLarge = 14;
  format_set_font_size(help_, kSmall);
  format_set_italic(help_);
  format_set_font_color(help_, kFaint);
  format_set_bold(title_);
  format_set_font_size(title_, kLarge);
  format_set_font_color(title_, kDark);
  for (const std::string_view code : {kYear, kWhole, kDegrees, kAmount}) {
    for (const bool is_example : {false, true}) {
      numbers_[{code, is_example}] = cell_format(workbook, code, is_example);
    }
  }
}

lxw_format* SheetStyles::number(const ColumnSchema& column, bool is_example) const {
  return numbers_.at({code_of(column), is_example});
}

}  // namespace samspill::formats
