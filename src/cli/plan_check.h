#pragma once

#include <filesystem>

#include "cli/session.h"
#include "domain/plan.h"
#include "formats/dataset.h"

namespace samspill::cli {

/// Holds a plan's file against the dataset, prints what was found, and returns the exit code. Says
/// so when the plan was made for other terms than `asked`.
int check_plan_file(const Session& session, const formats::Dataset& dataset,
                    const std::filesystem::path& path, const PlanTerms& asked, bool is_json);

}  // namespace samspill::cli
