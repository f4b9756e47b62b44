#pragma once

#include <vector>

#include "report/basis.h"
#include "report/figures.h"

namespace samspill::report {

/// The portfolio's way to its target, year by year: the largest cuts as wedges of their own, the
/// rest together.
WedgeFigure make_wedges(const Basis& basis, const PortfolioFindings& findings);

CostCurveFigure make_cost_curve(const PortfolioFindings& findings);

/// Stages that occur, from the idea to operation. What ended is left out.
std::vector<StageBar> make_funnel(const Basis& basis);

/// "1,611 kt", with two significant digits below 10.
std::string kilotonnes(const Wording& words, double kt);

}  // namespace samspill::report
