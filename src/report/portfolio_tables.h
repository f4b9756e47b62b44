#pragma once

#include "report/basis.h"
#include "report/cell.h"

namespace samspill::report {

/// Every initiative by level and municipality, with what is known of it and whether the portfolio
/// has it.
Table initiative_table(const Basis& basis, const portfolio::Portfolio& portfolio);

/// The steps of the marginal abatement cost curve, with what comes in and goes out.
Table cost_step_table(const Basis& basis, const PortfolioFindings& findings);

/// "report.stage.idea"
std::string stage_text_key(Stage stage);

}  // namespace samspill::report
