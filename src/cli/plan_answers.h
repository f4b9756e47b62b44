#pragma once

#include <string>

#include "cli/plan_options.h"
#include "reference/resource.h"

namespace samspill::cli {

/// How an answer about a plan is shown.
struct AnswerForm {
  reference::Language language = reference::Language::en;
  bool json = false;
};

/// Plans, and shows what becomes of the plan when a site or a way drops out, the dearest first; a
/// loss that costs more than this share of the plan's benefit is a single point of failure.
void show_resilience(const Session& session, const formats::Dataset& dataset,
                     const PlanOptions& options, double single_point_share, const AnswerForm& form);

/// Plans, and shows which price or quantity changes the plan within this share of itself, the
/// nearest first.
void show_sensitivity(const Session& session, const formats::Dataset& dataset,
                      const PlanOptions& options, double range, const AnswerForm& form);

/// Plans, and shows why giver and taker, streams or process_id@site_id, are in the plan or not.
/// Throws Error(not_found) for an unknown one, Error(invalid) when they are not an offer and a
/// need.
void show_pair(const Session& session, const formats::Dataset& dataset, const PlanOptions& options,
               const std::string& giver, const std::string& taker, const AnswerForm& form);

}  // namespace samspill::cli
