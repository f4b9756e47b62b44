#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace samspill::language {

/// A run of letters and digits.
struct Word {
  std::string lower;   // UTF-8, lower case, as written: what stemmers read
  std::string folded;  // a–z and 0–9 only
};

/// The words of a text. Folding makes spellings of one word alike: lower case, compatibility forms
/// plain (CO₂ → co2), Latin letters bare, and the digraphs ae, oe, ue, aa that stand for ä, ö, ü, å
/// reduced the way those letters are, so that Schlaemme, Schlämme and slaam, slåm meet. Letters of
/// other scripts are left out. Input is UTF-8; bytes that are not are taken for blanks.
std::vector<Word> words_of(std::string_view text);

/// One word folded.
std::string fold_word(std::string_view text);

}  // namespace samspill::language
