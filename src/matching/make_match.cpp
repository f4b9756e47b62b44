#include "matching/make_match.h"

#include <utility>

#include "matching/assess_exchange.h"
#include "matching/confidence.h"
#include "matching/remarks.h"
#include "reference/suitability.h"

namespace samspill::matching {

Match make_match(const PairRules& rules, const Pathways& pathways, const Experience& experience,
                 StreamId offer, StreamId need, const Outcome& outcome) {
  const Stream& giver = rules.region()[offer];
  const Stream& taker = rules.region()[need];
  const reference::Fit& fit = outcome.fit->fit;
  Match match;
  match.offer = offer;
  match.need = need;
  match.quantity = outcome.sent;
  match.substitution = fit.substitution;
  match.mode = outcome.way.mode;
  match.distance = outcome.distance();
  match.benefit = outcome.benefit();
  match.co2e_saved = outcome.co2e_saved();
  for (const Treatment& treatment : outcome.treatments) {
    match.pathway.push_back({treatment.process, treatment.site, treatment.output,
                             treatment.throughput, treatment.given, treatment.cost, treatment.co2e,
                             treatment.way.mode, treatment.way.distance});
  }

  match.reasons = fit_reasons(rules, offer, need, outcome);
  auto quality = outcome.chain != nullptr
                     ? pathways.check_quality(*outcome.chain, offer, need)
                     : reference::check_quality(rules.region(), rules.reference(), offer, need);
  for (Remark& remark : quality.met) match.reasons.push_back(std::move(remark));
  for (Remark& remark : outcome_reasons(rules, offer, need, outcome)) {
    match.reasons.push_back(std::move(remark));
  }
  LawCheck law = rules.law().check(
      offer, need, fit,
      outcome.chain != nullptr ? pathways.processing(*outcome.chain) : Processing{});
  for (Remark& remark : law.met) match.reasons.push_back(std::move(remark));
  match.assessment = assess_exchange(rules, offer, need, outcome);
  const auto unit = rules.reference()[giver.resource].unit();
  for (Remark& remark : assessment_reasons(*match.assessment, unit)) {
    match.reasons.push_back(std::move(remark));
  }
  Doubts open = doubts(rules, offer, need, outcome, law);
  open.qualities = std::move(quality.unknown);
  match.checks = open.all();
  match.confidence = confidence(rules.reference(), {.fit = fit.kind,
                                                    .offer_evidence = giver.evidence,
                                                    .need_evidence = taker.evidence,
                                                    .offer_uncertainty = giver.uncertainty,
                                                    .need_uncertainty = taker.uncertainty,
                                                    .unknown_qualities = open.qualities.size(),
                                                    .unverified_figures = open.unverified.size(),
                                                    .unknown_figures = open.unknown.size()});
  if (auto why = experience.why(match.confidence, offer, need, fit.kind)) {
    match.reasons.push_back(std::move(*why));
  }
  match.confidence = experience.adjusted(match.confidence, offer, need, fit.kind);
  return match;
}

}  // namespace samspill::matching
