#pragma once

#include <string_view>

namespace samspill::report {

/// Red, green, blue, each 0…1.
struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;

  bool operator==(const Colour&) const = default;
};

/// The light colour that the page's style sheet gives to `--name`, so that page and PDF look alike;
/// dark grey for a name it doesn't have.
Colour colour(std::string_view name);

/// The colour of a branch of the vocabulary.
Colour family_colour(std::string_view family);

}  // namespace samspill::report
