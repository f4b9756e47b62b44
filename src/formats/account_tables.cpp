#include "formats/account_tables.h"

#include <format>
#include <utility>

#include "base/number.h"
#include "formats/result_json.h"
#include "formats/settings.h"
#include "formats/settings_json.h"

namespace samspill::formats {
namespace {

using accounting::Project;
using accounting::ProjectElement;
using accounting::ScopeLine;

constexpr Co2eFlow kTonne = tonne_co2e / year;
constexpr AmountFlow kUnit = unit_amount / year;

std::string tonnes(Co2eFlow flow) {
  return to_text(flow.in(kTonne));
}

std::string tonnes(const std::optional<Co2eFlow>& flow) {
  return flow ? tonnes(*flow) : "";
}

std::string low(const std::optional<Co2eInterval>& interval) {
  return interval ? tonnes(interval->low) : "";
}

std::string high(const std::optional<Co2eInterval>& interval) {
  return interval ? tonnes(interval->high) : "";
}

std::string number(const std::optional<int>& value) {
  return value ? std::to_string(*value) : "";
}

std::string number_or_empty(int value) {
  return value == 0 ? "" : std::to_string(value);
}

std::string yes_no(bool value) {
  return value ? "yes" : "no";
}

template <typename Rows, typename Id>
std::string key(const Rows& rows, Id id) {
  return id ? rows[id.index()].key : "";
}

/// A table that grows by rows of text.
class Sheet {
 public:
  Sheet(const std::string& name, std::vector<std::string> columns)
      : table_(name, name + ".csv", std::move(columns)) {}

  void add(const std::vector<std::string>& cells) {
    const int header = 1;
    table_.add_row(static_cast<int>(table_.rows()) + header + 1, {cells.begin(), cells.end()});
  }
  Table table() && { return std::move(table_); }

 private:
  Table table_;
};

class AccountTables {
 public:
  explicit AccountTables(const AccountParts& parts)
      : parts_(parts), region_(parts.dataset.region), reference_(parts.dataset.reference) {}

  Tables make() const {
    Tables out{.settings_file = "region.toml", .settings = settings()};
    out.tables.push_back(ledger());
    out.tables.push_back(exchanges());
    out.tables.push_back(scopes());
    out.tables.push_back(projects());
    out.tables.push_back(elements());
    out.tables.push_back(comparative());
    out.tables.push_back(balance());
    out.tables.push_back(uncertainty());
    return out;
  }

 private:
  std::string settings() const {
    const Ledger& ledger = parts_.ledger;
    return write_settings({{"name", toml_value(Json(region_.settings.name))},
                           {"country", toml_value(Json(region_.settings.country))},
                           {"base_year", std::to_string(region_.settings.base_year)},
                           {"reference", toml_value(Json(word(ledger.reference)))},
                           {"claim_rule", toml_value(Json(word(ledger.claim_rule)))},
                           {"seed", std::to_string(ledger.uncertainty.seed)},
                           {"trials", std::to_string(ledger.uncertainty.trials)}});
  }

  std::string site(SiteId id) const { return key(region_.sites, id); }

  std::string claims(const LedgerEntry& entry) const {
    std::string out;
    for (const Claim& claim : entry.claims) {
      out += std::format("{}{}:{}", out.empty() ? "" : ";",
                         claim.site ? site(claim.site) : "region", to_text(claim.share));
    }
    return out;
  }

  Table ledger() const {
    Sheet sheet("ledger", {"entry",
                           "account",
                           "scope3_category",
                           "site_id",
                           "counterparty_site_id",
                           "exchange",
                           "initiative_id",
                           "year",
                           "reference",
                           "kind",
                           "gas",
                           "origin",
                           "resource",
                           "amount_per_year",
                           "unit",
                           "co2e_t_per_year",
                           "low_t_per_year",
                           "high_t_per_year",
                           "factor_id",
                           "source",
                           "is_verified",
                           "stream_id",
                           "process_id",
                           "substitution_ratio",
                           "substitution_basis",
                           "claims"});
    add_entries(sheet, parts_.ledger, "E");
    add_entries(sheet, parts_.initiatives, "I");
    return std::move(sheet).table();
  }

  void add_entries(Sheet& sheet, const Ledger& ledger, std::string_view letter) const {
    for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
      const LedgerEntry& entry = ledger.entries[i];
      const bool has_amount = static_cast<bool>(entry.resource);
      const auto& replaces = entry.substitution;
      sheet.add({std::format("{}{}", letter, i + 1),
                 std::string(word(entry.place.account)),
                 number_or_empty(entry.place.category),
                 site(entry.site),
                 site(entry.counterparty),
                 exchange_key(entry.exchange),
                 key(region_.initiatives, entry.initiative),
                 number_or_empty(entry.year),
                 std::string(word(entry.reference)),
                 std::string(word(entry.kind)),
                 entry.gas,
                 std::string(word(entry.origin)),
                 has_amount ? reference_[entry.resource].key : "",
                 has_amount ? to_text(entry.amount.in(kUnit)) : "",
                 has_amount ? std::string(reference_[entry.resource].unit()) : "",
                 tonnes(entry.co2e),
                 low(entry.interval),
                 high(entry.interval),
                 entry.factor_id,
                 entry.source,
                 yes_no(entry.is_verified),
                 key(region_.streams, entry.stream),
                 key(region_.processes, entry.process),
                 replaces ? to_text(replaces->ratio) : "",
                 replaces ? replaces->basis : "",
                 claims(entry)});
    }
  }

  Table exchanges() const {
    Sheet sheet("ledger_exchanges", {"exchange", "from_id", "to_id", "resource", "exchange_id",
                                     "initiative_ids", "effect_t_co2e_per_year"});
    for (std::size_t i = 0; i < parts_.ledger.exchanges.size(); ++i) {
      const LedgerExchange& one = parts_.ledger.exchanges[i];
      std::string initiatives;
      for (const InitiativeId id : one.initiatives) {
        initiatives += (initiatives.empty() ? "" : ";") + region_[id].key;
      }
      sheet.add({exchange_key(LedgerExchangeId(i)), endpoint_id(region_, one.giver),
                 endpoint_id(region_, one.taker), reference_[one.resource].key, one.key,
                 initiatives, tonnes(one.effect)});
    }
    return std::move(sheet).table();
  }

  Table scopes() const {
    Sheet sheet("scopes",
                {"site_id", "account", "scope3_category", "reference", "year", "basis",
                 "first_year", "last_year", "is_outdated", "without_t_per_year",
                 "change_t_per_year", "with_t_per_year", "bought_less_t_per_year",
                 "credits_t_per_year", "calculated_t_per_year", "energy_method", "unknown_rows"});
    for (const auto* lines : {&parts_.standards.scopes, &parts_.standards.initiative_scopes}) {
      for (const ScopeLine& line : *lines) add_scope(sheet, line);
    }
    return std::move(sheet).table();
  }

  void add_scope(Sheet& sheet, const ScopeLine& line) const {
    const bool is_energy = line.place.account == Account::scope_2;
    sheet.add({site(line.site), std::string(word(line.place.account)),
               number_or_empty(line.place.category), std::string(word(line.reference)),
               number_or_empty(line.year), std::string(word(line.basis())), number(line.first_year),
               number(line.last_year), yes_no(line.is_outdated), tonnes(line.without()),
               tonnes(line.change), tonnes(line.with()), tonnes(line.bought_less),
               tonnes(line.credits), tonnes(line.calculated),
               is_energy ? std::string(word(line.method)) : "", std::to_string(line.unknown)});
  }

  std::string project_key(const Project& project) const {
    return project.exchange ? exchange_key(project.exchange) : region_[project.initiative].key;
  }

  Table projects() const {
    Sheet sheet("projects", {"project", "kind", "resource", "unit", "baseline_amount_per_year",
                             "project_amount_per_year", "difference_t_co2e_per_year",
                             "low_t_per_year", "high_t_per_year", "unknown_elements", "displaces"});
    for (const Project& project : parts_.standards.projects) {
      const reference::Resource& resource =
          reference_[parts_.ledger.exchanges[project.exchange.index()].resource];
      std::string displaces;
      for (const LedgerExchangeId id : project.displaces) {
        displaces += (displaces.empty() ? "" : ";") + exchange_key(id);
      }
      sheet.add({project_key(project), "exchange", resource.key, std::string(resource.unit()),
                 to_text(project.baseline_amount.in(kUnit)),
                 to_text(project.project_amount.in(kUnit)), tonnes(project.difference),
                 low(project.interval), high(project.interval), std::to_string(project.unknown),
                 displaces});
    }
    for (const Project& project : parts_.standards.initiative_projects) {
      sheet.add({project_key(project), "initiative", "", "", "", "", tonnes(project.difference),
                 low(project.interval), high(project.interval), std::to_string(project.unknown),
                 ""});
    }
    return std::move(sheet).table();
  }

  Table elements() const {
    Sheet sheet("project_elements",
                {"project", "entry", "element", "relation", "kind", "site_id", "gas", "origin",
                 "baseline_t_per_year", "project_t_per_year", "difference_t_per_year",
                 "low_t_per_year", "high_t_per_year", "monitoring", "factor_id", "is_verified"});
    for (const Project& project : parts_.standards.projects) {
      for (const ProjectElement& one : project.elements) {
        add_element(sheet, project, one, parts_.ledger.entries[one.entry], "E");
      }
    }
    for (const Project& project : parts_.standards.initiative_projects) {
      for (const ProjectElement& one : project.elements) {
        add_element(sheet, project, one, parts_.initiatives.entries[one.entry], "I");
      }
    }
    return std::move(sheet).table();
  }

  void add_element(Sheet& sheet, const Project& project, const ProjectElement& element,
                   const LedgerEntry& entry, std::string_view letter) const {
    sheet.add({project_key(project), std::format("{}{}", letter, element.entry + 1),
               std::string(word(element.kind)), std::string(word(element.relation)),
               std::string(word(entry.kind)), site(entry.site), entry.gas,
               std::string(word(entry.origin)), tonnes(element.baseline), tonnes(element.project),
               tonnes(entry.co2e), low(entry.interval), high(entry.interval),
               std::string(accounting::word(element.monitoring)), entry.factor_id,
               yes_no(entry.is_verified)});
  }

  Table comparative() const {
    Sheet sheet(
        "comparative_claims",
        {"exchange", "taker_site_id", "giver_site_id", "resource_replaced", "amount_per_year",
         "unit", "substitution_ratio", "substitution_basis", "reference", "year", "co2e_t_per_year",
         "low_t_per_year", "high_t_per_year", "factor_id", "source", "is_verified", "claims"});
    for (const LedgerEntry* entry : accounting::comparative_claims(parts_.ledger)) {
      const auto& replaces = entry->substitution;
      sheet.add({exchange_key(entry->exchange), site(entry->site), site(entry->counterparty),
                 reference_[entry->resource].key, to_text(entry->amount.in(kUnit)),
                 std::string(reference_[entry->resource].unit()),
                 replaces ? to_text(replaces->ratio) : "", replaces ? replaces->basis : "",
                 std::string(word(entry->reference)), number_or_empty(entry->year),
                 tonnes(entry->co2e), low(entry->interval), high(entry->interval), entry->factor_id,
                 entry->source, yes_no(entry->is_verified), claims(*entry)});
    }
    return std::move(sheet).table();
  }

  Table balance() const {
    Sheet sheet("balance", {"reference", "line", "t_co2e_per_year", "low_t_per_year",
                            "high_t_per_year", "is_inventory"});
    for (const Ledger* ledger : {&parts_.ledger, &parts_.initiatives}) {
      if (ledger->entries.empty()) continue;
      const Co2eBalance& sums = ledger->balance;
      const LedgerUncertainty& ranges = ledger->uncertainty;
      const auto add = [&](std::string_view line, Co2eFlow value, const Co2eInterval& range,
                           bool is_inventory) {
        const bool is_asked = ranges.trials > 0;
        sheet.add({std::string(word(ledger->reference)), std::string(line), tonnes(value),
                   is_asked ? tonnes(range.low) : "", is_asked ? tonnes(range.high) : "",
                   yes_no(is_inventory)});
      };
      add("fossil", sums.fossil, ranges.fossil, true);
      add("biogenic", sums.biogenic, ranges.biogenic, true);
      add("removed", sums.removed, ranges.removed, true);
      add("avoided", sums.avoided, ranges.avoided, false);
    }
    return std::move(sheet).table();
  }

  Table uncertainty() const {
    Sheet sheet("uncertainty", {"reference", "factor_id", "share_of_variance", "share_of_fossil",
                                "share_of_avoided", "spread_below", "spread_above"});
    for (const Ledger* ledger : {&parts_.ledger, &parts_.initiatives}) {
      for (const FactorShare& one : ledger->uncertainty.factors) {
        sheet.add({std::string(word(ledger->reference)), one.factor_id, to_text(one.of_total),
                   to_text(one.of_fossil), to_text(one.of_avoided), to_text(one.spread.below),
                   to_text(one.spread.above)});
      }
    }
    return std::move(sheet).table();
  }

  const AccountParts& parts_;
  const Region& region_;
  const reference::Reference& reference_;
};

}  // namespace

std::string exchange_key(LedgerExchangeId exchange) {
  return exchange ? std::format("X{}", exchange.index() + 1) : "";
}

Tables account_tables(const AccountParts& parts) {
  return AccountTables(parts).make();
}

}  // namespace samspill::formats
