#pragma once

#include <string>
#include <string_view>

#include "language/compounds.h"

namespace samspill::language {

/// The known word that one slip of the keyboard turns into this one: a letter too many, too few,
/// another, or two swapped, but not the first. The one that stands in most names; empty when there
/// is none or the word is too short to tell.
std::string corrected(std::string_view word, const WordCount& count);

}  // namespace samspill::language
