#pragma once

#include <vector>

#include "report/basis.h"
#include "report/figures.h"

namespace samspill::report {

/// The portfolio's way to its target, year by year: the largest cuts as wedges of their own, the
/// rest together.
WedgeFigure make_wedges(const Basis& basis, const PortfolioFindings& findings);

/// The last year's balance: base year, each cut in the colour of its wedge, what is still emitted,
/// the target and what is missing; stored biogenic CO2 as a step of its own, or apart where it does
/// not count. Cuts and removals are never in one step.
std::vector<BalanceStep> make_balance(const Basis& basis, const PortfolioFindings& findings,
                                      const WedgeFigure& wedges);

CostCurveFigure make_cost_curve(const Basis& basis, const PortfolioFindings& findings);

/// Stages that occur, from the idea to operation. What ended is left out.
std::vector<StageBar> make_funnel(const Basis& basis);

}  // namespace samspill::report
