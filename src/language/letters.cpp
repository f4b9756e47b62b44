#include "language/letters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/error.h"
#include "base/text.h"

namespace samspill::language {
namespace {

/// Latin letters, and signs from which compatibility forms come: superscripts, subscripts.
constexpr UChar32 kTableEnd = 0x2100;

/// What each letter becomes; empty for what is no letter or digit. Made once by ICU, because asking
/// it for every letter of every text would cost more than all else.
class LetterTable {
 public:
  LetterTable() {
    UErrorCode code = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(code);
    if (U_FAILURE(code) != 0) throw Error(ErrorKind::internal, "ICU lacks its Latin tables");
    for (UChar32 c = 0; c < kTableEnd; ++c) {
      const bool is_rare = c > 0x24F && (c < 0x1E00 || c > 0x1EFF) && (c < 0x2070 || c > 0x209F);
      if (is_rare || u_isdefined(c) == 0) continue;
      std::string letter;
      normalizer->normalize(icu::UnicodeString(c), code).toUTF8String(letter);
      const std::string folded = fold(letter);
      for (const char out : folded) {
        const bool is_kept = (out >= 'a' && out <= 'z') || (out >= '0' && out <= '9');
        if (is_kept && !(folded.size() > 4)) folded_[static_cast<std::size_t>(c)] += out;
      }
    }
  }

  const std::string& operator[](UChar32 c) const {
    return folded_[c < kTableEnd ? static_cast<std::size_t>(c) : 0];
  }

 private:
  std::vector<std::string> folded_ = std::vector<std::string>(kTableEnd);
};

const LetterTable& letters() {
  static const LetterTable table;
  return table;
}

void append_lower(UChar32 c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    return;
  }
  icu::UnicodeString(u_tolower(c)).toUTF8String(out);
}

/// ä written as ae is bare a, like ä itself.
void append_reduced(std::string_view letters, std::string& out) {
  for (const char c : letters) {
    const char before = out.empty() ? ' ' : out.back();
    const bool is_mark = c == 'e' && (before == 'a' || before == 'o' || before == 'u');
    const bool is_double = c == 'a' && before == 'a';
    if (!is_mark && !is_double) out += c;
  }
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  const LetterTable& table = letters();
  std::vector<Word> words;
  bool is_inside = false;
  const auto letters = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
    const UChar32 c = letters.char32At(i);
    const std::string& folded = table[c];
    if (folded.empty()) {
      // An apostrophe, a soft hyphen and the sign in C&D do not end a word.
      if (c != '\'' && c != 0x2019 && c != 0xAD && c != '&') is_inside = false;
      continue;
    }
    if (!is_inside) words.emplace_back();
    is_inside = true;
    append_lower(c, words.back().lower);
    append_reduced(folded, words.back().folded);
  }
  return words;
}

std::string fold_word(std::string_view text) {
  std::string folded;
  for (const Word& word : words_of(text)) folded += word.folded;
  return folded;
}

}  // namespace samspill::language
