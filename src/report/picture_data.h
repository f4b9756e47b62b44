#pragma once

#include <vector>

#include "report/basis.h"
#include "report/figures.h"

namespace samspill::report {

/// Sites with what they do in the plan, and its exchanges between different sites.
MapFigure make_map(const Basis& basis);

/// The plan's flows, one diagram per unit that occurs.
std::vector<Sankey> make_sankeys(const Basis& basis);

/// Cost and emissions by part, "total" last.
std::vector<ComparisonPart> make_comparison(const Basis& basis);

/// Ledger entries summed by kind and by the line of the balance they count in; a sum without any
/// known entry is unknown.
std::vector<LedgerSum> make_ledger_sums(const Basis& basis);

/// "avoided" for what others no longer emit, else the origin: the line of the balance it counts in.
std::string_view balance_key(const LedgerEntry& entry);

}  // namespace samspill::report
