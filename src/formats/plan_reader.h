#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "domain/plan.h"
#include "formats/dataset.h"

namespace samspill::formats {

/// Reads what plan_json wrote for this dataset. Every part that is missing, of another kind or
/// unknown to the dataset is an error in the diagnostics, as is every figure that does not follow
/// from the others: a sum, a unit, what stands in two places. Empty where parts are missing or of
/// another kind. Throws Error(invalid) when the bytes are no JSON, hold no plan, or one without an
/// answer; read_plan as read_file, too.
std::optional<Plan> read_plan(const Dataset& dataset, const std::filesystem::path& path,
                              Diagnostics& diagnostics);
std::optional<Plan> read_plan_bytes(const Dataset& dataset, const std::string& bytes,
                                    const std::string& file, Diagnostics& diagnostics);

}  // namespace samspill::formats
