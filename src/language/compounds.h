#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace samspill::language {

/// In how many names of the vocabulary a folded word stands on its own; 0: in none.
using WordCount = std::function<int(std::string_view)>;

/// Splits a folded word into the words that it is made of: settefiskslam → settefisk, slam;
/// filterkuchen → filter, kuchen. One stretch may be unknown (a trade name), and an ending of up to
/// three letters may follow the last part, so that inflected forms meet the plain one. The word
/// itself when it does not split.
std::vector<std::string_view> split_compound(std::string_view word, const WordCount& count);

}  // namespace samspill::language
