#pragma once

#include <string_view>

namespace samspill::language {

/// The part of a text before the word that says what the thing is for ("kull til sementovn" gives
/// "kull"). The whole text where no word says so or nothing stands before it.
std::string_view before_purpose(std::string_view text);

}  // namespace samspill::language
