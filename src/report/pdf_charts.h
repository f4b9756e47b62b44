#pragma once

#include <string>
#include <vector>

#include "report/model.h"
#include "report/page_flow.h"

namespace samspill::report {

/// Today and the plan, side by side for each part: cost on the left, greenhouse gases on the right.
void print_comparison(PageFlow& flow, const std::vector<ComparisonPart>& parts,
                      const std::string& alternative);

/// Signed bars by kind under a heading for each origin.
void print_ledger(PageFlow& flow, const std::vector<LedgerSum>& sums,
                  const std::string& alternative);

/// The exchanges worth most as bars, EUR a year; prints nothing when none is known.
void print_largest(PageFlow& flow, const MapFigure& map);

}  // namespace samspill::report
