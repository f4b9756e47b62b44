#include "base/date.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace samspill {

bool is_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  const bool has_form = std::ranges::equal(text, kForm, [](char found, char form) {
    return form == '-' ? found == '-' : found >= '0' && found <= '9';
  });
  if (!has_form) return false;
  const auto number = [text](std::size_t begin, std::size_t size) {
    unsigned value = 0;
    std::from_chars(text.data() + begin, text.data() + begin + size, value);
    return value;
  };
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(number(0, 4))),
                                     std::chrono::month(number(5, 2)),
                                     std::chrono::day(number(8, 2)))
      .ok();
}

}  // namespace samspill
