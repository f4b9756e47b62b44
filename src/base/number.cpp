#include "base/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/text.h"

namespace samspill {
namespace {

constexpr std::size_t kLongest = 64;

std::optional<double> read_plain(std::string_view text) {
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits in groups of three with one kind of separator: what stands left of the decimal mark.
bool is_grouped(std::string_view whole, char separator) {
  const std::size_t first = whole.find(separator);
  if (first == 0 || first > 3) return false;
  if (!std::ranges::all_of(whole.substr(0, first), is_digit)) return false;
  for (std::size_t i = first; i < whole.size(); i += 4) {
    if (whole[i] != separator || i + 4 > whole.size()) return false;
    if (!std::ranges::all_of(whole.substr(i + 1, 3), is_digit)) return false;
  }
  return true;
}

/// Replaces "−" by "-", and no-break and thin spaces and apostrophes by a plain blank.
std::string with_plain_marks(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> kMarks{
      {{"−", '-'}, {"\u00A0", ' '}, {"\u2009", ' '}, {"\u202F", ' '}, {"'", ' '}}};
  std::string out;
  while (!text.empty()) {
    const auto mark = std::ranges::find_if(
        kMarks, [&](const auto& entry) { return text.starts_with(entry.first); });
    out += mark == kMarks.end() ? text.front() : mark->second;
    text.remove_prefix(mark == kMarks.end() ? 1 : mark->first.size());
  }
  return out;
}

std::string without(std::string_view text, char dropped) {
  std::string out;
  for (const char c : text) {
    if (c != dropped) out += c;
  }
  return out;
}

/// Reads digits with blanks, points and commas; the sign is off already.
std::optional<ReadNumber> read_marked(std::string text) {
  if (text.contains(' ')) {
    const std::size_t end = std::min(text.find_first_of(".,eE"), text.size());
    if (text.find(' ', end) != std::string::npos) return {};
    if (!is_grouped(std::string_view(text).substr(0, end), ' ')) return {};
    text = without(text, ' ');
  }
  const auto commas = std::ranges::count(text, ',');
  const auto points = std::ranges::count(text, '.');
  bool is_ambiguous = false;
  if (commas > 0 && points > 0) {
    const char decimal = text.rfind(',') > text.rfind('.') ? ',' : '.';
    const char group = decimal == ',' ? '.' : ',';
    const std::size_t mark = text.find(decimal);
    if (!is_grouped(std::string_view(text).substr(0, mark), group)) return {};
    text = without(text, group);
  } else if (commas > 1 || points > 1) {
    const char group = commas > 1 ? ',' : '.';
    if (!is_grouped(text, group)) return {};
    text = without(text, group);
  } else if (commas == 1) {
    is_ambiguous = text.front() != '0' && is_grouped(text, ',');
  }
  std::ranges::replace(text, ',', '.');
  const std::optional<double> value = read_plain(text);
  if (!value) return {};
  return ReadNumber{*value, is_ambiguous};
}

}  // namespace

std::optional<ReadNumber> read_number(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > kLongest) return {};
  if (is_digit(text.front()) || text.front() == '-') {  // the usual case, without a copy
    if (text.find_first_not_of("-0123456789.eE+") == std::string_view::npos) {
      if (const std::optional<double> plain = read_plain(text)) return ReadNumber{*plain, false};
    }
  }
  std::string plain = with_plain_marks(text);
  const bool is_negative = plain.starts_with('-');
  if (is_negative || plain.starts_with('+')) plain.erase(0, 1);
  // A second sign, and "nan" and "inf", which read_plain would take.
  if (plain.empty() || (!is_digit(plain[0]) && plain[0] != '.' && plain[0] != ',')) return {};
  std::optional<ReadNumber> number = read_marked(std::move(plain));
  if (number && is_negative) number->value = -number->value;
  return number;
}

std::optional<std::int64_t> read_integer(std::string_view text) {
  constexpr double kLargest = 9e15;  // below 2^53: every whole number up to here is itself
  const std::optional<ReadNumber> number = read_number(text);
  if (!number || std::abs(number->value) > kLargest) return {};
  const auto marks = std::ranges::count_if(text, [](char c) { return c == '.' || c == ','; });
  // One mark is a fraction or, in "1.200", a thousand: not for us to choose.
  if (marks == 1 || text.find_first_of("eE") != std::string_view::npos) return {};
  if (number->value != std::trunc(number->value)) return {};
  return static_cast<std::int64_t>(number->value);
}

std::string to_text(double value) {
  if (value == 0) return "0";
  std::array<char, 400> buffer{};
  const double size = std::abs(value);
  const auto form =
      size >= 1e-5 && size < 1e15 ? std::chars_format::fixed : std::chars_format::general;
  const auto [end, code] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, form);
  return {buffer.data(), end};
}

}  // namespace samspill
