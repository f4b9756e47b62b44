// The words of a match: every rule that holds with its numbers, every doubt with what it is about.
#include "matching/remarks.h"

#include <cmath>
#include <iterator>

#include "base/number.h"
#include "reference/suitability.h"
#include "reference/valuation.h"

namespace samspill::matching {
namespace {

using reference::Fit;
using reference::Hazard;
using reference::Mode;
using reference::Resource;
using reference::State;
using reference::Status;

/// To that many decimals; negative: to tens, hundreds. Adding zero turns −0 into 0.
std::string rounded(double value, int decimals) {
  const double scale = std::pow(10, std::abs(decimals));
  return to_text(
      (decimals < 0 ? std::round(value / scale) * scale : std::round(value * scale) / scale) + 0.0);
}

bool is_read(Status status) {
  return status == Status::published || status == Status::stated;
}

std::string_view name_of(const PairRules& rules, const Outcome& outcome) {
  return rules.reference()[outcome.way.mode].key;
}

/// `gain` for a saving, `loss` for its opposite: a by-product that is sold today, a fee that is
/// earned.
void add_change(std::vector<Remark>& reasons, const std::string& gain, const std::string& loss,
                const std::optional<MoneyFlow>& money, const std::string& price_id) {
  if (!money || *money == MoneyFlow{}) return;
  const bool is_gain = *money > MoneyFlow{};
  reasons.push_back({is_gain ? gain : loss, {shown(is_gain ? *money : -*money), price_id}});
}

void add_change(std::vector<Remark>& reasons, const std::string& key,
                const std::optional<Co2eFlow>& co2e, const std::string& factor_id) {
  if (co2e && *co2e != Co2eFlow{}) reasons.push_back({key, {shown(*co2e), factor_id}});
}

void add_way(const PairRules& rules, const Outcome& outcome, std::vector<Remark>& reasons) {
  const reference::Carriage& way = outcome.way;
  if (!way.mode) {
    reasons.push_back({"match.same_site", {}});
    return;
  }
  reasons.push_back(
      {"match.distance", {shown(way.distance), std::string(name_of(rules, outcome))}});
  if (way.arrival < 1) {
    reasons.push_back({"match.loss", {rounded(100 * (1 - way.arrival), 1)}});
  }
  // At the capacity to rounding: then it is the way that limits, not the streams.
  if (way.capacity && outcome.sent >= *way.capacity * (1 - 1e-9)) {
    reasons.push_back({"match.capacity", {shown(*way.capacity)}});
  }
}

void add_legal(const PairRules& rules, StreamId offer, StreamId need, std::vector<Remark>& checks) {
  const Region& region = rules.region();
  const Stream& stream = region[offer];
  const Resource& resource = rules.reference()[stream.resource];
  const std::string date = reference::middle_of(region.settings.base_year);
  if (resource.hazard == Hazard::yes ||
      rules.reference().is_hazardous_low_code(stream.low_code, date)) {
    checks.push_back({"check.hazardous", {}});
  } else if (resource.hazard == Hazard::possible) {
    checks.push_back({"check.possibly_hazardous", {}});
  }
  if (resource.animal_by_product_category) {
    checks.push_back(
        {"check.animal_by_product", {std::to_string(*resource.animal_by_product_category)}});
  }
  // Heat, power and services are no shipments of waste.
  const bool is_matter = resource.state != State::heat && resource.state != State::power &&
                         resource.state != State::service;
  const std::string& from = region[stream.site].country;
  const std::string& to = region[region[need].site].country;
  if (is_matter && from != to) checks.push_back({"check.border", {from, to}});
  if (!stream.low_code.empty()) checks.push_back({"check.waste_status", {}});
}

/// A price and a factor of one stream: unknown, unverified, or nothing to say.
void add_figures(const PairRules& rules, StreamId id, Doubts& out) {
  const Stream& stream = rules.region()[id];
  const std::string& resource = rules.reference()[stream.resource].key;
  const auto price = reference::present_price(rules.region(), rules.reference(), stream);
  const auto factor = reference::present_factor(rules.region(), rules.reference(), stream);
  if (!price) {
    out.unknown.push_back({"check.price_unknown", {resource}});
  } else if (!price->is_verified) {
    out.unverified.push_back({"check.price_unverified", {resource, price->price_id}});
  }
  if (!factor) {
    out.unknown.push_back({"check.factor_unknown", {resource}});
  } else if (!factor->is_verified) {
    out.unverified.push_back({"check.factor_unverified", {resource, factor->factor_id}});
  }
}

auto use_of(const PairRules& rules, StreamId offer, StreamId need, const Fit& fit) {
  const Region& region = rules.region();
  return reference::use_factor(region, rules.reference(), fit, region[offer].resource,
                               region[need].site);
}

}  // namespace

std::string shown(MoneyFlow money) {
  return rounded(money.in(euro / year), 0);
}

std::string shown(Co2eFlow co2e) {
  const double tonnes = co2e.in(tonne_co2e / year);
  return rounded(tonnes, std::abs(tonnes) < 10 ? 2 : 0);
}

std::string shown(Distance distance) {
  return rounded(distance.in(kilometre), 1);
}

std::string shown(AmountFlow amount) {
  const double value = amount.in(unit_amount / year);
  if (value == 0) return "0";
  return rounded(value, 3 - static_cast<int>(std::floor(std::log10(std::abs(value)))));
}

std::vector<Remark> Doubts::all() const {
  std::vector<Remark> checks = legal;
  for (const auto* part : {&qualities, &unknown, &unverified, &other}) {
    checks.insert(checks.end(), part->begin(), part->end());
  }
  return checks;
}

Remark fit_reason(const PairRules& rules, StreamId offer, StreamId need, const Fit& fit) {
  const std::string& offered = rules.reference()[rules.region()[offer].resource].key;
  const std::string& needed = rules.reference()[rules.region()[need].resource].key;
  if (fit.kind == Fit::Kind::same) return {"match.same", {offered}};
  if (fit.kind == Fit::Kind::narrower) return {"match.narrower", {offered, needed}};
  const reference::Synergy& synergy = *fit.synergy;
  if (synergy.preparation == "none") {
    return {"match.synergy_as_is", {offered, needed, synergy.provenance.key}};
  }
  const std::string& how =
      synergy.preparation.empty() ? synergy.provenance.key : synergy.preparation;
  return {"match.synergy", {offered, needed, how, synergy.provenance.key}};
}

std::vector<Remark> outcome_reasons(const PairRules& rules, StreamId offer, StreamId need,
                                    const Fit& fit, const Outcome& outcome) {
  const Region& region = rules.region();
  std::vector<Remark> reasons;
  add_way(rules, outcome, reasons);
  for (const StreamId id : {offer, need}) {
    const AmountFlow taken = rules.left_over().taken(id);
    if (taken <= AmountFlow{}) continue;
    const auto unit = rules.reference()[region[id].resource].unit();
    reasons.push_back(
        {"match.already_exchanged", {region[id].key, shown(taken), std::string(unit)}});
  }
  const double share = outcome.sent / rules.left_over()[offer].quantity;
  reasons.push_back({"match.overlap", {rounded(100 * share, 1)}});

  const auto figure_id = [&](StreamId id, auto look_up) {
    return look_up(region, rules.reference(), region[id]);
  };
  const auto giver_price = figure_id(offer, reference::present_price);
  const auto taker_price = figure_id(need, reference::present_price);
  const auto giver_factor = figure_id(offer, reference::present_factor);
  const auto taker_factor = figure_id(need, reference::present_factor);
  add_change(reasons, "match.saves_disposal", "match.loses_sale", outcome.avoided_disposal,
             giver_price ? giver_price->price_id : "");
  add_change(reasons, "match.saves_purchase", "match.loses_fee", outcome.avoided_purchase,
             taker_price ? taker_price->price_id : "");
  if (outcome.transport != MoneyFlow{}) {
    reasons.push_back({"match.transport", {shown(outcome.transport)}});
  }
  if (outcome.way.fixed != MoneyFlow{}) {
    reasons.push_back({"match.fixed", {shown(outcome.way.fixed)}});
  }
  add_change(reasons, "match.co2e_disposal", outcome.avoided_disposal_co2e,
             giver_factor ? giver_factor->factor_id : "");
  add_change(reasons, "match.co2e_production", outcome.avoided_production_co2e,
             taker_factor ? taker_factor->factor_id : "");
  add_change(reasons, "match.co2e_transport", outcome.transport_co2e, outcome.way.factor_id);
  if (const auto use = use_of(rules, offer, need, fit)) {
    add_change(reasons, "match.co2e_use", outcome.use_co2e, use->factor_id);
  }
  return reasons;
}

Doubts doubts(const PairRules& rules, StreamId offer, StreamId need, const Fit& fit,
              const Outcome& outcome) {
  Doubts out;
  add_legal(rules, offer, need, out.legal);
  out.qualities = reference::check_quality(rules.region(), rules.reference(), offer, need).unknown;
  add_figures(rules, offer, out);
  add_figures(rules, need, out);
  if (const auto use = use_of(rules, offer, need, fit); use && !use->is_verified) {
    const std::string& resource = rules.reference()[rules.region()[offer].resource].key;
    out.unverified.push_back({"check.factor_unverified", {resource, use->factor_id}});
  }
  if (outcome.way.mode) {
    const Mode& mode = rules.reference()[outcome.way.mode];
    if (!outcome.way.co2e) out.unknown.push_back({"check.factor_unknown", {mode.key}});
    if (!is_read(mode.provenance.status)) {
      out.unverified.push_back({"check.transport_unverified", {mode.key, outcome.way.factor_id}});
    }
  }
  if (fit.synergy != nullptr) {
    const reference::Synergy& synergy = *fit.synergy;
    if (!is_read(synergy.provenance.status)) {
      out.unverified.push_back({"check.synergy_unverified", {synergy.provenance.key}});
    }
    if (!synergy.conditions.empty()) {
      out.other.push_back({"check.synergy_conditions", {synergy.conditions}});
    }
  }
  for (const StreamId id : {offer, need}) {
    if (rules.left_over().is_uncertain(id)) {
      out.other.push_back({"check.exchange_amount_unknown", {rules.region()[id].key}});
    }
  }
  return out;
}

}  // namespace samspill::matching
