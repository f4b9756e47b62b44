// How well a match is documented, as one number.
//
// Method: a product of one factor per doubt, each 1 where there is none, so that one more doubt of
// any kind always lowers it and their order does not matter:
//   fit · offer · need · 0.8^unknown qualities · 0.95^unverified figures · 0.85^unknown figures
// fit: same 1, narrower 0.95, synergy 0.8. offer, need: evidence / (1 + u), with evidence measured
// 1, calculated 0.95, estimated 0.85, and u the stated half width, else two standard deviations of
// data/constants.csv for that evidence.
//
// Source: own choice. Limits: not calibrated; doubts are taken as independent.
//
// Worked number: same resource, both measured ±10 %, all figures read: 1/1.1² = 0.826.
#include "matching/confidence.h"

#include <cmath>

#include "matching/spread.h"

namespace samspill::matching {
namespace {

using reference::Fit;

constexpr double kUnknownQuality = 0.8;
constexpr double kUnverifiedFigure = 0.95;
constexpr double kUnknownFigure = 0.85;

double weight(Fit::Kind kind) {
  switch (kind) {
    case Fit::Kind::same:
      return 1;
    case Fit::Kind::narrower:
      return 0.95;
    case Fit::Kind::synergy:
      return 0.8;
  }
  return 0;
}

double weight(Evidence evidence) {
  switch (evidence) {
    case Evidence::measured:
      return 1;
    case Evidence::calculated:
      return 0.95;
    case Evidence::estimated:
      return 0.85;
  }
  return 0;
}

double of_stream(const reference::Reference& reference, Evidence evidence,
                 std::optional<double> stated) {
  const double half_width = stated ? *stated : 2 * Spreads(reference).of(evidence);
  return weight(evidence) / (1 + half_width);
}

}  // namespace

double confidence(const reference::Reference& reference, const ConfidenceInputs& inputs) {
  return weight(inputs.fit) *
         of_stream(reference, inputs.offer_evidence, inputs.offer_uncertainty) *
         of_stream(reference, inputs.need_evidence, inputs.need_uncertainty) *
         std::pow(kUnknownQuality, inputs.unknown_qualities) *
         std::pow(kUnverifiedFigure, inputs.unverified_figures) *
         std::pow(kUnknownFigure, inputs.unknown_figures);
}

}  // namespace samspill::matching
