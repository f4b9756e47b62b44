#include "cli/standards_text.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <set>
#include <utility>

#include "cli/text_table.h"
#include "formats/account_tables.h"
#include "formats/result_json.h"

namespace samspill::cli {
namespace {

using accounting::Project;
using accounting::ProjectElement;
using accounting::Relation;
using accounting::ScopeLine;

constexpr Co2eFlow kTonne = tonne_co2e / year;
constexpr std::size_t kMostRows = 30;

std::string tonnes(Co2eFlow flow) {
  const double amount = flow.in(kTonne);
  return grouped(amount, std::abs(amount) < 10 ? 1 : 0);
}

std::string tonnes(const std::optional<Co2eFlow>& flow) {
  return flow ? tonnes(*flow) : "unknown";
}

std::string tonnes_or_dash(Co2eFlow flow) {
  return flow == Co2eFlow{} ? "-" : tonnes(flow);
}

std::string range(const std::optional<Co2eInterval>& interval) {
  return interval ? std::format("{} to {}", tonnes(interval->low), tonnes(interval->high))
                  : "unknown";
}

std::string in_words(ReferenceScenario reference) {
  switch (reference) {
    case ReferenceScenario::today:
      return "the same year as it is today";
    case ReferenceScenario::without_exchanges:
      return "the same year without the exchanges that operate";
    case ReferenceScenario::without_initiatives:
      break;
  }
  return "the targets' baseline, without initiatives";
}

std::string account_name(const AccountPlace& place) {
  switch (place.account) {
    case Account::scope_1:
      return "scope 1";
    case Account::scope_2:
      return "scope 2";
    case Account::scope_3:
      return place.category == 1   ? "scope 3.1 goods bought"
             : place.category == 4 ? "scope 3.4 carriage"
             : place.category == 5 ? "scope 3.5 waste"
                                   : "scope 3";
    case Account::outside_scopes:
      return "outside: biogenic CO2";
    case Account::removal:
      return "removed for good";
    case Account::comparative:
      return "comparative";
    case Account::no_site:
      break;
  }
  return "of no listed site";
}

std::string basis_name(const ScopeLine& line) {
  switch (line.basis()) {
    case accounting::ScopeBasis::reported:
      return std::format("reported {}{}", *line.last_year, line.is_outdated ? ", out of date" : "");
    case accounting::ScopeBasis::calculated:
      return "listed streams";
    case accounting::ScopeBasis::unknown:
      break;
  }
  return "-";
}

bool has_change(const ScopeLine& line) {
  return line.change != Co2eFlow{} || line.bought_less != Co2eFlow{};
}

double weight(const ScopeLine& line) {
  return std::max({std::abs(line.change.in(kTonne)), std::abs(line.bought_less.in(kTonne)),
                   std::abs(line.reported.value_or(Co2eFlow{}).in(kTonne))});
}

/// Lines of the sites with the largest figures first; those of a site stay together.
std::vector<const ScopeLine*> by_weight(const std::vector<ScopeLine>& lines, bool all) {
  std::map<SiteId, double> weights;
  std::vector<const ScopeLine*> out;
  for (const ScopeLine& line : lines) {
    weights[line.site] = std::max(weights[line.site], weight(line));
    if (all || line.reported || has_change(line)) out.push_back(&line);
  }
  std::ranges::stable_sort(out, std::ranges::greater{},
                           [&](const ScopeLine* line) { return weights[line->site]; });
  return out;
}

class StandardsPrinter {
 public:
  StandardsPrinter(const Terminal& terminal, const formats::Dataset& dataset, bool all)
      : terminal_(terminal), region_(dataset.region), reference_(dataset.reference), all_(all) {}

  void scopes(const std::vector<ScopeLine>& lines) {
    const auto shown = by_weight(lines, all_);
    TextTable table({{"site"},
                     {"account"},
                     {"from"},
                     {"without", true},
                     {"change", true},
                     {"bought less", true},
                     {"with", true}});
    SiteId last;
    for (std::size_t i = 0; i < shown.size() && (all_ || i < kMostRows); ++i) {
      const ScopeLine& line = *shown[i];
      table.add({i > 0 && line.site == last ? "" : name(line.site), account_name(line.place),
                 basis_name(line), tonnes(line.without()), tonnes_or_dash(line.change),
                 tonnes_or_dash(line.bought_less), tonnes(line.with())});
      last = line.site;
    }
    table.print(terminal_);
    const std::size_t hidden =
        lines.size() - (all_ ? shown.size() : std::min(shown.size(), kMostRows));
    if (hidden > 0) say(std::format("{} more lines; all of them with --all, or --json", hidden));
  }

  void changes(const std::vector<ScopeLine>& lines) {
    TextTable table({{"all sites together, t CO2e/yr"}, {"change", true}, {"bought less", true}});
    for (const accounting::ScopeChange& sum : accounting::changes_by_account(lines)) {
      if (sum.change == Co2eFlow{} && sum.bought_less == Co2eFlow{}) continue;
      table.add(
          {account_name(sum.place), tonnes_or_dash(sum.change), tonnes_or_dash(sum.bought_less)});
    }
    if (table.empty()) return;
    terminal_.out << '\n';
    table.print(terminal_);
  }

  void say_energy(const std::vector<ScopeLine>& lines) {
    std::size_t location = 0, market = 0, mixed = 0;
    for (const ScopeLine& line : lines) {
      location += line.method == accounting::EnergyMethod::location_based;
      market += line.method == accounting::EnergyMethod::market_based;
      mixed += line.method == accounting::EnergyMethod::mixed;
    }
    if (location + market + mixed == 0) return;
    say(std::format(
        "Scope 2 is location-based where the tables' mean of the country is used (sites: {}), "
        "market-based where the site states its own figure (sites: {}), and mixed at {}. The other "
        "figure is not known.",
        location, market, mixed));
  }

  void projects(const std::vector<Project>& projects, const Ledger& ledger) {
    TextTable table({{"project"},
                     {"resource"},
                     {"baseline", true},
                     {"project", true},
                     {"unit"},
                     {"controlled", true},
                     {"related", true},
                     {"affected", true},
                     {"difference", true},
                     {"5 to 95 %"},
                     {"unknown", true},
                     {"takes from"}});
    std::vector<const Project*> shown = largest(projects);
    const std::size_t count = all_ ? shown.size() : std::min(shown.size(), kMostRows);
    for (std::size_t i = 0; i < count; ++i) add_project(table, *shown[i], ledger);
    table.print(terminal_);
    if (count < shown.size()) {
      say(std::format("{} smaller ones; all of them with --all, or --json", shown.size() - count));
    }
  }

  void elements(const std::vector<Project>& projects, const Ledger& ledger) {
    TextTable table({{"project"},
                     {"element"},
                     {"what"},
                     {"site"},
                     {"gas"},
                     {"baseline, t", true},
                     {"project, t", true},
                     {"difference", true},
                     {"5 to 95 %"},
                     {"amount"},
                     {"factor"},
                     {"read?"}});
    for (const Project* project : largest(projects)) {
      for (const ProjectElement& one : project->elements) {
        const LedgerEntry& entry = ledger.entries[one.entry];
        table.add({key(*project), std::format("{} {}", word(one.relation), word(one.kind)),
                   std::string(word(entry.kind)), name(entry.site), entry.gas, tonnes(one.baseline),
                   tonnes(one.project), tonnes(entry.co2e), range(entry.interval),
                   std::string(accounting::word(one.monitoring)),
                   entry.factor_id.empty() ? "none" : entry.factor_id,
                   entry.is_verified ? "yes" : "unverified"});
      }
    }
    if (table.empty()) return;
    terminal_.out << '\n';
    table.print(terminal_);
  }

  void claims(const Ledger& ledger) {
    const auto claims = accounting::comparative_claims(ledger);
    TextTable table({{"giver"},
                     {"taker, who buys less"},
                     {"of what"},
                     {"amount", true},
                     {"unit"},
                     {"t CO2e/yr", true},
                     {"5 to 95 %"},
                     {"factor"},
                     {"read?"}});
    const std::size_t shown = all_ ? claims.size() : std::min(claims.size(), kMostRows);
    for (std::size_t i = 0; i < shown; ++i) {
      const LedgerEntry& entry = *claims[i];
      table.add({entry.counterparty ? name(entry.counterparty) : "-", name(entry.site),
                 reference_[entry.resource].key, grouped(-entry.amount.in(unit_amount / year)),
                 std::string(reference_[entry.resource].unit()) + "/yr", tonnes(entry.co2e),
                 range(entry.interval), entry.factor_id.empty() ? "none" : entry.factor_id,
                 entry.is_verified ? "yes" : "unverified"});
    }
    if (!table.empty()) terminal_.out << '\n';
    table.print(terminal_);
    if (shown < claims.size()) {
      say(std::format("{} smaller ones; all of them with --all, or --json", claims.size() - shown));
    }
  }

  void say(const std::string& sentence) { terminal_.out << sentence << '\n'; }

 private:
  std::string name(SiteId site) const { return site ? region_[site].name : "no single site"; }

  std::string key(const Project& project) const {
    return project.exchange ? formats::exchange_key(project.exchange)
                            : region_[project.initiative].key;
  }

  static std::vector<const Project*> largest(const std::vector<Project>& projects) {
    std::vector<const Project*> out;
    for (const Project& project : projects) out.push_back(&project);
    std::ranges::stable_sort(out, std::ranges::greater{}, [](const Project* project) {
      return std::abs(project->difference.in(kTonne));
    });
    return out;
  }

  void add_project(TextTable& table, const Project& project, const Ledger& ledger) {
    std::map<Relation, Co2eFlow> sums;
    for (const ProjectElement& one : project.elements) {
      sums[one.relation] += ledger.entries[one.entry].co2e.value_or(Co2eFlow{});
    }
    std::string title = key(project), resource = "-", before = "-", after = "-", unit = "-", from;
    if (project.exchange) {
      const LedgerExchange& of = ledger.exchanges[project.exchange.index()];
      title += std::format(" {} > {}", formats::endpoint_id(region_, of.giver),
                           formats::endpoint_id(region_, of.taker));
      resource = reference_[of.resource].key;
      before = grouped(project.baseline_amount.in(unit_amount / year));
      after = grouped(project.project_amount.in(unit_amount / year));
      unit = std::string(reference_[of.resource].unit()) + "/yr";
    }
    for (const LedgerExchangeId id : project.displaces) {
      from += (from.empty() ? "" : " ") + formats::exchange_key(id);
    }
    table.add({title, resource, before, after, unit, tonnes_or_dash(sums[Relation::controlled]),
               tonnes_or_dash(sums[Relation::related]), tonnes_or_dash(sums[Relation::affected]),
               tonnes(project.difference), range(project.interval),
               project.unknown == 0 ? "-" : std::to_string(project.unknown),
               from.empty() ? "-" : from});
  }

  const Terminal& terminal_;
  const Region& region_;
  const reference::Reference& reference_;
  bool all_;
};

}  // namespace

void print_scopes(const Terminal& terminal, const formats::Dataset& dataset, const Ledger& ledger,
                  const accounting::Standards& standards, bool all) {
  StandardsPrinter print(terminal, dataset, all);
  print.say(std::format(
      "Inventories of the sites, GHG Protocol, t CO2e a year. Changes are against {}, {}.",
      in_words(ledger.reference), dataset.region.settings.base_year));
  print.say(
      "One site's scope 3 is another's scope 1, so sites never add up; their changes do. A site "
      "that buys less has a lower level; the exchange tells the same tonnes as a comparative claim "
      "(--view comparative), which is in no scope: never add the two.");
  print.say_energy(standards.scopes);
  terminal.out << '\n';
  print.scopes(standards.scopes);
  print.changes(standards.scopes);
  if (standards.initiative_scopes.empty()) return;
  print.say(std::format(
      "\nThe path's initiatives, in {}, against {}:", standards.initiative_scopes.front().year,
      in_words(ReferenceScenario::without_initiatives)));
  terminal.out << '\n';
  print.scopes(standards.initiative_scopes);
}

void print_projects(const Terminal& terminal, const formats::Dataset& dataset, const Ledger& ledger,
                    const Ledger& initiatives, const accounting::Standards& standards, bool all) {
  StandardsPrinter print(terminal, dataset, all);
  print.say(std::format(
      "Exchanges as projects, after ISO 14064-2: the baseline scenario is {}, {}; t CO2e a year. "
      "Leakage is told where a project takes from other exchanges; that of markets is not known.",
      in_words(ledger.reference), dataset.region.settings.base_year));
  terminal.out << '\n';
  print.projects(standards.projects, ledger);
  if (all) print.elements(standards.projects, ledger);
  if (!standards.initiative_projects.empty()) {
    print.say(std::format("\nInitiatives as projects, against {}:",
                          in_words(ReferenceScenario::without_initiatives)));
    terminal.out << '\n';
    print.projects(standards.initiative_projects, initiatives);
    if (all) print.elements(standards.initiative_projects, initiatives);
  }
  if (!all) print.say("Every source, sink and reservoir with its factor: --all, or --json");
}

void print_comparative(const Terminal& terminal, const formats::Dataset& dataset,
                       const Ledger& ledger, bool all) {
  StandardsPrinter print(terminal, dataset, all);
  print.say(std::format(
      "Comparative claims: what others no longer emit, as less is bought of them. Reference "
      "scenario: {}, {}.",
      in_words(ledger.reference), dataset.region.settings.base_year));
  print.say(
      std::format("Their sum is {} t CO2e a year{}. It is in nobody's inventory, and is never "
                  "added to one or set off against it.",
                  tonnes(ledger.balance.avoided),
                  ledger.uncertainty.trials > 0
                      ? std::format(" ({} in nine of ten cases)", range(ledger.uncertainty.avoided))
                      : ""));
  print.claims(ledger);
}

}  // namespace samspill::cli
