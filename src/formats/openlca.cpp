// A ledger's exchanges as processes for openLCA.
//
// Problem: who works with life-cycle tools wants the exchanges there, with every figure of the
// ledger and nothing made up.
//
// Method: an exchange is a unit process. Its reference is what the giver sends more (or less) a
// year. Each entry of the ledger is an output of greenhouse gases as CO2e, one elementary flow for
// each line of the balance, so that what is avoided elsewhere is never added to what is given off;
// beside it stands the amount that the factor was applied to, as goods, waste or carriage without a
// provider. What is bought less is an avoided product. Ids are made from names, dates are fixed.
//
// Source: openLCA schema 2 (GreenDelta, olca-schema).
//
// Limits: one unit to each unit group; gases are not told apart; who links a provider to the goods
// must drop the gases of that entry, which its description names, or counts them twice. A factor
// that is lopsided or below zero has its spread in words only.
//
// Worked number: bark for gas: 100 t bark as reference, −225 MWh gas avoided; outputs of CO2e: −2 t
// and 0.1 t fossil, 1.35 t biogenic, −45.45 t avoided elsewhere.
#include "formats/openlca.h"

#include <array>
#include <cmath>
#include <format>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/name_uuid.h"
#include "base/number.h"
#include "formats/result_json.h"
#include "formats/zip_writer.h"

namespace samspill::formats {
namespace {

using accounting::Project;

constexpr Co2eFlow kTonne = tonne_co2e / year;
constexpr AmountFlow kUnit = unit_amount / year;
constexpr std::string_view kMass = "t";

/// What a base unit measures.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kQuantities = {
    {{"t", "Mass"},
     {"MWh", "Energy"},
     {"m3", "Volume"},
     {"Nm3", "Volume at normal conditions"},
     {"piece", "Number of pieces"},
     {"ha", "Area"},
     {"km", "Length"}}};

std::string quantity_of(std::string_view unit) {
  for (const auto& [known, quantity] : kQuantities) {
    if (known == unit) return std::string(quantity);
  }
  return std::string(unit);
}

struct Kind {
  std::string_view type;
  std::string_view folder;
};
constexpr Kind kProcess{"Process", "processes"}, kFlow{"Flow", "flows"},
    kFlowProperty{"FlowProperty", "flow_properties"}, kUnitGroup{"UnitGroup", "unit_groups"},
    kLocation{"Location", "locations"}, kSource{"Source", "sources"};

std::string id_of(std::string_view type, std::string_view name) {
  return name_uuid(std::format("samspill:{}:{}", type, name));
}

/// Words of an account's elementary flow.
std::string gas_name(const LedgerEntry& entry) {
  const Account account = entry.place.account;
  return account == Account::comparative      ? "Greenhouse gases as CO2e, avoided elsewhere"
         : account == Account::removal        ? "Carbon dioxide, taken out of the air and stored"
         : account == Account::outside_scopes ? "Carbon dioxide, biogenic"
                                              : "Greenhouse gases as CO2e, fossil and process";
}

class Package {
 public:
  explicit Package(const AccountParts& parts)
      : parts_(parts), region_(parts.dataset.region), reference_(parts.dataset.reference) {
    files_["openlca.json"] = Json{{"schemaVersion", 2}}.dump();
    files_["olca-schema.json"] = Json{{"version", 2}}.dump();  // the name it has in other readers
  }

  std::string zip() && {
    for (const Project& project : parts_.standards.projects) add_process(project);
    return zip_archive(files_);
  }

 private:
  /// Adds the object if it is new; gives the reference to it.
  Json add(const Kind& kind, const std::string& id_name, const std::string& name, Json more) {
    const std::string id = id_of(kind.type, id_name);
    Json object = {{"@type", kind.type}, {"@id", id}, {"name", name}, {"version", "01.00.000"}};
    object.update(more);
    files_.try_emplace(std::format("{}/{}.json", kind.folder, id), object.dump(1));
    return {{"@type", kind.type}, {"@id", id}, {"name", name}};
  }

  static Json unit(std::string_view unit) {
    return {{"@type", "Unit"}, {"@id", id_of("Unit", unit)}, {"name", unit}};
  }

  Json quantity(std::string_view of_unit) {
    const std::string name = quantity_of(of_unit);
    Json own = unit(of_unit);
    own["isRefUnit"] = true;
    own["conversionFactor"] = 1.0;
    const Json property = {
        {"@type", kFlowProperty.type}, {"@id", id_of(kFlowProperty.type, name)}, {"name", name}};
    const Json group = add(kUnitGroup, name, "Units of " + name,
                           {{"category", "Samspill"},
                            {"defaultFlowProperty", property},
                            {"units", Json::array({own})}});
    return add(kFlowProperty, name, name,
               {{"category", "Samspill"},
                {"flowPropertyType", "PHYSICAL_QUANTITY"},
                {"unitGroup", group}});
  }

  Json flow(std::string_view type, const std::string& id_name, const std::string& name,
            std::string_view unit, const std::string& category) {
    Json factor = {{"@type", "FlowPropertyFactor"},
                   {"conversionFactor", 1.0},
                   {"isRefFlowProperty", true},
                   {"flowProperty", quantity(unit)}};
    Json ref = add(kFlow, id_name, name,
                   {{"category", category},
                    {"flowType", type},
                    {"flowProperties", Json::array({std::move(factor)})}});
    ref["flowType"] = type;
    ref["refUnit"] = unit;
    return ref;
  }

  Json exchange(Json flow, double amount, std::string_view of_unit, bool is_input) {
    return {{"@type", "Exchange"},       {"internalId", ++last_id_},
            {"isInput", is_input},       {"isQuantitativeReference", false},
            {"isAvoidedProduct", false}, {"amount", amount},
            {"flow", std::move(flow)},   {"flowProperty", quantity(of_unit)},
            {"unit", unit(of_unit)}};
  }

  Json goods(ResourceId resource) {
    const reference::Resource& row = reference_[resource];
    return flow("PRODUCT_FLOW", "product:" + row.key, std::string(row.name(language_)), row.unit(),
                "Samspill/goods and energy");
  }

  /// What the factor of the entry was applied to; empty where the gases are all there is.
  std::optional<Json> carrier(const LedgerEntry& entry) {
    const reference::Resource& resource = reference_[entry.resource];
    const std::string name(resource.name(language_));
    const double amount = entry.amount.in(kUnit);
    switch (entry.kind) {
      case EntryKind::avoided_production: {
        Json out = exchange(goods(entry.resource), -amount, resource.unit(), true);
        out["isAvoidedProduct"] = true;
        return out;
      }
      case EntryKind::added_production:
      case EntryKind::purchased_energy:
        return exchange(goods(entry.resource), amount, resource.unit(), true);
      case EntryKind::avoided_disposal:
      case EntryKind::treatment:
        return exchange(flow("WASTE_FLOW", "waste:" + resource.key, name + ", to treatment",
                             resource.unit(), "Samspill/waste"),
                        amount, resource.unit(), false);
      case EntryKind::transport:
        return exchange(flow("PRODUCT_FLOW", "carriage:" + resource.key, name + ", carried",
                             resource.unit(), "Samspill/carriage"),
                        amount, resource.unit(), true);
      case EntryKind::direct:
      case EntryKind::stored:
        break;
    }
    return {};
  }

  std::string note(const LedgerEntry& entry) const {
    const std::string factor = !entry.co2e
                                   ? "no factor is known, so its gases are unknown"
                                   : std::format("factor {}{}{}", entry.factor_id,
                                                 entry.source.empty() ? "" : ", " + entry.source,
                                                 entry.is_verified ? "" : ", unverified");
    std::string text =
        std::format("{} at {}: {}", word(entry.kind), region_[entry.site].key, factor);
    if (entry.interval) {
      text += std::format("; {:.6g} to {:.6g} t in nine of ten cases",
                          entry.interval->low.in(kTonne), entry.interval->high.in(kTonne));
    }
    return text;
  }

  Json gases(const LedgerEntry& entry) {
    const std::string name = gas_name(entry);
    const double amount = entry.co2e->in(kTonne);
    Json out =
        exchange(flow("ELEMENTARY_FLOW", "gas:" + name, name, kMass, "Samspill/emission to air"),
                 amount, kMass, false);
    if (amount > 0 && entry.spread.below == entry.spread.above && entry.spread.above > 0) {
      out["uncertainty"] = {{"@type", "Uncertainty"},
                            {"distributionType", "LOG_NORMAL_DISTRIBUTION"},
                            {"geomMean", amount},
                            {"geomSd", std::exp(entry.spread.above)}};
    }
    return out;
  }

  Json location(SiteId id) {
    const Site& site = region_[id];
    return add(kLocation, region_.settings.name + ":" + site.key, site.name,
               {{"category", "Samspill"},
                {"code", site.country},
                {"latitude", site.place.latitude_deg},
                {"longitude", site.place.longitude_deg}});
  }

  Json source(const std::string& text) {
    return add(kSource, text, text, {{"category", "Samspill"}, {"textReference", text}});
  }

  Json reference_exchange(const Project& project, ResourceId resource) {
    const AmountFlow change = project.project_amount - project.baseline_amount;
    const double amount = std::abs(change.in(kUnit));
    // What is sent may stay as it is while what is bought beside it changes.
    const double whole = amount > 0 ? amount : project.project_amount.in(kUnit);
    Json out = exchange(goods(resource), whole, reference_[resource].unit(), false);
    out["isQuantitativeReference"] = true;
    return out;
  }

  void add_process(const Project& project) {
    const LedgerExchange& of = parts_.ledger.exchanges[project.exchange.index()];
    last_id_ = 0;
    Json exchanges = Json::array({reference_exchange(project, of.resource)});
    std::map<std::string, Json> sources;
    for (const accounting::ProjectElement& element : project.elements) {
      const LedgerEntry& entry = parts_.ledger.entries[element.entry];
      for (auto& one : {carrier(entry), entry.co2e ? std::optional(gases(entry)) : std::nullopt}) {
        if (!one) continue;
        exchanges.push_back(*one);
        exchanges.back()["description"] = note(entry);
      }
      if (!entry.source.empty()) sources.try_emplace(entry.source, source(entry.source));
    }
    Json listed = Json::array();
    for (auto& [text, ref] : sources) listed.push_back(std::move(ref));
    const std::string ends =
        std::format("{} > {}", endpoint_id(region_, of.giver), endpoint_id(region_, of.taker));
    const std::string& resource = reference_[of.resource].key;
    add(kProcess, std::format("{}:{}:{}", region_.settings.name, ends, resource),
        std::format("{}: {} ({})", exchange_key(project.exchange), ends,
                    reference_[of.resource].name(language_)),
        {{"category", "Samspill/" + region_.settings.name},
         {"processType", "UNIT_PROCESS"},
         {"isInfrastructureProcess", false},
         {"description", description(project)},
         {"location", location(of.taker.site)},
         {"processDocumentation", documentation(std::move(listed))},
         {"lastInternalId", last_id_},
         {"exchanges", std::move(exchanges)}});
  }

  std::string description(const Project& project) const {
    return std::format(
        "What changes in a year against the reference scenario {}: {} sent instead of {}. Every "
        "output of gases is an entry of the ledger. Goods, waste and carriage have no provider: "
        "their gases stand beside them.",
        word(parts_.ledger.reference), to_text(project.project_amount.in(kUnit)),
        to_text(project.baseline_amount.in(kUnit)));
  }

  Json documentation(Json sources) const {
    return {{"@type", "ProcessDocumentation"},
            {"timeDescription", std::format("year {}", region_.settings.base_year)},
            {"intendedApplication",
             "Screening of exchanges; what is avoided elsewhere is a comparative claim and belongs "
             "in nobody's inventory."},
            {"inventoryMethodDescription",
             "Samspill's ledger: docs/methods/accounting.md of its source."},
            {"sources", std::move(sources)}};
  }

  const AccountParts& parts_;
  const Region& region_;
  const reference::Reference& reference_;
  reference::Language language_ = reference::Language::en;
  std::map<std::string, std::string> files_;
  int last_id_ = 0;
};

}  // namespace

std::string openlca_zip(const AccountParts& parts) {
  return Package(parts).zip();
}

}  // namespace samspill::formats
