#pragma once

#include "accounting/standards.h"
#include "cli/terminal.h"
#include "formats/dataset.h"

namespace samspill::cli {

/// Prints the sites' inventories by scope, what changes and what is told apart; of sites at which
/// nothing is reported and nothing changes only their number, unless all are asked for.
void print_scopes(const Terminal& terminal, const formats::Dataset& dataset, const Ledger& ledger,
                  const accounting::Standards& standards, bool all);

/// Prints exchanges and initiatives as projects, and when asked every source, sink and reservoir.
void print_projects(const Terminal& terminal, const formats::Dataset& dataset, const Ledger& ledger,
                    const Ledger& initiatives, const accounting::Standards& standards, bool all);

/// Prints the comparative claims with their reference scenario and their own total.
void print_comparative(const Terminal& terminal, const formats::Dataset& dataset,
                       const Ledger& ledger, bool all);

}  // namespace samspill::cli
