#pragma once

#include <optional>
#include <string_view>

namespace samspill {

/// What stands between two names of a unit text.
enum class Joint { none, blank, product, slash };

/// A name of a unit text and the exponent right behind it: "m3", "m^3", "m³", "a-1".
struct UnitWord {
  std::string_view letters;
  int exponent = 1;
  bool has_exponent = false;
};

/// Splits a unit text into words and joints, asked for in turn. Any bytes may come.
class UnitScanner {
 public:
  static constexpr int kLargestExponent = 3;

  explicit UnitScanner(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  /// Blanks with at most one `/`, `·`, `*` or `×` among them. Empty when there are two.
  std::optional<Joint> next_joint();
  /// Letters with their exponent, -3…3 and not 0. Empty when there is no such thing.
  std::optional<UnitWord> next_word();

 private:
  bool read_exponent(UnitWord& word);

  std::string_view text_;
};

/// The number at the beginning of the text, which may be empty, and what follows it, both trimmed.
struct NumberAndRest {
  std::string_view number;
  std::string_view rest;
};
NumberAndRest split_number(std::string_view text);

}  // namespace samspill
