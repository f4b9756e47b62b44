#include "formats/cell_writer.h"

#include <cstdlib>
#include <format>
#include <string>
#include <xlsxwriter.h>

#include "base/error.h"
#include "formats/exact_number.h"
#include "formats/workbook_text.h"

namespace samspill::formats {
namespace {

/// The most UTF-16 units that a cell may have.
constexpr std::size_t kLongestText = 32'767;

[[noreturn]] void fail(const CellPlace& place, std::string_view message) {
  throw Error(ErrorKind::invalid, std::format("{} row {}, column {}: {}", place.table,
                                              place.row + 1, place.column_name, message));
}

std::size_t count_utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

/// The library writes 16 digits; some numbers need 17.
bool survives_16_digits(double value) {
  return std::strtod(std::format("{:.16g}", value).c_str(), nullptr) == value;
}

}  // namespace

void write_text(const CellPlace& place, std::string_view text, lxw_format* format) {
  if (text.empty()) return;
  if (text.contains('\0')) fail(place, "has a zero character, which a workbook cannot hold");
  if (text.contains("\xEF\xBF\xBE") || text.contains("\xEF\xBF\xBF")) {
    fail(place, "has the character U+FFFE or U+FFFF, which a workbook cannot hold");
  }
  const std::string escaped = encode_escapes(text);
  const std::size_t units = count_utf16_units(escaped);
  if (units > kLongestText) {
    fail(place, std::format("has {} characters, but a cell of a workbook can only have {}", units,
                            kLongestText));
  }
  const lxw_error result =
      worksheet_write_string(place.sheet, place.row, place.column, escaped.c_str(), format);
  if (result != LXW_NO_ERROR) fail(place, lxw_strerror(result));
}

void write_number_or_text(const CellPlace& place, std::string_view text, lxw_format* number_format,
                          lxw_format* text_format) {
  const auto number = exact_number(text);
  if (!number || !survives_16_digits(*number)) return write_text(place, text, text_format);
  worksheet_write_number(place.sheet, place.row, place.column, *number, number_format);
}

}  // namespace samspill::formats
