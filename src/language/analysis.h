#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/compounds.h"
#include "language/stems.h"
#include "reference/resource.h"

namespace samspill::language {

/// A text has at most this many units; longer ones are cut.
inline constexpr std::size_t kMostUnits = 32;

/// A word, or a part of a compound.
struct Unit {
  std::uint64_t term = 0;
  bool is_hint = false;  // wet, mixed, clean: of little weight
};

/// A key under which units are found: the part, the whole word, a stem, the first letters.
struct Term {
  std::uint64_t key = 0;
  std::uint32_t units = 0;  // which units it stands for, one bit each
  bool is_weak = false;     // only the first letters
};

/// What the index keeps of a name, and what is looked up of a text: made the same way for both.
struct Analysis {
  std::uint64_t text = 0;  // hash of the folded words
  std::vector<Unit> units;
  std::vector<Term> terms;
  std::vector<std::uint16_t> grams;  // three letters each, sorted, once
  /// The units that may tell the kind of thing: the last before a preposition, and the first.
  std::uint64_t last_head = 0;
  std::uint64_t first_head = 0;
  bool has_purpose = false;        // some word says what it is for
  std::vector<std::string> hints;  // wet, mixed …, once each
  std::vector<std::string>
      low_codes;                  // `NN NN NN` as written in the text, whether they exist or not
  std::optional<double> percent;  // the first figure before a % sign
};

inline constexpr std::size_t kGramCodes = 37 * 37 * 37;

/// `language` empty: not known. `stems` is scratch.
Analysis analyse(std::string_view text, std::optional<reference::Language> language,
                 const WordCount& count, Stems& stems);

}  // namespace samspill::language
