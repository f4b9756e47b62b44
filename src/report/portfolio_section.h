#pragma once

#include "report/model.h"

namespace samspill::report {

/// What the portfolio comes to, in whole sentences, pictures and tables. The pictures' values are
/// those of `model`.
Section portfolio_section(const Basis& basis, const PortfolioFindings& findings,
                          const ReportModel& model);

/// The same section when the portfolio could not be worked out: what is wrong.
Section portfolio_error_section(const Basis& basis, const std::vector<Diagnostic>& errors);

}  // namespace samspill::report
