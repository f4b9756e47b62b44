#include "language/analysis.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "language/everyday_words.h"
#include "language/hash.h"
#include "language/letters.h"
#include "language/spelling.h"

namespace samspill::language {
namespace {

constexpr std::size_t kPrefix = 5;
constexpr std::uint64_t kPrefixSeed = 1;
constexpr std::size_t kLongestText = 400;  // bytes; the rest is remarks

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_number(std::string_view folded) {
  return std::ranges::all_of(folded, is_digit);
}

/// A letter's place in the alphabet of grams; 0 is a word's edge.
std::uint16_t letter_code(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<std::uint16_t>(c - 'a' + 1);
  return static_cast<std::uint16_t>(c - '0' + 27);
}

void add_grams(std::string_view word, std::vector<std::uint16_t>& grams) {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  for (std::size_t i = 0; i <= word.size(); ++i) {
    const std::uint32_t third = i < word.size() ? letter_code(word[i]) : 0;
    if (i > 0) grams.push_back(static_cast<std::uint16_t>((first * 37 + second) * 37 + third));
    first = second;
    second = third;
  }
}

/// Six digits written as a waste code: `10 01 02`, `10.01.02*`, `100102`.
void take_low_codes(std::string& text, std::vector<std::string>& codes) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i]) ||
        (i > 0 && (is_digit(text[i - 1]) || text[i - 1] == '.' || text[i - 1] == ','))) {
      continue;
    }
    std::string digits;
    std::size_t end = i;
    std::size_t breaks = 0;
    while (end < text.size() && digits.size() < 6) {
      if (is_digit(text[end])) {
        digits += text[end++];
      } else if (digits.size() % 2 == 0 && end + 1 < text.size() && is_digit(text[end + 1]) &&
                 (text[end] == ' ' || text[end] == '.' || text[end] == '-')) {
        ++breaks;
        ++end;
      } else {
        break;
      }
    }
    const bool ends_here = end >= text.size() || !is_digit(text[end]);
    const bool is_even = breaks == 0 || breaks == 2;
    if (digits.size() != 6 || !ends_here || !is_even) continue;
    if (digits > "209999" || digits < "010101") continue;
    codes.push_back(digits.substr(0, 2) + ' ' + digits.substr(2, 2) + ' ' + digits.substr(4, 2));
    text.replace(i, end - i, " ");
  }
}

std::optional<double> percent_in(std::string_view text) {
  const std::size_t sign = text.find('%');
  if (sign == std::string_view::npos) return {};
  std::size_t end = sign;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\xA0' || text[end - 1] == '\xC2')) {
    --end;
  }
  std::size_t begin = end;
  while (begin > 0 &&
         (is_digit(text[begin - 1]) || text[begin - 1] == '.' || text[begin - 1] == ',')) {
    --begin;
  }
  std::string figure(text.substr(begin, end - begin));
  std::ranges::replace(figure, ',', '.');
  double value = 0;
  const auto [rest, code] = std::from_chars(figure.data(), figure.data() + figure.size(), value);
  if (code != std::errc() || rest != figure.data() + figure.size() || value > 100) return {};
  return value;
}

class Analyser {
 public:
  Analyser(std::optional<reference::Language> language, const WordCount& count, Stems& stems)
      : language_(language), count_(count), stems_(stems) {}

  Analysis run(std::string_view whole) {
    std::string text(whole.substr(0, kLongestText));
    out_.percent = percent_in(text);
    take_low_codes(text, out_.low_codes);
    const std::vector<Word> words = words_of(text);
    std::string joined;
    for (const Word& word : words) joined += word.folded + ' ';
    out_.text = hash_of(joined);
    for (const Word& word : words) add(word);
    if (out_.units.empty()) {
      // Nothing but everyday words: then they are what is meant.
      for (const Word& word : words) {
        if (!is_number(word.folded)) add_units(word, false);
      }
    }
    std::ranges::sort(out_.grams);
    out_.grams.erase(std::ranges::unique(out_.grams).begin(), out_.grams.end());
    if (!has_head_ && !out_.units.empty()) out_.last_head = out_.units.back().term;
    return std::move(out_);
  }

 private:
  void add(const Word& word) {
    if (word.folded.size() < 2 || is_number(word.folded)) return;
    const EverydayWords::Entry* common = EverydayWords::built_in().find(word.folded);
    if (common == nullptr) return add_units(word, false);
    out_.has_purpose = out_.has_purpose || common->role == Role::purpose;
    if (common->role == Role::hint) {
      if (std::ranges::find(out_.hints, common->hint) == out_.hints.end()) {
        out_.hints.push_back(common->hint);
      }
      return add_units(word, true);
    }
    if (common->role != Role::filler && !out_.units.empty() && !has_head_) {
      out_.last_head = out_.units.back().term;
      has_head_ = true;
    }
  }

  void add_units(const Word& word, bool is_hint) {
    const std::string_view folded = word.folded;
    stems_.stems(word.lower, folded, language_, scratch_);
    // A word that nothing knows may be a slip of a known one.
    const bool is_known =
        count_(folded) > 0 ||
        std::ranges::any_of(scratch_, [&](const auto& stem) { return count_(stem) > 0; });
    std::string meant;
    std::vector<std::string_view> parts = split_compound(folded, count_);
    const auto is_unknown = [&](std::string_view part) { return count_(part) == 0; };
    if (!is_known && std::ranges::any_of(parts, is_unknown)) {
      meant = corrected(folded, count_);
      if (!meant.empty()) parts = split_compound(meant, count_);
    }
    std::uint32_t all = 0;
    for (const std::string_view part : parts) {
      if (out_.units.size() == kMostUnits) return;
      const std::uint32_t bit = 1U << out_.units.size();
      const std::uint64_t term = hash_of(part);
      out_.units.push_back({term, is_hint});
      if (out_.first_head == 0 && !is_hint) out_.first_head = term;
      all |= bit;
      out_.terms.push_back({term, bit, false});
      if (part.size() > kPrefix) {
        out_.terms.push_back({hash_of(part.substr(0, kPrefix), kPrefixSeed), bit, true});
      }
    }
    if (parts.size() > 1 || parts.front().size() != folded.size()) {
      out_.terms.push_back({hash_of(folded), all, false});
    }
    if (!meant.empty()) out_.terms.push_back({hash_of(meant), all, false});
    for (const std::string& stem : scratch_) out_.terms.push_back({hash_of(stem), all, false});
    add_grams(folded, out_.grams);
  }

  std::optional<reference::Language> language_;
  const WordCount& count_;
  Stems& stems_;
  Analysis out_;
  std::vector<std::string> scratch_;
  bool has_head_ = false;
};

}  // namespace

Analysis analyse(std::string_view text, std::optional<reference::Language> language,
                 const WordCount& count, Stems& stems) {
  return Analyser(language, count, stems).run(text);
}

}  // namespace samspill::language
