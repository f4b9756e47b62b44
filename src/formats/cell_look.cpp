// Dates in workbooks are numbers whose format shows a date.
//
// Problem: find out from the format, then turn a count of days into ISO 8601. Source: ECMA-376 part
// 1, 18.8.30 (numFmts) and 18.17.4 (dates and times). Worked number: 45352.5625 is
// 2024-03-01T13:30:00, since 45352 days after 1899-12-30 is 1 March 2024 and 0.5625 of a day is 13
// h 30 min.
#include "formats/cell_look.h"

#include <chrono>
#include <cmath>
#include <format>

#include "base/text.h"

namespace samspill::formats {
namespace {

constexpr double kSecondsPerDay = 86'400;
constexpr int kDayThatNeverWas = 60;  // 1900-02-29 in spreadsheets

/// The first section of a format code without quoted words, escaped characters and [brackets].
std::string bare(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';') break;
    if (c == '"' || c == '[') {
      const std::size_t close = code.find(c == '"' ? '"' : ']', i + 1);
      if (close == std::string_view::npos) break;
      i = close;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

/// "[h]:mm" counts hours beyond a day: a duration, not a point in time.
bool is_duration(std::string_view code) {
  for (const std::string_view mark : {"[h", "[m", "[s", "[H", "[M", "[S"}) {
    const std::size_t at = code.find(mark);
    if (at == std::string_view::npos) continue;
    const std::size_t end = code.find_first_not_of(code[at + 1], at + 1);
    if (end != std::string_view::npos && code[end] == ']') return true;
  }
  return false;
}

std::string clock_text(std::chrono::seconds time) {
  return std::format("{:%H:%M:%S}", std::chrono::hh_mm_ss(time));
}

}  // namespace

CellLook look_of_built_in(int format_id) {
  const auto between = [format_id](int first, int last) {
    return format_id >= first && format_id <= last;
  };
  if (format_id == 9 || format_id == 10) return CellLook::percent;
  constexpr int kDuration = 46;  // [h]:mm:ss
  const bool is_date = between(14, 22) || between(27, 36) || between(45, 47) || between(50, 58);
  return is_date && format_id != kDuration ? CellLook::date : CellLook::plain;
}

CellLook look_of_code(std::string_view code) {
  const std::string text = bare(code);
  if (is_duration(code)) return CellLook::plain;
  if (text.find("general") != std::string::npos) return CellLook::plain;
  if (text.find_first_of("ymdhs") != std::string::npos) return CellLook::date;
  return text.find('%') != std::string::npos ? CellLook::percent : CellLook::plain;
}

std::optional<std::string> date_text(double day_number, bool is_1904) {
  constexpr int kLastDay = 2'958'465;  // 9999-12-31
  if (!(day_number >= 0) || day_number >= kLastDay) return {};
  int day = static_cast<int>(std::floor(day_number));
  auto time = std::chrono::seconds(std::llround((day_number - day) * kSecondsPerDay));
  if (time >= std::chrono::hours(24)) {
    time -= std::chrono::hours(24);
    ++day;
  }
  using namespace std::chrono_literals;
  if (day == 0 && !is_1904) return clock_text(time);
  std::string text;
  if (!is_1904 && day == kDayThatNeverWas) {
    text = "1900-02-29";
  } else {
    const std::chrono::sys_days first =
        is_1904 ? std::chrono::sys_days(1904y / 1 / 1)
                : std::chrono::sys_days(day < kDayThatNeverWas ? 1899y / 12 / 31 : 1899y / 12 / 30);
    text = std::format("{:%Y-%m-%d}", first + std::chrono::days(day));
  }
  return time == 0s ? text : text + 'T' + clock_text(time);
}

}  // namespace samspill::formats
