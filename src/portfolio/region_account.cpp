// How far a region is from its targets and from zero, each tonne once.
//
// Problem: the plan's exchanges save tonnes, initiatives save tonnes, and some initiatives are
// those exchanges. What is left to emit, what is stored, and what is still missing?
//
// Method: the path is the portfolio's. An exchange that an initiative of the path names is counted
// with the initiative and not again; what other exchanges change is told beside the path. Stored
// biogenic CO2 is a third account: net emissions show it taken off, the target counts it only where
// it says so.
//
// Source: GHG Protocol, Land Sector and Removals Guidance (draft 2022): removals apart.
//
// Limits: the path's year and the plan's are not the same one; amounts avoided elsewhere are no
// part of a region's path at all.
//
// Worked number: 2 500 kt without initiatives, 2 300 cut, 240 stored: net −40 kt, below zero.
#include "portfolio/region_account.h"

#include <algorithm>
#include <set>

#include "accounting/check_ledger.h"
#include "accounting/initiative_ledger.h"
#include "base/error.h"

namespace samspill::portfolio {
namespace {

/// With ranges where the plan's ledger has them.
Ledger ledger_of(const Region& region, const Portfolio& path, const LedgerUncertainty& asked) {
  std::vector<accounting::InitiativeCut> cuts;
  for (const Chosen& chosen : path.chosen) {
    cuts.push_back({chosen.initiative, path.path.back().year, chosen.cut, chosen.removed});
  }
  return accounting::make_initiative_ledger(region, cuts, asked.seed, asked.trials);
}

void add_exchanges(const Ledger& ledger, RegionAccount& account) {
  std::set<InitiativeId> on_path;
  for (const LedgerEntry& entry : account.initiatives.entries) on_path.insert(entry.initiative);
  for (std::size_t i = 0; i < ledger.exchanges.size(); ++i) {
    const auto is_on_path = [&](InitiativeId id) { return on_path.contains(id); };
    if (std::ranges::any_of(ledger.exchanges[i].initiatives, is_on_path)) {
      account.within.emplace_back(i);
    }
  }
  for (const LedgerEntry& entry : ledger.entries) {
    Co2eBalance lines;
    Co2eFlow& line = line_of(lines, entry);
    if (!entry.co2e || &line == &lines.avoided || &line == &lines.removed) continue;
    const bool is_within = entry.exchange && std::ranges::contains(account.within, entry.exchange);
    (is_within ? account.counted_within : account.beside) += *entry.co2e;
  }
}

}  // namespace

RegionAccount make_region_account(const Region& region,
                                  const accounting::RegionEmissions& emissions,
                                  const Ledger& ledger, const Options& options) {
  RegionAccount account;
  if (!region.initiatives.empty() && !scopes_of(region).empty()) {
    account.path = choose(region, options);
    account.initiatives = ledger_of(region, *account.path, ledger.uncertainty);
  }
  const auto faults = accounting::check_counted_once(region, ledger, account.initiatives);
  if (!faults.empty()) throw Error(ErrorKind::internal, faults.front());
  Co2eFlow stored;
  if (account.path) {
    for (const PathYear& in_year : account.path->path) {
      const Co2eFlow net = in_year.baseline - in_year.cut - in_year.removed;
      if (net < Co2eFlow{} && !account.net_negative_year) account.net_negative_year = in_year.year;
      account.above_zero = net;
      stored = in_year.removed;
    }
  }
  account.not_captured = std::max(Co2eFlow{}, emissions.today.biogenic - stored);
  add_exchanges(ledger, account);
  return account;
}

}  // namespace samspill::portfolio
