#include "report/wording.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <format>

#include "base/number.h"
#include "domain/remark.h"
#include "reference/texts.h"

namespace samspill::report {
namespace {

constexpr std::string_view kMinus = "\u2212";
constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr int kMostDecimals = 6;

/// Digits before and after the decimal point of a value that is not negative.
std::string digits(double value, int decimals) {
  std::array<char, 400> buffer{};
  const auto [end, code] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                         std::chars_format::fixed, decimals);
  return {buffer.data(), end};
}

std::string grouped(std::string_view whole, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) out += separator;
    out += whole[i];
  }
  return out;
}

int magnitude(double value) {
  return value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::abs(value))));
}

}  // namespace

int table_decimals(double value) {
  if (value == 0 || std::abs(value) >= 10) return 0;
  return std::min(kMostDecimals, 1 - std::min(0, magnitude(value)));
}

int fine_decimals(double value) {
  if (value == 0) return 0;
  return std::clamp(2 - magnitude(value), 0, kMostDecimals);
}

std::string Wording::text(std::string_view key, std::vector<std::string> arguments) const {
  return reference::text(Remark{std::string(key), std::move(arguments)}, language_);
}

std::string Wording::counted(std::string_view key, std::size_t count,
                             std::vector<std::string> more_arguments) const {
  more_arguments.insert(more_arguments.begin(), this->count(count));
  return text(std::format("{}.{}", key, count == 1 ? "one" : "many"), std::move(more_arguments));
}

std::string Wording::number(double value, int decimals) const {
  std::string written = digits(std::abs(value), decimals);
  const std::size_t point = written.find('.');
  std::string fraction = point == std::string::npos ? "" : written.substr(point + 1);
  while (fraction.ends_with('0')) fraction.pop_back();
  const std::string whole = written.substr(0, point);
  const bool is_norwegian = language_ == Language::nb;
  std::string out = grouped(whole, is_norwegian ? kNoBreakSpace : ",");
  if (!fraction.empty()) out += (is_norwegian ? ',' : '.') + fraction;
  const bool is_zero = out == "0";
  return value < 0 && !is_zero ? std::string(kMinus) + out : out;
}

std::string Wording::count(std::size_t value) const {
  return number(static_cast<double>(value), 0);
}

std::string Wording::rounded(double value) const {
  if (std::abs(value) >= 999'500) {
    const double millions = value / 1e6;
    const std::string number = this->number(millions, std::min(2, fine_decimals(millions)));
    const bool is_one = number == "1" || number == std::string(kMinus) + "1";
    return text(is_one ? "report.million.one" : "report.million.many", {number});
  }
  if (std::abs(value) < 100) return number(value, fine_decimals(value));
  const double step = std::pow(10.0, magnitude(value) - 2);
  return number(std::round(value / step) * step, 0);
}

std::string Wording::percent(double share) const {
  const double value = 100 * share;
  const bool is_tiny = value > 0 && value < 0.1;
  if (is_tiny) return text("report.percent_below", {number(0.1, 1)});
  return text("report.percent", {number(value, value < 1 ? 1 : 0)});
}

std::string Wording::date(std::string_view iso) const {
  const bool is_date = iso.size() == 10 && iso[4] == '-' && iso[7] == '-';
  if (!is_date) return std::string(iso);
  const auto part = [&](std::size_t begin, std::size_t size) {
    return read_integer(iso.substr(begin, size)).value_or(0);
  };
  const auto month = part(5, 2);
  if (month < 1 || month > 12 || part(8, 2) == 0) return std::string(iso);
  return text("report.date",
              {std::format("{}", part(8, 2)), text(std::format("report.month.{}", month)),
               std::string(iso.substr(0, 4))});
}

std::string Wording::list(const std::vector<std::string>& parts) const {
  if (parts.empty()) return {};
  std::string out = parts.front();
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) out += ", " + parts[i];
  return parts.size() == 1 ? out : text("report.and", {out, parts.back()});
}

std::string Wording::unit(std::string_view unit) const {
  if (unit == "m3") return "m³";
  if (unit == "t CO2e") return "t CO₂e";
  if (unit == "piece") return text("report.unit.piece");
  return std::string(unit);
}

std::string Wording::per_year(std::string_view unit) const {
  return text("report.per_year", {this->unit(unit)});
}

std::string Wording::cell(const Cell& cell) const {
  switch (cell.kind) {
    case Cell::Kind::text:
      return cell.text;
    case Cell::Kind::unknown:
      return text("report.unknown");
    case Cell::Kind::not_applicable:
      return "–";
    case Cell::Kind::number:
      break;
  }
  const std::string written = number(cell.value, cell.decimals);
  return cell.unit.empty() ? written : written + std::string(kNoBreakSpace) + cell.unit;
}

std::string Wording::mark(Mark mark) const {
  if (mark == Mark::estimated) return text("report.mark.estimated");
  if (mark == Mark::unverified) return text("report.mark.unverified");
  return {};
}

}  // namespace samspill::report
