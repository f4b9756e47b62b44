#pragma once

#include <vector>

#include "report/basis.h"
#include "report/figures.h"

namespace samspill::report {

/// Today against the plan, by part.
Table comparison_table(const Basis& basis, const std::vector<ComparisonPart>& parts);
/// Emissions by origin, removed and avoided.
Table balance_table(const Basis& basis);
/// Every entry with its factor and source.
Table ledger_table(const Basis& basis);

}  // namespace samspill::report
