#pragma once

#include <cstddef>
#include <optional>

#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::matching {

/// What the data behind a match are worth.
struct ConfidenceInputs {
  reference::Fit::Kind fit = reference::Fit::Kind::same;
  Evidence offer_evidence = Evidence::estimated;
  Evidence need_evidence = Evidence::estimated;
  std::optional<double>
      offer_uncertainty;  // half width relative to the quantity; empty = not stated
  std::optional<double> need_uncertainty;
  std::size_t unknown_qualities = 0;  // limits of the need that the offer says nothing about
  std::size_t unverified_figures =
      0;  // prices, factors, synergies, transport not read in their source
  std::size_t unknown_figures = 0;  // prices and factors that nobody states
};

/// 0…1: how well the match is documented (docs/matching.md). Not a probability: the weights are
/// chosen, not calibrated against what became of real matches.
double confidence(const reference::Reference& reference, const ConfidenceInputs& inputs);

}  // namespace samspill::matching
