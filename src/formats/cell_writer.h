#pragma once

#include <cstdint>
#include <string_view>

struct lxw_format;
struct lxw_worksheet;

namespace samspill::formats {

/// One cell of a sheet being written, with what messages need to name it.
struct CellPlace {
  lxw_worksheet* sheet = nullptr;
  std::uint32_t row = 0;     // the header of most sheets is row 0
  std::uint16_t column = 0;  // A = 0
  std::string_view table;
  std::string_view column_name;
};

/// Writes text that comes back as the same text, never as a formula; nothing for an empty one.
/// Throws Error(invalid) naming the cell when a workbook cannot hold the text.
void write_text(const CellPlace& place, std::string_view text, lxw_format* format);

/// Writes the text as a number where it comes back as the same text, else as text.
void write_number_or_text(const CellPlace& place, std::string_view text, lxw_format* number_format,
                          lxw_format* text_format);

}  // namespace samspill::formats
