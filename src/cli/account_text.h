#pragma once

#include "accounting/region_emissions.h"
#include "cli/terminal.h"
#include "domain/ledger.h"
#include "formats/dataset.h"
#include "portfolio/region_account.h"

namespace samspill::cli {

/// Prints what the plan's exchanges change: sentences first, then the balance with its intervals,
/// what it rests on, who may count what, and the entries, the largest first; all of them when
/// asked.
void print_ledger(const Terminal& terminal, const formats::Dataset& dataset, const Ledger& ledger,
                  bool all);

/// Prints what the region emits and its way to its targets and below zero.
void print_region(const Terminal& terminal, const formats::Dataset& dataset,
                  const accounting::RegionEmissions& emissions,
                  const portfolio::RegionAccount& account);

}  // namespace samspill::cli
