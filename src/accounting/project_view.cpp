// Exchanges and initiatives as projects.
//
// Problem: who wants to have the effect of an exchange verified must show it as a project: which
// sources, sinks and reservoirs there are, what each would give off in the baseline scenario and
// gives off in the project, and how that is known.
//
// Method: every entry of the ledger is one element. Of what is less than in the baseline scenario
// the baseline has all and the project nothing, of what is more the other way round: the project is
// what changes, not the two years. An initiative's baseline is what its emitter reports.
//
// Source: ISO 14064-2:2019, clauses 6.3 to 6.7. From memory, unverified.
//
// Limits: factors tell no gases apart, so most elements are of CO2e. Leakage is told as far as
// other exchanges of the same plan lose what this one takes; what markets do beyond is not known.
// Whether the project is additional is for people to say.
//
// Worked number: bark for gas: the baseline has 2 t at the treatment (related) and 45.45 t of gas
// (affected), the project 0.1 t by lorry (related) and 1.35 t where the bark burns (controlled).
#include "accounting/project_view.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "accounting/region_emissions.h"
#include "accounting/uncertainty.h"

namespace samspill::accounting {
namespace {

using Ends = std::tuple<Endpoint, Endpoint, ResourceId>;

Relation relation_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::direct:
    case EntryKind::stored:
      return Relation::controlled;
    case EntryKind::avoided_production:
      return Relation::affected;
    default:
      return Relation::related;
  }
}

Evidence monitoring_of(const Region& region, const LedgerEntry& entry) {
  if (entry.initiative) return Evidence::estimated;
  return entry.stream ? region[entry.stream].evidence : Evidence::calculated;
}

/// Of an exchange: all of a change is on one side.
ProjectElement element_of(const Region& region, const Ledger& ledger, std::size_t index) {
  const LedgerEntry& entry = ledger.entries[index];
  ProjectElement element{
      .entry = index,
      .kind = entry.kind == EntryKind::stored ? ElementKind::reservoir : ElementKind::source,
      .relation = relation_of(entry.kind),
      .monitoring = monitoring_of(region, entry)};
  if (!entry.co2e) return element;
  const bool is_less = entry.amount < AmountFlow{};
  element.baseline = is_less ? -*entry.co2e : Co2eFlow{};
  element.project = is_less ? Co2eFlow{} : *entry.co2e;
  return element;
}

/// CO2 of fossil and process origin that the site reports; empty = none is known.
std::optional<Co2eFlow> reported(const Region& region, SiteId site) {
  std::optional<Co2eFlow> sum;
  for (const Emission* row : latest_emissions(region)) {
    const bool is_meant = row->site == site && row->origin != Origin::biogenic &&
                          row->scope.value_or(1) == 1 && row->gas.starts_with("CO2");
    if (is_meant) sum = sum.value_or(Co2eFlow{}) + row->amount.in(tonne)*tonne_co2e / year;
  }
  return sum;
}

/// Sums, range and what is unknown.
void add_up(const Region& region, const Ledger& ledger, Project& project) {
  std::vector<const LedgerEntry*> entries;
  for (const ProjectElement& element : project.elements) {
    const LedgerEntry& entry = ledger.entries[element.entry];
    entries.push_back(&entry);
    if (entry.co2e) project.difference += *entry.co2e;
    if (!entry.co2e) ++project.unknown;
  }
  project.interval = interval_of(region, ledger.uncertainty, entries);
}

std::map<Ends, AmountFlow> amounts(const NetworkState& state) {
  std::map<Ends, AmountFlow> sums;
  for (const PlanFlow& flow : state.flows) {
    sums[{flow.from, flow.to, flow.resource}] += flow.sent / (1.0 * year);
  }
  return sums;
}

/// Exchanges at either end of this one that shrink as it grows.
void add_displaced(const Ledger& ledger, std::vector<Project>& projects) {
  const auto grows = [](const Project& one) { return one.project_amount > one.baseline_amount; };
  for (Project& project : projects) {
    if (!grows(project)) continue;
    const LedgerExchange& own = ledger.exchanges[project.exchange.index()];
    for (const Project& other : projects) {
      if (other.project_amount >= other.baseline_amount) continue;
      const LedgerExchange& its = ledger.exchanges[other.exchange.index()];
      const bool is_rival =
          (its.giver == own.giver && its.resource == own.resource) || its.taker == own.taker;
      if (is_rival) project.displaces.push_back(other.exchange);
    }
  }
}

}  // namespace

std::vector<Project> make_exchange_projects(const Region& region, const Plan& plan,
                                            const Ledger& ledger) {
  std::vector<Project> all(ledger.exchanges.size());
  const auto planned = amounts(plan.planned), baseline = amounts(plan.baseline);
  const auto amount = [](const auto& sums, const Ends& ends) {
    const auto found = sums.find(ends);
    return found == sums.end() ? AmountFlow{} : found->second;
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    const LedgerExchange& exchange = ledger.exchanges[i];
    const Ends ends{exchange.giver, exchange.taker, exchange.resource};
    all[i].exchange = LedgerExchangeId(i);
    all[i].baseline_amount = amount(baseline, ends);
    all[i].project_amount = amount(planned, ends);
  }
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
    const LedgerExchangeId exchange = ledger.entries[i].exchange;
    if (exchange) all[exchange.index()].elements.push_back(element_of(region, ledger, i));
  }
  std::erase_if(all, [](const Project& project) { return project.elements.empty(); });
  for (Project& project : all) add_up(region, ledger, project);
  add_displaced(ledger, all);
  return all;
}

std::vector<Project> make_initiative_projects(const Region& region, const Ledger& initiatives) {
  std::map<InitiativeId, Project> by_initiative;
  for (std::size_t i = 0; i < initiatives.entries.size(); ++i) {
    const LedgerEntry& entry = initiatives.entries[i];
    Project& project = by_initiative[entry.initiative];
    project.initiative = entry.initiative;
    ProjectElement element = element_of(region, initiatives, i);
    const SiteId emitter = region[entry.initiative].emitter;
    if (entry.kind == EntryKind::direct) {
      element.baseline = emitter ? reported(region, emitter) : std::nullopt;
      element.project.reset();
      if (element.baseline) element.project = *element.baseline + *entry.co2e;
      element.relation = emitter ? Relation::controlled : Relation::affected;
    }
    project.elements.push_back(element);
  }
  std::vector<Project> all;
  for (auto& [initiative, project] : by_initiative) {
    add_up(region, initiatives, project);
    all.push_back(std::move(project));
  }
  return all;
}

}  // namespace samspill::accounting
