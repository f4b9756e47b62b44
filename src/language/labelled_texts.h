#pragma once

#include <string>
#include <vector>

#include "language/train.h"

namespace samspill::language {

/// A row of a file of labelled texts: text, language, resource, low_code, direction, nace, kind.
struct LabelledRow {
  std::string text;
  std::string language;
  ResourceId resource;  // none: nothing in the vocabulary
  std::string low_code;
  std::optional<Direction> direction;
  std::string nace;
  std::string kind;

  /// With the context that views this row, which must stay.
  LabelledText labelled() const { return {text, {{}, direction, nace}, resource}; }
};

/// Throws Error(invalid) with the first thing that is wrong.
std::vector<LabelledRow> read_labelled_texts(const std::string& path,
                                             const reference::Reference& reference);

}  // namespace samspill::language
