#include "formats/used_facts.h"

#include "reference/valuation.h"

namespace samspill::formats {
namespace {

constexpr std::string_view kPrices = "prices", kFactors = "factors", kTransport = "transport",
                           kSynergies = "synergies";

bool is_read(const reference::Provenance& provenance) {
  return provenance.status == reference::Status::published ||
         provenance.status == reference::Status::stated;
}

}  // namespace

UsedFacts::UsedFacts(const Dataset& dataset) : dataset_(dataset) {
  const reference::Reference& tables = dataset.reference;
  for (const auto& row : tables.prices()) prices_[row.provenance.key] = is_read(row.provenance);
  for (const auto& row : tables.factors()) factors_[row.provenance.key] = is_read(row.provenance);
  for (const auto& row : tables.modes()) modes_[row.key] = is_read(row.provenance);
  for (const auto& row : tables.synergies()) {
    synergies_[row.provenance.key] = is_read(row.provenance);
  }
}

void UsedFacts::add_stream(StreamId id, Rows& rows) const {
  const Stream& stream = dataset_.region[id];
  if (const auto price = reference::present_price(dataset_.region, dataset_.reference, stream)) {
    rows.emplace(kPrices, price->price_id);
  }
  if (const auto factor = reference::present_factor(dataset_.region, dataset_.reference, stream)) {
    rows.emplace(kFactors, factor->factor_id);
  }
}

void UsedFacts::add_state(const NetworkState& state, Rows& rows) const {
  for (const auto* recourses : {&state.disposals, &state.purchases}) {
    for (const Recourse& recourse : *recourses) {
      rows.emplace(kPrices, recourse.price_id);
      rows.emplace(kFactors, recourse.factor_id);
    }
  }
  for (const PlanFlow& flow : state.flows) {
    if (flow.mode) rows.emplace(kTransport, dataset_.reference[flow.mode].key);
    for (const FlowLeg& leg : flow.legs) {
      if (leg.mode) rows.emplace(kTransport, dataset_.reference[leg.mode].key);
    }
    rows.emplace(kFactors, flow.use_factor_id);
  }
}

Json UsedFacts::of(const Match& match) const {
  Rows rows;
  add_stream(match.offer, rows);
  add_stream(match.need, rows);
  if (match.mode) rows.emplace(kTransport, dataset_.reference[match.mode].key);
  for (const PathwayStep& step : match.pathway) {
    if (step.mode) rows.emplace(kTransport, dataset_.reference[step.mode].key);
  }
  const Region& region = dataset_.region;
  const ResourceId given =
      match.pathway.empty() ? region[match.offer].resource : match.pathway.back().output;
  if (const auto fit = dataset_.reference.fit(given, region[match.need].resource)) {
    if (fit->synergy != nullptr) rows.emplace(kSynergies, fit->synergy->provenance.key);
    const auto use =
        reference::use_factor(region, dataset_.reference, *fit, given, region[match.need].site);
    if (use) rows.emplace(kFactors, use->factor_id);
  }
  return json(rows);
}

Json UsedFacts::of(const Plan& plan) const {
  Rows rows;
  add_state(plan.planned, rows);
  return json(rows);
}

Json UsedFacts::json(const Rows& rows) const {
  Json out = Json::array();
  for (const auto& [table, row_id] : rows) {
    const auto& known = table == kPrices      ? prices_
                        : table == kFactors   ? factors_
                        : table == kTransport ? modes_
                                              : synergies_;
    const auto found = known.find(row_id);
    if (found == known.end()) continue;  // the stream's own figure
    out.push_back({{"table", table}, {"row_id", row_id}, {"is_verified", found->second}});
  }
  return out;
}

}  // namespace samspill::formats
