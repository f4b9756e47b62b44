#pragma once

#include <string>

#include "cli/plan_answers.h"
#include "cli/plan_options.h"
#include "network/risk.h"

namespace samspill::cli {

/// Plans for all scenarios of the dataset, and shows what to build, what each scenario costs with
/// it, and what certainty and thinking of scenarios are worth.
void show_scenarios(const Session& session, const formats::Dataset& dataset,
                    const PlanOptions& options, const network::RiskTerms& risk,
                    const AnswerForm& form);

/// Writes the problem that this solves, for other solvers.
void write_scenarios(const Session& session, const formats::Dataset& dataset,
                     const PlanOptions& options, const network::RiskTerms& risk,
                     const std::string& path);

}  // namespace samspill::cli
