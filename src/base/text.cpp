#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <format>
#include <limits>
#include <memory>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "base/error.h"

namespace samspill {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::size_t kQuotedLimit = 60;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

const icu::Transliterator& folding() {
  static const std::unique_ptr<icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    UParseError parse_error;
    // Latin-ASCII alone turns ö into o and å into a; Nordic readers write ø→o, æ→ae the same way.
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
        "Lower; Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, parse_error, status));
    if (U_FAILURE(status)) throw Error(ErrorKind::internal, "ICU transliterator is missing");
    return made;
  }();
  return *transliterator;
}

std::string transliterated(icu::UnicodeString wide) {
  folding().transliterate(wide);
  std::string narrow;
  wide.toUTF8String(narrow);
  return narrow;
}

/// Every Latin letter transliterated once: asking ICU for each name anew would cost more than all
/// the rest of reading the vocabulary.
constexpr UChar32 kLatinEnd = 0x250;
const std::vector<std::string>& latin_letters() {
  static const std::vector<std::string> letters = [] {
    std::vector<std::string> made(kLatinEnd);
    for (UChar32 c = 0x80; c < kLatinEnd; ++c) {
      made[static_cast<std::size_t>(c)] = transliterated(icu::UnicodeString(c));
    }
    return made;
  }();
  return letters;
}

std::string to_ascii(std::string_view text) {
  const auto wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string narrow;
  narrow.reserve(text.size());
  for (std::int32_t i = 0; i < wide.length(); ++i) {
    const char16_t c = wide[i];
    if (c >= kLatinEnd) return transliterated(wide);
    if (c < 0x80) {
      narrow += static_cast<char>(c);
    } else {
      narrow += latin_letters()[c];
    }
  }
  return narrow;
}

/// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours cost 1.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      next[j] =
          std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        next[j] = std::min(next[j], before[j - 2] + 1);
      }
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    if (is_blank(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else if (is_blank(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else {
      break;
    }
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = trim(text.substr(0, end));
    if (!part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::vector<std::string> split_to_texts(std::string_view text, char separator) {
  const std::vector<std::string_view> parts = split(text, separator);
  return {parts.begin(), parts.end()};
}

std::string fold(std::string_view text) {
  const std::string ascii = is_plain(text) ? std::string(text) : to_ascii(text);
  std::string folded;
  folded.reserve(ascii.size());
  for (const char raw : ascii) {
    const char c = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw - 'A' + 'a') : raw;
    if (!is_blank(c) && c != '-' && c != '_') {
      folded += c;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  if (folded.ends_with(' ')) folded.pop_back();
  return folded;
}

std::string_view nearest(std::string_view written, std::span<const std::string_view> candidates) {
  // A text longer than any name cannot be a slip, and must not cost time squared.
  if (written.size() > 200) return {};
  const std::string target = fold(written);
  std::string_view best;
  std::size_t best_distance = std::numeric_limits<std::size_t>::max();
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(target, fold(candidate));
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  const std::size_t allowed = std::max<std::size_t>(1, target.size() / 3);
  // A distance of the whole length has nothing in common with what was written.
  return best_distance <= allowed && best_distance < target.size() ? best : std::string_view{};
}

Message did_you_mean(std::string_view written, std::span<const std::string_view> candidates) {
  const std::string_view best = nearest(written, candidates);
  return best.empty() ? Message() : tell("; did you mean {}?", in_quotes(best));
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kLongestLetter = 4;
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool continues = (byte & 0xC0U) == 0x80U;
    if (shown.size() >= kQuotedLimit + (continues ? kLongestLetter : 0)) {
      shown += "…";
      break;
    }
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if (byte < 0x20 || byte == 0x7F) {
      shown += std::format("\\x{:02x}", byte);
    } else if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {  // U+0080…U+009F steer terminals too
      shown += std::format("\\x{:02x}", next);
      ++i;
    } else {
      shown += text[i];
    }
  }
  return '"' + shown + '"';
}

}  // namespace samspill
