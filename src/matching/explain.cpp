#include "matching/explain.h"

#include <algorithm>
#include <cmath>
#include <format>

#include "base/error.h"
#include "matching/make_match.h"
#include "matching/pair_rules.h"
#include "matching/partner_groups.h"
#include "matching/pathways.h"
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
    const Distance shortest = rules.shortest_distance(offer, need);
    exclusions.push_back(std::isfinite(shortest.base_value())
                             ? Remark{"excluded.no_way", {resource, shown(shortest)}}
                             : Remark{"excluded.no_road", {resource}});
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

/// A use that only some sectors have, such as burning waste in a kiln.
void explain_sector(const Region& region, StreamId need, const reference::Fit& fit,
                    std::vector<Remark>& exclusions) {
  const Site& taker = region[region[need].site];
  if (reference::sector_fits(taker, fit)) return;
  std::string sectors;
  for (const std::string& sector : fit.synergy->taker_nace) {
    sectors += (sectors.empty() ? "" : ", ") + sector;
  }
  exclusions.push_back({"excluded.sector", {fit.synergy->provenance.key, sectors, taker.nace}});
}

/// Why no site and no way of the processes serves the pair.
void explain_chain(const PairRules& rules, const Pathways& pathways, StreamId offer, StreamId need,
                   const Chain& chain, std::vector<Remark>& exclusions) {
  std::string names;
  for (const Conversion& conversion : chain.conversions) {
    names += (names.empty() ? "" : " → ") + rules.region()[conversion.process].name;
  }
  const auto quality = pathways.check_quality(chain, offer, need);
  if (!quality.fits) {
    exclusions.push_back({"excluded.process_quality", {names}});
    append(exclusions, quality.broken);
    return;
  }
  if (!reference::sector_fits(rules.region()[rules.region()[need].site], chain.fit.fit)) {
    exclusions.push_back({"excluded.process_sector", {names}});
    explain_sector(rules.region(), need, chain.fit.fit, exclusions);
    return;
  }
  const LawCheck law = rules.law().check(offer, need, chain.fit.fit, pathways.processing(chain));
  if (!law.allows()) {
    exclusions.push_back({"excluded.process_law", {names}});
    append(exclusions, law.excluded);
    return;
  }
  const Pathways::Trial trial = pathways.best_outcome(offer, need, chain);
  exclusions.push_back({!trial.is_reached     ? "excluded.process_distance"
                        : !trial.is_known     ? "excluded.process_property"
                        : !trial.has_capacity ? "excluded.process_capacity"
                                              : "excluded.process_overlap",
                        {names}});
}

}  // namespace

Explanation explain(const Region& region, const reference::Reference& reference, StreamId offer,
                    StreamId need) {
  require(region, offer, Direction::offer, "an offer");
  require(region, need, Direction::need, "a need");
  const PairRules rules(region, reference);
  const Pathways pathways(rules);
  const Routes routes = find_routes(rules, pathways, region[offer].resource, region[need].resource);
  Explanation result;
  result.match.offer = offer;
  result.match.need = need;
  const Experience experience(region, reference);
  const auto outcome = best_outcome(rules, pathways, routes, offer, need);
  if (outcome) {
    result.match = make_match(rules, pathways, experience, offer, need, *outcome);
    result.is_excluded = experience.is_hidden(offer, need);
    if (result.is_excluded) result.exclusions.push_back({"excluded.declined", {}});
    return result;
  }
  explain_amount(rules, offer, result.exclusions);
  explain_amount(rules, need, result.exclusions);
  if (routes.direct || routes.chains.empty()) {
    const reference::Fit fit = routes.direct ? routes.direct->fit : reference::Fit{};
    const auto quality = reference::check_quality(region, reference, offer, need);
    if (routes.direct) {
      result.match.reasons.push_back(
          fit_reason(rules, region[offer].resource, region[need].resource, fit));
    } else {
      result.exclusions.insert(result.exclusions.begin(), {"excluded.resource",
                                                           {reference[region[offer].resource].key,
                                                            reference[region[need].resource].key}});
    }
    append(result.exclusions, quality.broken);
    explain_sector(region, need, fit, result.exclusions);
    if (routes.direct) append(result.exclusions, rules.law().check(offer, need, fit).excluded);
    explain_ways(rules, offer, need, fit, result.exclusions);
    explain_overlap(rules, offer, need, fit.substitution, result.exclusions);
    append(result.match.reasons, quality.met);
    append(result.match.checks, quality.unknown);
  }
  if (rules.left_over()[offer].quantity > AmountFlow{} &&
      rules.left_over()[need].quantity > AmountFlow{}) {
    for (const Chain& chain : routes.chains) {
      explain_chain(rules, pathways, offer, need, chain, result.exclusions);
    }
  }
  if (result.exclusions.empty()) result.exclusions.push_back({"excluded.nothing_arrives", {}});
  result.is_excluded = true;
  return result;
}

}  // namespace samspill::matching
