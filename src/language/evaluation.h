#pragma once

#include <map>
#include <string>
#include <vector>

#include "language/classifier.h"
#include "language/labelled_texts.h"

namespace samspill::language {

/// How often a classifier is right on labelled texts.
struct Accuracy {
  std::size_t texts = 0;
  std::size_t first = 0;        // the right concept comes first
  std::size_t among_three = 0;  // or among the first three
  std::size_t coded = 0;        // texts with a waste code
  std::size_t code_among_three = 0;
  /// Mean distance between score and share of right ones over ten bins of the first score, by how
  /// many texts fall into each (expected calibration error).
  double calibration_error = 0;

  double first_share() const;
  double among_three_share() const;
  double code_share() const;
};

struct Evaluation {
  Accuracy all;
  std::map<std::string, Accuracy> by_language;
  std::map<std::string, Accuracy> by_kind;
  /// "text → found, score (right)" of every text whose first concept is wrong.
  std::vector<std::string> mistakes;
};

/// Reads every text with its direction and sector, but without being told its language.
Evaluation evaluate(Classifier& classifier, const reference::Reference& reference,
                    const std::vector<LabelledRow>& rows);

}  // namespace samspill::language
