#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/evidence.h"

namespace samspill::language {

/// The name of each feature, as data/language_weights.csv writes it.
std::string_view feature_name(std::size_t feature);

/// Weighs evidence: the score of a candidate is its share of exp(weights · features) over all
/// candidates and "none of them". Trained so that a score is a probability (train.h).
struct Model {
  Features weights{};

  /// One score for each piece of evidence; they sum to 1.
  void score(std::span<const Evidence> evidence, std::vector<double>& scores) const;

  /// data/language_weights.csv. Throws Error(internal) when it is unsound.
  static const Model& built_in();
};

/// The rows of data/language_weights.csv.
std::string write_model(const Model& model, std::string_view source);

}  // namespace samspill::language
