#include "matching/explain.h"

#include <algorithm>
#include <format>

#include "base/error.h"
#include "matching/make_match.h"
#include "matching/pair_rules.h"
#include "matching/remarks.h"
#include "reference/suitability.h"

namespace samspill::matching {
namespace {

void require(const Region& region, StreamId id, Direction direction, std::string_view word) {
  if (region[id].direction == direction) return;
  throw Error(ErrorKind::invalid, std::format("the stream {} is not {}", region[id].key, word));
}

void append(std::vector<Remark>& to, const std::vector<Remark>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// Amounts: unknown, or all of it is in operating exchanges already.
void explain_amount(const PairRules& rules, StreamId id, std::vector<Remark>& exclusions) {
  const Stream& stream = rules.region()[id];
  if (!stream.is_quantified) {
    exclusions.push_back({"excluded.amount_unknown", {stream.key}});
  } else if (rules.left_over()[id].quantity <= AmountFlow{}) {
    exclusions.push_back(
        {"excluded.nothing_left", {stream.key, shown(rules.left_over().taken(id))}});
  }
}

/// Distance: no mode reaches that far, or every way is longer than the streams or the synergy
/// allow.
void explain_ways(const PairRules& rules, StreamId offer, StreamId need, const reference::Fit& fit,
                  std::vector<Remark>& exclusions) {
  const std::string& resource = rules.reference()[rules.region()[offer].resource].key;
  const auto ways = rules.ways(offer, need);
  if (ways.empty()) {
    exclusions.push_back({"excluded.no_way", {resource, shown(rules.road_distance(offer, need))}});
    return;
  }
  const auto shortest = std::ranges::min_element(ways, {}, &reference::Carriage::distance);
  const auto limit = rules.reach(offer, need, fit);
  if (limit && shortest->distance > *limit) {
    exclusions.push_back({"excluded.distance", {shown(shortest->distance), shown(*limit)}});
  }
}

/// Time: both have something left, but never in the same period.
void explain_overlap(const PairRules& rules, StreamId offer, StreamId need, double substitution,
                     std::vector<Remark>& exclusions) {
  const Stream& giver = rules.left_over()[offer];
  const Stream& taker = rules.left_over()[need];
  if (giver.quantity <= AmountFlow{} || taker.quantity <= AmountFlow{}) return;
  if (reference::common_flow(rules.region(), giver, taker, substitution) <= AmountFlow{}) {
    exclusions.push_back({"excluded.overlap", {}});
  }
}

}  // namespace

Explanation explain(const Region& region, const reference::Reference& reference, StreamId offer,
                    StreamId need) {
  require(region, offer, Direction::offer, "an offer");
  require(region, need, Direction::need, "a need");
  const PairRules rules(region, reference);
  Explanation result;
  result.match.offer = offer;
  result.match.need = need;

  const auto resource_fit = rules.fit(region[offer].resource, region[need].resource);
  const auto fit = resource_fit ? std::optional(resource_fit->fit) : std::nullopt;
  if (!fit) {
    result.exclusions.push_back(
        {"excluded.resource",
         {reference[region[offer].resource].key, reference[region[need].resource].key}});
  }
  const auto quality = reference::check_quality(region, reference, offer, need);
  append(result.exclusions, quality.broken);
  explain_amount(rules, offer, result.exclusions);
  explain_amount(rules, need, result.exclusions);
  explain_ways(rules, offer, need, fit.value_or(reference::Fit{}), result.exclusions);
  explain_overlap(rules, offer, need, fit.value_or(reference::Fit{}).substitution,
                  result.exclusions);

  const auto outcome = fit ? rules.best_outcome(offer, need, *resource_fit) : std::nullopt;
  if (outcome) {
    result.match = make_match(rules, offer, need, *fit, *outcome);
  } else {
    if (result.exclusions.empty()) result.exclusions.push_back({"excluded.nothing_arrives", {}});
    if (fit) result.match.reasons.push_back(fit_reason(rules, offer, need, *fit));
    append(result.match.reasons, quality.met);
    append(result.match.checks, quality.unknown);
  }
  result.is_excluded = !result.exclusions.empty();
  return result;
}

}  // namespace samspill::matching
