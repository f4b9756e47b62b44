#include <string>

#include "accounting/standards.h"
#include "formats/account_tables.h"
#include "formats/json_values.h"
#include "formats/ledger_json.h"

namespace samspill::formats {
namespace {

using accounting::EnergyMethod;
using accounting::Project;
using accounting::ScopeLine;

constexpr Co2eFlow kTonne = tonne_co2e / year;

Json tonnes(const std::optional<Co2eFlow>& flow) {
  return flow ? Json(flow->in(kTonne)) : Json(nullptr);
}

Json number_or_null(int number) {
  return number == 0 ? Json(nullptr) : Json(number);
}

Json year_or_null(const std::optional<int>& in_year) {
  return in_year ? Json(*in_year) : Json(nullptr);
}

Json scope_json(const Region& region, const ScopeLine& line) {
  Json out = {{"site_id", key_or_null(region.sites, line.site)},
              {"account", word(line.place.account)},
              {"scope3_category", number_or_null(line.place.category)},
              {"reference", word(line.reference)},
              {"year", number_or_null(line.year)},
              {"basis", word(line.basis())},
              {"first_year", year_or_null(line.first_year)},
              {"last_year", year_or_null(line.last_year)},
              {"is_outdated", line.is_outdated},
              {"without_t", tonnes(line.without())},
              {"change_t", line.change.in(kTonne)},
              {"with_t", tonnes(line.with())},
              {"bought_less_t", line.bought_less.in(kTonne)},
              {"credits_t", line.credits.in(kTonne)},
              {"calculated_t", tonnes(line.calculated)},
              {"unknown_rows", line.unknown}};
  if (line.place.account != Account::scope_2) return out;
  const auto told = [&](EnergyMethod method) {
    return line.method == method ? tonnes(line.calculated) : Json(nullptr);
  };
  out["energy_method"] = word(line.method);
  out["location_based_t"] = told(EnergyMethod::location_based);
  out["market_based_t"] = told(EnergyMethod::market_based);
  return out;
}

Json element_json(const Region& region, const Ledger& ledger,
                  const accounting::ProjectElement& element) {
  const LedgerEntry& entry = ledger.entries[element.entry];
  return {{"element", word(element.kind)},
          {"relation", word(element.relation)},
          {"kind", word(entry.kind)},
          {"site_id", key_or_null(region.sites, entry.site)},
          {"gas", entry.gas},
          {"origin", word(entry.origin)},
          {"baseline_t", tonnes(element.baseline)},
          {"project_t", tonnes(element.project)},
          {"difference_t", tonnes(entry.co2e)},
          {"interval_t", interval_json(entry.interval)},
          {"monitoring", accounting::word(element.monitoring)},
          {"factor_id", entry.factor_id.empty() ? Json(nullptr) : Json(entry.factor_id)},
          {"is_verified", entry.is_verified}};
}

Json project_json(const Dataset& dataset, const Ledger& ledger, const Project& project) {
  Json elements = Json::array(), displaces = Json::array();
  for (const auto& element : project.elements) {
    elements.push_back(element_json(dataset.region, ledger, element));
  }
  for (const LedgerExchangeId id : project.displaces) displaces.push_back(exchange_key(id));
  Json out = {{"exchange", text_or_null(exchange_key(project.exchange))},
              {"initiative_id", key_or_null(dataset.region.initiatives, project.initiative)},
              {"reference", word(ledger.reference)},
              {"difference_t", project.difference.in(kTonne)},
              {"interval_t", interval_json(project.interval)},
              {"unknown_elements", project.unknown},
              {"leakage", {{"displaced_exchanges", std::move(displaces)}, {"markets_t", nullptr}}},
              {"elements", std::move(elements)}};
  if (!project.exchange) return out;
  const reference::Resource& resource =
      dataset.reference[ledger.exchanges[project.exchange.index()].resource];
  out["resource"] = resource.key;
  out["unit"] = resource.unit();
  out["baseline_amount"] = project.baseline_amount.in(unit_amount / year);
  out["project_amount"] = project.project_amount.in(unit_amount / year);
  return out;
}

Json comparative_json(const Dataset& dataset, const Ledger& ledger) {
  Json claims = Json::array();
  std::size_t unknown = 0;
  Co2eFlow total;
  for (const LedgerEntry* entry : accounting::comparative_claims(ledger)) {
    if (!entry->co2e) ++unknown;
    total += entry->co2e.value_or(Co2eFlow{});
    claims.push_back(
        {{"exchange", text_or_null(exchange_key(entry->exchange))},
         {"giver_site_id", key_or_null(dataset.region.sites, entry->counterparty)},
         {"taker_site_id", key_or_null(dataset.region.sites, entry->site)},
         {"resource_replaced", dataset.reference[entry->resource].key},
         {"co2e_t_per_year", tonnes(entry->co2e)},
         {"interval_t_per_year", interval_json(entry->interval)},
         {"factor_id", entry->factor_id.empty() ? Json(nullptr) : Json(entry->factor_id)}});
  }
  return {
      {"reference", word(ledger.reference)},
      {"year", dataset.region.settings.base_year},
      {"total_t_per_year", total.in(kTonne)},
      {"interval_t_per_year",
       ledger.uncertainty.trials > 0 ? interval_json(ledger.uncertainty.avoided) : Json(nullptr)},
      {"unknown_claims", unknown},
      {"is_in_inventories", false},
      {"claims", std::move(claims)}};
}

}  // namespace

Json standards_json(const Dataset& dataset, const Ledger& ledger, const Ledger& initiatives,
                    const accounting::Standards& standards) {
  Json scopes = Json::array(), projects = Json::array();
  for (const auto* lines : {&standards.scopes, &standards.initiative_scopes}) {
    for (const ScopeLine& line : *lines) scopes.push_back(scope_json(dataset.region, line));
  }
  for (const Project& one : standards.projects) {
    projects.push_back(project_json(dataset, ledger, one));
  }
  for (const Project& one : standards.initiative_projects) {
    projects.push_back(project_json(dataset, initiatives, one));
  }
  return {{"scopes", std::move(scopes)},
          {"projects", std::move(projects)},
          {"comparative", comparative_json(dataset, ledger)}};
}

}  // namespace samspill::formats
