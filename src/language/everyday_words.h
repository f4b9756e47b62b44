#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace samspill::language {

/// What an everyday word does in a text about a resource.
enum class Role {
  preposition,  // the kind of thing stands before it: "sludge from smolt farms"
  purpose,      // such a one that says what it is for: "coal for the kiln"
  hint,         // tells its condition: wet, mixed, clean
  filler,       // tells nothing of it
};

/// The everyday words of all seven languages, data/everyday_words.csv.
class EverydayWords {
 public:
  struct Entry {
    Role role = Role::filler;
    std::string hint;  // "wet"; empty unless a hint
  };
  /// Null when the folded word is not an everyday one.
  const Entry* find(std::string_view folded) const;

  static const EverydayWords& built_in();

 private:
  EverydayWords();
  TextMap<Entry> entries_;
};

}  // namespace samspill::language
