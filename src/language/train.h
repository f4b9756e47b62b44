#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/model.h"

namespace samspill::language {

/// A text with the concept that is meant; none: nothing in the vocabulary.
struct LabelledText {
  std::string text;
  Context context;
  ResourceId resource;
};

struct TrainOptions {
  std::uint64_t seed = 1;
  int steps = 400;
  double ridge = 1e-4;
  double weight_of_texts = 0.9;  // of the labelled texts against the names of the vocabulary
};

/// Learns the weights from the vocabulary itself: every name is taken out in turn and read as if
/// someone had written it, plain, misspelt or with words around it, with and without the sector
/// known; where its whole concept is taken out, "none of them" is right. Labelled texts, if any,
/// are read as they are. Multinomial logistic regression, full gradient, Adam
/// (D. P. Kingma, J. Ba, 2015).
Model train(const Index& index, const reference::Reference& reference,
            const std::vector<LabelledText>& texts, const TrainOptions& options);

}  // namespace samspill::language
