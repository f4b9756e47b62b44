#pragma once

#include <filesystem>

#include "cli/session.h"
#include "formats/dataset.h"

namespace samspill::cli {

/// Holds a plan's file against the dataset, prints what was found, and returns the exit code.
int check_plan_file(const Session& session, const formats::Dataset& dataset,
                    const std::filesystem::path& path, bool is_json);

}  // namespace samspill::cli
