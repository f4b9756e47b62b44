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
using reference::Mode;
using reference::Resource;
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

/// `gain` for a saving, `loss` for its opposite: a by-product that is sold today, a fee that is
/// earned.
void add_change(std::vector<Remark>& reasons, const std::string& gain, const std::string& loss,
                const std::optional<MoneyFlow>& money, const std::string& price_id) {
  if (!money || *money == MoneyFlow{}) return;
  const bool is_gain = *money > MoneyFlow{};
  reasons.push_back({is_gain ? gain : loss, {shown(is_gain ? *money : -*money), price_id}});
}

void add_change(std::vector<Remark>& reasons, const std::string& key,
                const std::optional<Co2eFlow>& co2e, std::string_view factor_id) {
  if (co2e && *co2e != Co2eFlow{}) reasons.push_back({key, {shown(*co2e), std::string(factor_id)}});
}

/// Where the length of the way is from.
Remark length_reason(const PairRules& rules, const reference::Carriage& way, SiteId from,
                     SiteId to) {
  const reference::Carriages& carriages = rules.carriages();
  if (way.origin == reference::DistanceOrigin::stated) return {"match.distance_stated", {}};
  switch (rules.reference()[way.mode].path) {
    case reference::Path::sea: {
      const auto *port = carriages.sea_ways().port(from), *other = carriages.sea_ways().port(to);
      if (port == nullptr || other == nullptr) break;
      return {"match.distance_sea", {port->name, other->name}};
    }
    case reference::Path::line:
      return {"match.distance_line", {}};
    case reference::Path::road: {
      std::string roads, ferries;
      for (const reference::Crossing* crossing : carriages.roads().crossings(from, to)) {
        std::string& names = crossing->is_ferry ? ferries : roads;
        names += (names.empty() ? "" : ", ") + crossing->name;
      }
      if (!roads.empty() && !ferries.empty()) {
        return {"match.distance_roads_ferries", {roads, ferries}};
      }
      if (!roads.empty()) return {"match.distance_roads", {roads}};
      if (!ferries.empty()) return {"match.distance_ferries", {ferries}};
      if (way.origin == reference::DistanceOrigin::mapped) return {"match.distance_area", {}};
      break;
    }
  }
  return {"match.distance_guess", {}};
}

void add_way(const PairRules& rules, const reference::Carriage& way, SiteId from, SiteId to,
             AmountFlow sent, std::vector<Remark>& reasons) {
  if (!way.mode) {
    reasons.push_back({"match.same_site", {}});
    return;
  }
  reasons.push_back({"match.distance", {shown(way.distance), rules.reference()[way.mode].key}});
  reasons.push_back(length_reason(rules, way, from, to));
  if (way.arrival < 1) {
    reasons.push_back({"match.loss", {rounded(100 * (1 - way.arrival), 1)}});
  }
  // At the capacity to rounding: then it is the way that limits, not the streams.
  if (way.capacity && sent >= *way.capacity * (1 - 1e-9)) {
    reasons.push_back({"match.capacity", {shown(*way.capacity)}});
  }
}

/// What a process does, and what that costs.
void add_treatment(const PairRules& rules, const Treatment& treatment,
                   std::vector<Remark>& reasons) {
  const Region& region = rules.region();
  const reference::Reference& reference = rules.reference();
  const Process& process = region[treatment.process];
  const Resource& input = reference[process.inputs.front().resource];
  const Resource& output = reference[treatment.output];
  reasons.push_back({"match.process",
                     {process.name, region[treatment.site].name, shown(treatment.throughput),
                      std::string(input.unit()), input.key, shown(treatment.given),
                      std::string(output.unit()), output.key}});
}

/// The cost of a process: with its investment where it would be built.
void add_treatment_cost(const PairRules& rules, const Treatment& treatment,
                        std::vector<Remark>& reasons) {
  if (!treatment.cost || *treatment.cost == MoneyFlow{}) return;
  const Process& process = rules.region()[treatment.process];
  const bool is_cost = *treatment.cost > MoneyFlow{};
  const bool is_built = process.status == ProcessStatus::candidate;
  reasons.push_back({!is_cost   ? "match.process_earns"
                     : is_built ? "match.process_built"
                                : "match.process_costs",
                     {process.name, shown(is_cost ? *treatment.cost : -*treatment.cost)}});
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

/// What is given off when the taker uses what arrives.
auto use_of(const PairRules& rules, StreamId offer, StreamId need, const Outcome& outcome) {
  const Region& region = rules.region();
  const ResourceId given =
      outcome.treatments.empty() ? region[offer].resource : outcome.treatments.back().output;
  return reference::use_factor(region, rules.reference(), outcome.fit->fit, given,
                               region[need].site);
}

void add_mode_doubts(const PairRules& rules, const reference::Carriage& way, SiteId from, SiteId to,
                     Doubts& out) {
  if (!way.mode) return;
  const Mode& mode = rules.reference()[way.mode];
  if (way.origin == reference::DistanceOrigin::guessed && mode.path == reference::Path::road) {
    out.other.push_back({"check.distance_guessed", {shown(way.distance)}});
  }
  if (way.origin != reference::DistanceOrigin::stated && mode.path == reference::Path::line &&
      mode.capex_per_distance && rules.carriages().roads().are_apart(from, to)) {
    out.other.push_back({"check.line_under_water", {mode.key}});
  }
  if (way.origin == reference::DistanceOrigin::mapped && mode.path == reference::Path::sea) {
    for (const SiteId site : {from, to}) {
      if (rules.region()[site].has_quay) continue;
      const std::string& port = rules.carriages().sea_ways().port(site)->name;
      out.other.push_back({"check.quay_unknown", {rules.region()[site].name, port}});
    }
  }
  if (!way.co2e) out.unknown.push_back({"check.factor_unknown", {mode.key}});
  if (!is_read(mode.provenance.status)) {
    out.unverified.push_back(
        {"check.transport_unverified", {mode.key, std::string(way.factor_id)}});
  }
}

void add_treatment_doubts(const PairRules& rules, const Treatment& treatment, SiteId to,
                          Doubts& out) {
  const Process& process = rules.region()[treatment.process];
  if (!treatment.cost) out.unknown.push_back({"check.process_cost_unknown", {process.name}});
  if (!treatment.co2e) out.unknown.push_back({"check.process_co2e_unknown", {process.name}});
  if (process.status == ProcessStatus::candidate) {
    out.other.push_back({"check.process_not_built", {process.name}});
  }
  add_mode_doubts(rules, treatment.way, treatment.site, to, out);
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

std::string shown_percent(double probability) {
  constexpr double kSmallest = 0.01;
  if (probability < kSmallest) return "< 1";
  if (probability > 1 - kSmallest) return "> 99";
  return rounded(100 * probability, 0);
}

std::vector<Remark> Doubts::all() const {
  std::vector<Remark> checks = legal;
  for (const auto* part : {&qualities, &unknown, &unverified, &other}) {
    checks.insert(checks.end(), part->begin(), part->end());
  }
  return checks;
}

std::vector<Remark> fit_reasons(const PairRules& rules, StreamId offer, StreamId need,
                                const Outcome& outcome) {
  const Region& region = rules.region();
  std::vector<Remark> reasons;
  ResourceId given = region[offer].resource;
  for (const Treatment& treatment : outcome.treatments) {
    const Process& process = region[treatment.process];
    const auto input = reference::input_for(rules.reference(), process, given);
    const ResourceId entered = process.inputs[*input].resource;
    if (entered != given) {
      reasons.push_back(
          {"match.narrower", {rules.reference()[given].key, rules.reference()[entered].key}});
    }
    add_treatment(rules, treatment, reasons);
    given = treatment.output;
  }
  reasons.push_back(fit_reason(rules, given, region[need].resource, outcome.fit->fit));
  return reasons;
}

Remark fit_reason(const PairRules& rules, ResourceId given_id, ResourceId needed_id,
                  const Fit& fit) {
  const std::string& offered = rules.reference()[given_id].key;
  const std::string& needed = rules.reference()[needed_id].key;
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
                                    const Outcome& outcome) {
  const Region& region = rules.region();
  std::vector<Remark> reasons;
  const auto& treatments = outcome.treatments;
  const auto site = [&](std::size_t stop) {
    return stop < treatments.size() ? treatments[stop].site : region[need].site;
  };
  add_way(rules, outcome.way, region[offer].site, site(0), outcome.sent, reasons);
  for (std::size_t i = 0; i < treatments.size(); ++i) {
    add_way(rules, treatments[i].way, treatments[i].site, site(i + 1), treatments[i].given,
            reasons);
  }
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
  if (outcome.fixed != MoneyFlow{}) {
    reasons.push_back({"match.fixed", {shown(outcome.fixed)}});
  }
  for (const Treatment& treatment : outcome.treatments) {
    add_treatment_cost(rules, treatment, reasons);
  }
  add_change(reasons, "match.co2e_disposal", outcome.avoided_disposal_co2e,
             giver_factor ? giver_factor->factor_id : "");
  add_change(reasons, "match.co2e_production", outcome.avoided_production_co2e,
             taker_factor ? taker_factor->factor_id : "");
  add_change(reasons, "match.co2e_transport", outcome.transport_co2e, outcome.way.factor_id);
  for (const Treatment& treatment : outcome.treatments) {
    if (!treatment.co2e || *treatment.co2e == Co2eFlow{}) continue;
    reasons.push_back(
        {"match.co2e_process", {region[treatment.process].name, shown(*treatment.co2e)}});
  }
  if (const auto use = use_of(rules, offer, need, outcome)) {
    add_change(reasons, "match.co2e_use", outcome.use_co2e, use->factor_id);
  }
  return reasons;
}

Doubts doubts(const PairRules& rules, StreamId offer, StreamId need, const Outcome& outcome,
              const LawCheck& law) {
  Doubts out;
  out.legal = law.to_check;
  if (!rules.region()[offer].low_code.empty()) out.legal.push_back({"check.waste_status", {}});
  add_figures(rules, offer, out);
  add_figures(rules, need, out);
  if (const auto use = use_of(rules, offer, need, outcome); use && !use->is_verified) {
    const std::string& resource = rules.reference()[rules.region()[offer].resource].key;
    out.unverified.push_back({"check.factor_unverified", {resource, use->factor_id}});
  }
  const Region& region = rules.region();
  const auto& treatments = outcome.treatments;
  const auto site = [&](std::size_t stop) {
    return stop < treatments.size() ? treatments[stop].site : region[need].site;
  };
  add_mode_doubts(rules, outcome.way, region[offer].site, site(0), out);
  for (std::size_t i = 0; i < treatments.size(); ++i) {
    add_treatment_doubts(rules, treatments[i], site(i + 1), out);
  }
  if (outcome.fit->fit.synergy != nullptr) {
    const reference::Synergy& synergy = *outcome.fit->fit.synergy;
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

std::vector<Remark> assessment_reasons(const Assessment& assessment, std::string_view unit) {
  std::vector<Remark> reasons;
  if (assessment.benefit) {
    reasons.push_back({"match.outlook",
                       {shown(assessment.benefit->low), shown(assessment.benefit->high),
                        shown_percent(assessment.benefit->probability_above_zero)}});
  }
  for (const Mover& mover : assessment.movers) {
    reasons.push_back(
        {"match.mover_" + std::string(kPartWords[static_cast<std::size_t>(mover.part)]),
         {shown(mover.at_low), shown(mover.at_high), rounded(100 * mover.variance_share, 0)}});
  }
  if (assessment.split) {
    const auto price = [](UnitPrice value) { return rounded(value.in(euro / unit_amount), 2); };
    const Split& split = *assessment.split;
    const bool can_share = split.least_payment <= split.most_payment;
    reasons.push_back({can_share ? "match.split" : "match.no_split",
                       {price(split.even_payment), std::string(unit), price(split.least_payment),
                        price(split.most_payment)}});
  }
  return reasons;
}

}  // namespace samspill::matching
