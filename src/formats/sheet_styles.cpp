#include "formats/sheet_styles.h"

#include <xlsxwriter.h>

namespace samspill::formats {
namespace {

constexpr lxw_color_t kDark = 0x1F4E5F;
constexpr lxw_color_t kLight = 0xD9E8EC;
constexpr lxw_color_t kWhite = 0xFFFFFF;

lxw_format* header_format(lxw_workbook* workbook, lxw_color_t ground, lxw_color_t ink) {
  lxw_format* format = workbook_add_format(workbook);
  format_set_bold(format);
  format_set_bg_color(format, ground);
  format_set_font_color(format, ink);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, kDark);
  return format;
}

}  // namespace

SheetStyles::SheetStyles(lxw_workbook* workbook)
    : required_(header_format(workbook, kDark, kWhite)),
      optional_(header_format(workbook, kLight, kDark)),
      text_(workbook_add_format(workbook)) {
  format_set_num_format(text_, "@");
}

}  // namespace samspill::formats
