#include "cli/text_table.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <format>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <utility>

namespace samspill::cli {
namespace {

constexpr std::string_view kGap = "  ";
constexpr std::size_t kNarrowest = 12;

int width_of(UChar32 c) {
  if (u_charType(c) == U_NON_SPACING_MARK || c == 0) return 0;
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// The text cut to `most` cells, the last one "…" when something was cut.
std::string shortened(std::string_view text, std::size_t most) {
  if (shown_width(text) <= most) return std::string(text);
  const icu::UnicodeString letters = wide(text);
  icu::UnicodeString kept;
  std::size_t width = 0;
  for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
    width += static_cast<std::size_t>(width_of(letters.char32At(at)));
    if (width > most - 1) break;
    kept.append(letters.char32At(at));
  }
  std::string out;
  kept.toUTF8String(out);
  return out + "…";
}

}  // namespace

std::size_t shown_width(std::string_view text) {
  const icu::UnicodeString letters = wide(text);
  std::size_t width = 0;
  for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
    width += static_cast<std::size_t>(width_of(letters.char32At(at)));
  }
  return width;
}

void TextTable::add(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> TextTable::widths(std::size_t most) const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = shown_width(columns_[i].title);
    for (const auto& row : rows_) width = std::max(width, shown_width(row[i]));
    widths.push_back(width);
  }
  const auto total = [&] {
    std::size_t sum = (widths.size() - 1) * kGap.size();
    for (const std::size_t width : widths) sum += width;
    return sum;
  };
  while (total() > most) {
    std::size_t widest = columns_.size();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].is_number || columns_[i].is_id || widths[i] <= kNarrowest) continue;
      if (widest == columns_.size() || widths[i] > widths[widest]) widest = i;
    }
    if (widest == columns_.size()) break;
    --widths[widest];
  }
  return widths;
}

void TextTable::print(const Terminal& terminal) const {
  const std::vector<std::size_t> fitted = widths(terminal.width);
  const auto line = [&](const auto& text_of) {
    std::string out;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) out += kGap;
      const std::string cell = shortened(text_of(i), fitted[i]);
      const std::string blanks(fitted[i] - shown_width(cell), ' ');
      out += columns_[i].is_number ? blanks + cell : cell + blanks;
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
  };
  terminal.out << terminal.bold(line([&](std::size_t i) { return columns_[i].title; })) << '\n';
  for (const auto& row : rows_) {
    terminal.out << line([&](std::size_t i) { return row[i]; }) << '\n';
  }
}

std::string grouped(double value, int decimals) {
  const std::string plain = std::format("{:.{}f}", std::abs(value), decimals);
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i > 0 && i < point && (point - i) % 3 == 0) out += ' ';
    out += plain[i];
  }
  const bool is_zero = plain.find_first_not_of("0.") == std::string::npos;
  return value < 0 && !is_zero ? "-" + out : out;
}

std::string shown(const std::optional<MoneyFlow>& money) {
  return money ? grouped(money->in(euro / year)) : "unknown";
}

std::string shown(const std::optional<Co2eFlow>& co2e) {
  return co2e ? grouped(co2e->in(tonne_co2e / year)) : "unknown";
}

}  // namespace samspill::cli
