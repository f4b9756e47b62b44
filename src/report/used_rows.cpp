#include "report/used_rows.h"

#include <format>
#include <set>

namespace samspill::report {
namespace {

using Kind = UsedRow::Kind;

/// What plan and ledger say they used.
struct UsedKeys {
  std::set<std::string, std::less<>> prices;
  std::set<std::string, std::less<>> factors;
  std::set<ModeId> modes;
  std::set<const reference::Synergy*> synergies;
};

void collect(const NetworkState& state, UsedKeys& used) {
  for (const auto* recourses : {&state.disposals, &state.purchases}) {
    for (const Recourse& recourse : *recourses) {
      used.prices.insert(recourse.price_id);
      used.factors.insert(recourse.factor_id);
    }
  }
  for (const PlanFlow& flow : state.flows) {
    for (const FlowLeg& leg : legs_of(flow)) {
      if (leg.mode) used.modes.insert(leg.mode);
      used.factors.insert(leg.factor_id);
    }
    used.factors.insert(flow.use_factor_id);
  }
}

UsedKeys used_keys(const Basis& basis) {
  UsedKeys used;
  collect(basis.plan.planned, used);
  collect(basis.plan.baseline, used);
  for (const LedgerEntry& entry : basis.input.ledger.entries) used.factors.insert(entry.factor_id);
  for (const ExchangeSum& sum : basis.exchanges) {
    if (!sum.from.stream || !sum.to.stream) continue;
    const auto fit = basis.reference.fit(basis.region[sum.from.stream].resource,
                                         basis.region[sum.to.stream].resource);
    if (fit && fit->synergy != nullptr) used.synergies.insert(fit->synergy);
  }
  return used;
}

Kind kind_of(reference::FactorKind kind) {
  if (kind == reference::FactorKind::production) return Kind::production_factor;
  return kind == reference::FactorKind::disposal ? Kind::disposal_factor : Kind::process_factor;
}

Cell fine(double value, std::string unit) {
  return Cell::of_number(value, fine_decimals(value), std::move(unit));
}

void add_prices(const Basis& basis, const UsedKeys& used, std::vector<UsedRow>& rows) {
  for (const reference::Price& price : basis.reference.prices()) {
    if (!used.prices.contains(price.provenance.key)) continue;
    const bool is_purchase = price.kind == reference::PriceKind::purchase;
    const std::string unit =
        std::format("EUR/{}", basis.words.unit(basis.base_unit(price.resource)));
    rows.push_back({is_purchase ? Kind::purchase_price : Kind::disposal_price, price.provenance,
                    basis.resource_name(price.resource),
                    fine(price.value.in(euro / unit_amount), unit)});
  }
}

void add_factors(const Basis& basis, const UsedKeys& used, std::vector<UsedRow>& rows) {
  for (const reference::Factor& factor : basis.reference.factors()) {
    if (!used.factors.contains(factor.provenance.key)) continue;
    const std::string unit =
        std::format("kg\u00a0CO₂e/{}", basis.words.unit(basis.base_unit(factor.resource)));
    rows.push_back({kind_of(factor.kind), factor.provenance, basis.resource_name(factor.resource),
                    fine(factor.value.in(kilogram_co2e / unit_amount), unit)});
  }
}

void add_modes(const Basis& basis, const UsedKeys& used, std::vector<UsedRow>& rows) {
  for (std::size_t i = 0; i < basis.reference.modes().size(); ++i) {
    const reference::Mode& mode = basis.reference.modes()[i];
    if (!used.modes.contains(ModeId(i)) || mode.carries.empty()) continue;
    const std::string name = basis.mode_name(ModeId(i));
    // What one mode carries is all counted in the same unit.
    const std::string per =
        std::format("({}\u00a0km)", basis.words.unit(basis.base_unit(mode.carries.front())));
    rows.push_back({Kind::transport_price, mode.provenance, name,
                    fine(mode.cost_per_distance.in(euro / unit_amount / kilometre), "EUR/" + per)});
    if (!mode.co2e_per_distance) continue;
    rows.push_back({Kind::transport_factor, mode.provenance, name,
                    fine(mode.co2e_per_distance->in(kilogram_co2e / unit_amount / kilometre),
                         "kg\u00a0CO₂e/" + per)});
  }
}

void add_synergies(const Basis& basis, const UsedKeys& used, std::vector<UsedRow>& rows) {
  for (const reference::Synergy& synergy : basis.reference.synergies()) {
    if (!used.synergies.contains(&synergy)) continue;
    const std::string subject = std::format("{} → {}", basis.resource_name(synergy.offer),
                                            basis.resource_name(synergy.need));
    const std::string unit = std::format("{}/{}", basis.words.unit(basis.base_unit(synergy.need)),
                                         basis.words.unit(basis.base_unit(synergy.offer)));
    rows.push_back({Kind::synergy, synergy.provenance, subject, fine(synergy.substitution, unit)});
  }
}

}  // namespace

bool UsedRow::is_checked() const {
  return provenance.status == reference::Status::published ||
         provenance.status == reference::Status::stated;
}

UncheckedKeys unchecked_keys(const std::vector<UsedRow>& used) {
  UncheckedKeys keys;
  for (const UsedRow& row : used) {
    if (!row.is_checked()) keys.insert(row.provenance.key);
  }
  return keys;
}

std::vector<UsedRow> used_rows(const Basis& basis) {
  const UsedKeys used = used_keys(basis);
  std::vector<UsedRow> rows;
  add_prices(basis, used, rows);
  add_factors(basis, used, rows);
  add_modes(basis, used, rows);
  add_synergies(basis, used, rows);
  return rows;
}

}  // namespace samspill::report
