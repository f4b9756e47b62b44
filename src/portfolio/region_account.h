#pragma once

#include <optional>
#include <vector>

#include "accounting/region_emissions.h"
#include "domain/ledger.h"
#include "domain/region.h"
#include "portfolio/portfolio.h"

namespace samspill::portfolio {

/// A region on its way to its targets and below zero, and how the plan's exchanges stand to it:
/// three accounts that are told side by side and never netted into one.
struct RegionAccount {
  std::optional<Portfolio> path;  // empty = the region has no target or no initiative
  Ledger initiatives;             // of the path's last year, against the targets' baseline
  // Of the path, with what is stored taken off whether or not the target counts it:
  std::optional<int> net_negative_year;  // the first; empty = none
  Co2eFlow above_zero;                   // left in the last year; negative = below zero
  Co2eFlow not_captured;  // biogenic CO2 of the listed sites that no chosen initiative stores
  // What the plan's exchanges change in the network's own chain, without what is avoided elsewhere:
  std::vector<LedgerExchangeId> within;  // those that initiatives of the path name
  Co2eFlow counted_within;               // the same tonnes as the initiatives'
  Co2eFlow beside;                       // of all others: not in the path
};

/// Throws as choose() does, and Error(internal) when a tonne would be counted twice.
RegionAccount make_region_account(const Region& region,
                                  const accounting::RegionEmissions& emissions,
                                  const Ledger& ledger, const Options& options);

}  // namespace samspill::portfolio
