#include "language/purpose.h"

#include <algorithm>
#include <string>

#include "language/everyday_words.h"
#include "language/letters.h"

namespace samspill::language {

namespace {

/// True for a word that may name a thing: neither a figure nor a word that only joins others.
bool may_be_thing(std::string_view folded, const EverydayWords::Entry* common) {
  const bool has_letter = std::ranges::any_of(folded, [](char c) { return c >= 'a' && c <= 'z'; });
  return has_letter && (common == nullptr || common->role == Role::hint);
}

}  // namespace

std::string_view before_purpose(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\r";
  bool has_thing = false;
  for (std::size_t begin = text.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
    const std::string folded = fold_word(text.substr(begin, end - begin));
    const EverydayWords::Entry* common = EverydayWords::built_in().find(folded);
    if (common != nullptr && common->role == Role::purpose && has_thing) {
      return text.substr(0, begin);
    }
    has_thing = has_thing || may_be_thing(folded, common);
    begin = text.find_first_not_of(kBlanks, end);
  }
  return text;
}

}  // namespace samspill::language
