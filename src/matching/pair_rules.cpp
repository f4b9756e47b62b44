// What an exchange between one offer and one need is worth.
//
// Problem: both sides gain or lose, and the way between them costs. Method: compare the year with
// the exchange to the year without it, for each way there is, and keep the best.
//   sent s     what the need can take of the offer over the year, period by period (reference/
//              suitability.h), with losses on the way and the way's capacity
//   replaced   s · arrival · substitution
//   benefit    disposal price · s + purchase price · replaced − transport price · s − fixed cost
//   CO2e saved disposal factor · s + production factor · replaced − transport factor · s
//              − use factor · s · arrival, what the offer gives off at the taker (burning it)
//
// Source: the site's own present figures, else data/prices.csv and data/factors.csv
// (docs/matching.md).
//
// Limits: one exchange by itself; several takers of one offer compete only in the network plan.
//
// Worked number: 100 t/yr at 50 EUR/t disposal and 20 EUR/t purchase over 10 km at 0.12 EUR/(t km)
// and 4.5 EUR/t brings 5 000 + 2 000 − 570 = 6 430 EUR/yr.
#include "matching/pair_rules.h"

#include <algorithm>

#include "reference/suitability.h"
#include "reference/valuation.h"

namespace samspill::matching {
using reference::Carriage;
using reference::Fit;

std::optional<MoneyFlow> Outcome::benefit() const {
  if (!avoided_disposal || !avoided_purchase) return {};
  MoneyFlow sum = *avoided_disposal + *avoided_purchase - transport - fixed;
  for (const Treatment& treatment : treatments) {
    if (!treatment.cost) return {};
    sum -= *treatment.cost;
  }
  return sum;
}

std::optional<Co2eFlow> Outcome::co2e_saved() const {
  if (!avoided_disposal_co2e || !avoided_production_co2e || !transport_co2e) return {};
  Co2eFlow sum = *avoided_disposal_co2e + *avoided_production_co2e - *transport_co2e - use_co2e;
  for (const Treatment& treatment : treatments) {
    if (!treatment.co2e) return {};
    sum -= *treatment.co2e;
  }
  return sum;
}

Distance Outcome::distance() const {
  Distance sum = way.distance;
  for (const Treatment& treatment : treatments) sum += treatment.way.distance;
  return sum;
}

bool is_better(const Outcome& a, const Outcome& b) {
  const auto benefit_a = a.benefit(), benefit_b = b.benefit();
  if (benefit_a != benefit_b) return benefit_a > benefit_b;
  if (!benefit_a) {
    const UnitPrice price_a = (a.transport + a.fixed) / a.replaced;
    const UnitPrice price_b = (b.transport + b.fixed) / b.replaced;
    if (price_a != price_b) return price_a < price_b;
  }
  return a.distance() < b.distance();
}

PairRules::PairRules(const Region& region, const reference::Reference& reference)
    : region_(region),
      reference_(reference),
      carriages_(region, reference),
      left_over_(region, reference),
      law_(region, reference) {
  figures_.reserve(region.streams.capacity());
  for (std::size_t i = 0; i < region.streams.size(); ++i) add_figures(StreamId(i));
  for (std::size_t i = 0; i < region.sites.size(); ++i) {
    const auto known = std::ranges::find(first_in_country_, region.sites[i].country,
                                         [&](SiteId id) { return region[id].country; });
    country_of_.push_back(static_cast<std::size_t>(known - first_in_country_.begin()));
    if (known == first_in_country_.end()) first_in_country_.push_back(SiteId(i));
  }
}

void PairRules::update(StreamId id) {
  left_over_.update(id);
  law_.update(id);
  add_figures(id);
}

void PairRules::add_figures(StreamId id) {
  UnitFigures figures;
  if (const auto price = reference::present_price(region_, reference_, region_[id])) {
    figures.price = price->value;
  }
  if (const auto factor = reference::present_factor(region_, reference_, region_[id])) {
    figures.co2e = factor->value;
  }
  figures_.resize(region_.streams.size());
  figures_[id.index()] = figures;
  const auto is_limit = [](const Quality& quality) { return quality.min || quality.max; };
  has_limits_.resize(region_.streams.size());
  has_limits_[id.index()] = std::ranges::any_of(region_.qualities_of(id), is_limit);
}

std::optional<ResourceFit> PairRules::fit(ResourceId offered, ResourceId needed) const {
  const auto fit = reference_.fit(offered, needed);
  if (!fit) return {};
  ResourceFit result{*fit, {}};
  for (const SiteId site : first_in_country_) {
    const auto factor = reference::use_factor(region_, reference_, *fit, offered, site);
    result.use_by_country.push_back(factor ? factor->value : CarbonIntensity{});
  }
  return result;
}

std::optional<Distance> PairRules::reach(StreamId offer, StreamId need, const Fit& fit) const {
  std::optional<Distance> tightest;
  const auto tighten = [&](const std::optional<Distance>& limit) {
    if (limit && (!tightest || *limit < *tightest)) tightest = limit;
  };
  tighten(region_[offer].max_distance);
  tighten(region_[need].max_distance);
  if (fit.synergy != nullptr) tighten(fit.synergy->max_distance);
  return tightest;
}

std::vector<Carriage> PairRules::ways(StreamId offer, StreamId need) const {
  return carriages_.ways(region_[offer].site, region_[need].site, region_[offer].resource);
}

Outcome PairRules::outcome(StreamId offer, StreamId need, const ResourceFit& fit,
                           const Carriage& way) const {
  Outcome result;
  result.way = way;
  result.fit = &fit;
  result.fixed = way.fixed;
  result.capacity = way.capacity;
  const double replaced_per_sent = fit.fit.substitution * way.arrival;
  if (replaced_per_sent <= 0) return result;
  result.sent = reference::common_flow(region_, left_over_[offer], left_over_[need],
                                       replaced_per_sent, way.capacity);
  result.replaced = result.sent * replaced_per_sent;
  result.transport = way.cost * result.sent;
  const UnitFigures& giver = figures(offer);
  const UnitFigures& taker = figures(need);
  if (giver.price) result.avoided_disposal = *giver.price * result.sent;
  if (taker.price) result.avoided_purchase = *taker.price * result.replaced;
  if (giver.co2e) result.avoided_disposal_co2e = *giver.co2e * result.sent;
  if (taker.co2e) result.avoided_production_co2e = *taker.co2e * result.replaced;
  if (way.co2e) result.transport_co2e = *way.co2e * result.sent;
  result.use_co2e = use(region_[need].site, fit) * (result.sent * way.arrival);
  return result;
}

std::optional<Outcome> PairRules::best_outcome(StreamId offer, StreamId need,
                                               const ResourceFit& fit) const {
  const auto limit = reach(offer, need, fit.fit);
  std::optional<Outcome> best;
  for (const Carriage& way : ways(offer, need)) {
    if (limit && way.distance > *limit) continue;
    Outcome candidate = outcome(offer, need, fit, way);
    if (candidate.sent <= AmountFlow{}) continue;
    if (!best || is_better(candidate, *best)) best = std::move(candidate);
  }
  return best;
}

std::optional<Outcome> PairRules::evaluate(StreamId offer, StreamId need,
                                           const ResourceFit& fit) const {
  LawMemo law;
  return evaluate(offer, need, fit, {.stream = offer, .least = {}, .law = law});
}

std::optional<Outcome> PairRules::evaluate(StreamId offer, StreamId need, const ResourceFit& fit,
                                           const Seeking& seeking) const {
  if (!allows(offer, need, fit, seeking)) return {};
  auto best = best_outcome(offer, need, fit);
  if (best && seeking.least && best->benefit() < seeking.least) return {};
  return best;
}

bool PairRules::allows(StreamId offer, StreamId need, const ResourceFit& fit,
                       const Seeking& seeking) const {
  return (!has_limits(need) || reference::quality_fits(region_, reference_, offer, need)) &&
         reference::sector_fits(region_[region_[need].site], fit.fit) &&
         law_.allows(offer, need, fit.fit, seeking.stream, seeking.law,
                     [] { return Processing{}; });
}

}  // namespace samspill::matching
