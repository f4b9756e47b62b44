#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/message.h"

namespace samspill {

/// Hash for maps keyed by std::string that are asked with a std::string_view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};
template <typename Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// Without leading and trailing blanks, tabs, line ends and no-break spaces.
std::string_view trim(std::string_view text);

/// The parts between separators, each trimmed; empty parts are left out.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The same, for keeping.
std::vector<std::string> split_to_texts(std::string_view text, char separator);

/// Lower case with Latin letters bare (ø→o, æ→ae, å→a, ß→ss, ł→l) and runs of blanks, `-` and `_`
/// as one blank: the form in which names are compared. Input is UTF-8.
std::string fold(std::string_view text);

/// The candidate nearest to what was written, if it is near enough to be a likely slip; else empty.
std::string_view nearest(std::string_view written, std::span<const std::string_view> candidates);

/// `; did you mean "quantity"?` or nothing: the ending of a message about an unknown name.
Message did_you_mean(std::string_view written, std::span<const std::string_view> candidates);

/// For messages: in quotes, control characters shown, cut after 60 bytes at the end of a letter.
std::string in_quotes(std::string_view text);

}  // namespace samspill
