#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/resource.h"

struct sb_stemmer;

namespace samspill::language {

/// Snowball stemmers for six of the seven languages; Polish has none. Not for two threads at once.
class Stems {
 public:
  Stems();
  ~Stems();
  Stems(Stems&&) noexcept;

  /// The folded stem of a word in lower case; empty where the language has no stemmer or the stem
  /// is the word.
  std::string stem(std::string_view lower, reference::Language language);

  /// The different folded stems by all languages, or by one when it is known.
  void stems(std::string_view lower, std::string_view folded,
             std::optional<reference::Language> language, std::vector<std::string>& out);

 private:
  std::array<sb_stemmer*, 7> stemmers_{};
};

}  // namespace samspill::language
