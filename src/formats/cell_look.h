#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace samspill::formats {

/// What a cell's number format makes of its number.
enum class CellLook { plain, date, percent };

/// The look of one of the number formats that workbooks name only by number.
CellLook look_of_built_in(int format_id);
/// The look of a format code such as "0.00", "dd.mm.yyyy" or "0 %".
CellLook look_of_code(std::string_view code);

/// A day number as a spreadsheet counts it (1 = 1900-01-01, with the 29 February 1900 that never
/// was; with is_1904, 0 = 1904-01-01) as "2024-03-01", "2024-03-01T13:30:00" or, below one day,
/// "13:30:00". Empty when it is no day of the years 1900 to 9999.
std::optional<std::string> date_text(double day_number, bool is_1904);

}  // namespace samspill::formats
