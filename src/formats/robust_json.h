#pragma once

#include "base/json.h"
#include "formats/dataset.h"
#include "network/robust_plan.h"

namespace samspill::formats {

/// A plan for scenarios in machine form: docs/json.md.
Json robust_json(const Dataset& dataset, const network::RobustPlan& plan);

}  // namespace samspill::formats
