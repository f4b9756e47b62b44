#include "matching/make_match.h"

#include <utility>

#include "matching/confidence.h"
#include "matching/remarks.h"
#include "reference/suitability.h"

namespace samspill::matching {

Match make_match(const PairRules& rules, StreamId offer, StreamId need, const reference::Fit& fit,
                 const Outcome& outcome) {
  const Stream& giver = rules.region()[offer];
  const Stream& taker = rules.region()[need];
  Match match;
  match.offer = offer;
  match.need = need;
  match.quantity = outcome.sent;
  match.substitution = fit.substitution;
  match.mode = outcome.way.mode;
  match.distance = outcome.way.distance;
  match.benefit = outcome.benefit();
  match.co2e_saved = outcome.co2e_saved();

  match.reasons.push_back(fit_reason(rules, offer, need, fit));
  auto quality = reference::check_quality(rules.region(), rules.reference(), offer, need);
  for (Remark& remark : quality.met) match.reasons.push_back(std::move(remark));
  for (Remark& remark : outcome_reasons(rules, offer, need, fit, outcome)) {
    match.reasons.push_back(std::move(remark));
  }
  const Doubts open = doubts(rules, offer, need, fit, outcome);
  match.checks = open.all();
  match.confidence = confidence(rules.reference(), {.fit = fit.kind,
                                                    .offer_evidence = giver.evidence,
                                                    .need_evidence = taker.evidence,
                                                    .offer_uncertainty = giver.uncertainty,
                                                    .need_uncertainty = taker.uncertainty,
                                                    .unknown_qualities = open.qualities.size(),
                                                    .unverified_figures = open.unverified.size(),
                                                    .unknown_figures = open.unknown.size()});
  return match;
}

}  // namespace samspill::matching
