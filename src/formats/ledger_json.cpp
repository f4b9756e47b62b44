#include "formats/ledger_json.h"

#include <map>

#include "formats/account_tables.h"
#include "formats/json_values.h"
#include "formats/result_json.h"

namespace samspill::formats {
namespace {

double tonnes(Co2eFlow flow) {
  return flow.in(tonne_co2e / year);
}

/// Of scope 3; null elsewhere, and where it is not told.
Json category_json(const AccountPlace& place) {
  return place.category == 0 ? Json(nullptr) : Json(place.category);
}

Json claims_json(const Region& region, const LedgerEntry& entry) {
  Json out = Json::array();
  for (const Claim& claim : entry.claims) {
    out.push_back({{"site_id", key_or_null(region.sites, claim.site)},
                   {"share", claim.share},
                   {"co2e_t_per_year",
                    entry.co2e ? Json(tonnes(claim.share * *entry.co2e)) : Json(nullptr)}});
  }
  return out;
}

Json entry_json(const Dataset& dataset, const LedgerEntry& entry) {
  const Region& region = dataset.region;
  const bool is_of_plan = static_cast<bool>(entry.resource);
  Json out = {{"site_id", key_or_null(region.sites, entry.site)},
              {"counterparty_site_id", key_or_null(region.sites, entry.counterparty)},
              {"exchange", text_or_null(exchange_key(entry.exchange))},
              {"initiative_id", key_or_null(region.initiatives, entry.initiative)},
              {"year", entry.year == 0 ? Json(nullptr) : Json(entry.year)},
              {"reference", word(entry.reference)},
              {"kind", word(entry.kind)},
              {"account", word(entry.place.account)},
              {"scope3_category", category_json(entry.place)},
              {"gas", entry.gas},
              {"origin", word(entry.origin)},
              {"co2e_t_per_year", entry.co2e ? Json(tonnes(*entry.co2e)) : Json(nullptr)},
              {"interval_t_per_year", interval_json(entry.interval)},
              {"factor_id", text_or_null(entry.factor_id)},
              {"source", text_or_null(entry.source)},
              {"is_verified", entry.is_verified},
              {"claims", claims_json(region, entry)}};
  if (!is_of_plan) return out;
  const reference::Resource& resource = dataset.reference[entry.resource];
  out["resource"] = resource.key;
  out["stream_id"] = key_or_null(region.streams, entry.stream);
  out["process_id"] = key_or_null(region.processes, entry.process);
  out["amount"] = entry.amount.in(unit_amount / year);
  out["unit"] = resource.unit();
  out["substitution"] = entry.substitution ? Json{{"ratio", entry.substitution->ratio},
                                                  {"basis", entry.substitution->basis}}
                                           : Json(nullptr);
  return out;
}

Json exchange_json(const Dataset& dataset, LedgerExchangeId id, const LedgerExchange& exchange) {
  Json initiatives = Json::array();
  for (const InitiativeId initiative : exchange.initiatives) {
    initiatives.push_back(dataset.region[initiative].key);
  }
  return {{"id", exchange_key(id)},
          {"from_id", endpoint_id(dataset.region, exchange.giver)},
          {"to_id", endpoint_id(dataset.region, exchange.taker)},
          {"resource", dataset.reference[exchange.resource].key},
          {"exchange_id", text_or_null(exchange.key)},
          {"initiative_ids", std::move(initiatives)},
          {"effect_t_co2e_per_year", tonnes(exchange.effect)}};
}

Json balance_json(const Co2eBalance& balance) {
  return {{"fossil", tonnes(balance.fossil)},
          {"biogenic", tonnes(balance.biogenic)},
          {"removed", tonnes(balance.removed)},
          {"avoided", tonnes(balance.avoided)}};
}

Json uncertainty_json(const LedgerUncertainty& uncertainty) {
  Json factors = Json::array();
  for (const FactorShare& factor : uncertainty.factors) {
    factors.push_back({{"factor_id", factor.factor_id},
                       {"share_of_variance", factor.of_total},
                       {"share_of_fossil", factor.of_fossil},
                       {"share_of_avoided", factor.of_avoided},
                       {"spread_below", factor.spread.below},
                       {"spread_above", factor.spread.above}});
  }
  return {{"seed", uncertainty.seed},
          {"trials", uncertainty.trials},
          {"interval_t_co2e",
           {{"fossil", interval_json(uncertainty.fossil)},
            {"biogenic", interval_json(uncertainty.biogenic)},
            {"removed", interval_json(uncertainty.removed)},
            {"avoided", interval_json(uncertainty.avoided)},
            {"total", interval_json(uncertainty.total)}}},
          {"factors", std::move(factors)}};
}

Json claimed_json(const Region& region, const Ledger& ledger) {
  std::map<SiteId, Co2eBalance> by_party;
  for (const LedgerEntry& entry : ledger.entries) {
    if (!entry.co2e) continue;
    for (const Claim& claim : entry.claims) {
      line_of(by_party[claim.site], entry) += claim.share * *entry.co2e;
    }
  }
  Json out = Json::array();
  for (const auto& [site, balance] : by_party) {
    Json row = balance_json(balance);
    row["site_id"] = key_or_null(region.sites, site);
    out.push_back(std::move(row));
  }
  return out;
}

Json groups_json(const std::vector<accounting::EmissionGroup>& groups, std::string_view key) {
  Json out = Json::array();
  for (const accounting::EmissionGroup& group : groups) {
    Json row = {{std::string(key), text_or_null(group.key)},
                {"fossil_t", tonnes(group.sum.fossil)},
                {"biogenic_t", tonnes(group.sum.biogenic)},
                {"unknown_rows", group.sum.unknown}};
    if (!group.name.empty()) row["name"] = group.name;
    out.push_back(std::move(row));
  }
  return out;
}

Json emissions_json(const Region& region, const accounting::RegionEmissions& emissions) {
  Json outdated = Json::array();
  for (const accounting::OutdatedEmission& one : emissions.outdated) {
    outdated.push_back({{"site_id", region[one.site].key},
                        {"year", one.year},
                        {"fossil_t", tonnes(one.fossil)},
                        {"initiative_id", region[one.initiative].key}});
  }
  const auto in_year = [](const std::optional<int>& number) {
    return number ? Json(*number) : Json(nullptr);
  };
  return {{"gwp_set", reference::kGwpSetWords[static_cast<std::size_t>(emissions.gwp)]},
          {"first_year", in_year(emissions.first_year)},
          {"last_year", in_year(emissions.last_year)},
          {"fossil_t", tonnes(emissions.today.fossil)},
          {"biogenic_t", tonnes(emissions.today.biogenic)},
          {"unknown_rows", emissions.today.unknown},
          {"by_year", groups_json(emissions.by_year, "year")},
          {"by_gas", groups_json(emissions.by_gas, "gas")},
          {"by_origin", groups_json(emissions.by_origin, "origin")},
          {"by_scope", groups_json(emissions.by_scope, "scope")},
          {"by_sector", groups_json(emissions.by_sector, "nace")},
          {"by_municipality", groups_json(emissions.by_municipality, "municipality")},
          {"by_site", groups_json(emissions.by_site, "site_id")},
          {"outdated", std::move(outdated)}};
}

Json path_json(const portfolio::Portfolio& portfolio) {
  const auto kilotonnes = [](Co2eFlow flow) { return flow.in(kilotonne_co2e / year); };
  Json out = Json::array();
  for (const portfolio::PathYear& in_year : portfolio.path) {
    out.push_back(
        {{"year", in_year.year},
         {"baseline_kt", kilotonnes(in_year.baseline)},
         {"cut_kt", kilotonnes(in_year.cut)},
         {"removed_kt", kilotonnes(in_year.removed)},
         {"net_kt", kilotonnes(in_year.baseline - in_year.cut - in_year.removed)},
         {"target_kt", in_year.target ? Json(kilotonnes(*in_year.target)) : Json(nullptr)},
         {"missed_kt", kilotonnes(in_year.missed())}});
  }
  return out;
}

}  // namespace

Json interval_json(const std::optional<Co2eInterval>& interval) {
  if (!interval) return nullptr;
  return {{"low", tonnes(interval->low)}, {"high", tonnes(interval->high)}};
}

Json ledger_json(const Dataset& dataset, const Ledger& ledger) {
  Json entries = Json::array();
  for (const LedgerEntry& entry : ledger.entries) entries.push_back(entry_json(dataset, entry));
  Json exchanges = Json::array();
  for (std::size_t i = 0; i < ledger.exchanges.size(); ++i) {
    exchanges.push_back(exchange_json(dataset, LedgerExchangeId(i), ledger.exchanges[i]));
  }
  return {{"entries", std::move(entries)},
          {"exchanges", std::move(exchanges)},
          {"reference", word(ledger.reference)},
          {"claim_rule", word(ledger.claim_rule)},
          {"claimed_t_co2e", claimed_json(dataset.region, ledger)},
          {"total_t_co2e_per_year", tonnes(ledger.total)},
          {"unknown_entries", ledger.unknown},
          {"balance_t_co2e", balance_json(ledger.balance)},
          {"uncertainty",
           ledger.uncertainty.trials > 0 ? uncertainty_json(ledger.uncertainty) : Json(nullptr)}};
}

Json region_json(const Dataset& dataset, const accounting::RegionEmissions& emissions,
                 const portfolio::RegionAccount& account) {
  Json within = Json::array();
  for (const LedgerExchangeId exchange : account.within) within.push_back(exchange_key(exchange));
  const auto& path = account.path;
  return {{"emissions", emissions_json(dataset.region, emissions)},
          {"scope", path ? Json(path->scope) : Json(nullptr)},
          {"counts_removals", path ? Json(path->counts_removals) : Json(nullptr)},
          {"met", path ? Json(path->is_met()) : Json(nullptr)},
          {"path", path ? path_json(*path) : Json::array()},
          {"net_negative_year",
           account.net_negative_year ? Json(*account.net_negative_year) : Json(nullptr)},
          {"above_zero_t", path ? Json(tonnes(account.above_zero)) : Json(nullptr)},
          {"biogenic_not_captured_t", tonnes(account.not_captured)},
          {"initiatives", ledger_json(dataset, account.initiatives)},
          {"exchanges_within_initiatives", std::move(within)},
          {"counted_within_initiatives_t", tonnes(account.counted_within)},
          {"beside_the_path_t", tonnes(account.beside)}};
}

}  // namespace samspill::formats
