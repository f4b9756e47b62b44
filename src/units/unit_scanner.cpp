#include "units/unit_scanner.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

namespace samspill {
namespace {

/// The bytes of the first sequence that the text begins with; 0 when none does.
std::size_t begins_with(std::string_view text, std::initializer_list<std::string_view> sequences) {
  for (const std::string_view sequence : sequences) {
    if (text.starts_with(sequence)) return sequence.size();
  }
  return 0;
}

/// A plain, no-break, thin or narrow no-break space.
std::size_t blank_at(std::string_view text) {
  return begins_with(text, {" ", "\t", "\u00A0", "\u2009", "\u202F"});
}
std::size_t product_at(std::string_view text) {
  return begins_with(text, {"·", "⋅", "*", "×"});
}
std::size_t minus_at(std::string_view text) {
  return begins_with(text, {"-", "−", "⁻"});
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The bytes of a digit, plain or raised, and its value.
struct Digit {
  std::size_t width = 0;
  int value = 0;
};
Digit digit_at(std::string_view text) {
  static constexpr std::array<std::string_view, 3> kRaised{"¹", "²", "³"};
  if (!text.empty() && is_digit(text.front())) return {1, text.front() - '0'};
  for (std::size_t i = 0; i < kRaised.size(); ++i) {
    if (text.starts_with(kRaised[i])) return {kRaised[i].size(), static_cast<int>(i) + 1};
  }
  return {};
}

bool ends_word(std::string_view rest) {
  return blank_at(rest) > 0 || product_at(rest) > 0 || minus_at(rest) > 0 ||
         digit_at(rest).width > 0;
}

/// The bytes of an "e3", "E-3" at the front; 0 when there is none.
std::size_t power_of_ten_at(std::string_view text) {
  if (!text.starts_with('e') && !text.starts_with('E')) return 0;
  std::size_t size = 1;
  if (size < text.size() && (text[size] == '+' || text[size] == '-')) ++size;
  const std::size_t first = size;
  while (size < text.size() && is_digit(text[size])) ++size;
  return size > first ? size : 0;
}

}  // namespace

std::optional<Joint> UnitScanner::next_joint() {
  Joint joint = Joint::none;
  while (!text_.empty()) {
    // The dot of "pr.år" and "mill.t" parts words as a blank does.
    const std::size_t blank = text_.front() == '.' ? 1 : blank_at(text_);
    const std::size_t product = product_at(text_);
    const bool is_slash = text_.front() == '/';
    if (blank == 0 && product == 0 && !is_slash) break;
    if (blank > 0) {
      joint = std::max(joint, Joint::blank);
    } else {
      if (joint > Joint::blank) return {};
      joint = is_slash ? Joint::slash : Joint::product;
    }
    text_.remove_prefix(std::max<std::size_t>(blank + product, 1));
  }
  return joint;
}

std::optional<UnitWord> UnitScanner::next_word() {
  std::size_t size = 0;
  while (size < text_.size() && is_letter(text_[size]) && !ends_word(text_.substr(size))) {
    if (text_[size] == '.' && size > 1) break;  // "p.a" is one word, "pr.år" is two
    ++size;
  }
  UnitWord word{.letters = text_.substr(0, size)};
  text_.remove_prefix(size);
  while (word.letters.ends_with('.')) word.letters.remove_suffix(1);
  if (word.letters.empty() || !read_exponent(word)) return {};
  return word;
}

bool UnitScanner::read_exponent(UnitWord& word) {
  const bool is_marked = text_.starts_with('^');
  if (is_marked) text_.remove_prefix(1);
  const std::size_t minus = minus_at(text_);
  text_.remove_prefix(minus);
  const Digit digit = digit_at(text_);
  if (digit.width == 0) return !is_marked && minus == 0;
  text_.remove_prefix(digit.width);
  word.exponent = minus > 0 ? -digit.value : digit.value;
  word.has_exponent = true;
  return digit.value >= 1 && digit.value <= kLargestExponent;
}

NumberAndRest split_number(std::string_view text) {
  std::size_t at = 0;
  std::size_t size = 0;  // of the number, up to its last digit
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    std::size_t width = is_digit(rest.front()) ? 1 : 0;
    if (width > 0) size = at + 1;
    if (width == 0 && size > 0) width = blank_at(rest);
    if (width == 0) width = begins_with(rest, {"-", "−", "+", ".", ",", "'"});
    if (width == 0) break;
    at += width;
  }
  if (size == 0) return {{}, text};
  if (size == at) size += power_of_ten_at(text.substr(at));
  std::string_view rest = text.substr(size);
  while (const std::size_t blank = blank_at(rest)) rest.remove_prefix(blank);
  return {text.substr(0, size), rest};
}

}  // namespace samspill
