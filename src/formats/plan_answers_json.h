#pragma once

#include <vector>

#include "base/json.h"
#include "domain/remark.h"
#include "formats/dataset.h"
#include "network/explain_pair.h"
#include "network/plan_network.h"
#include "network/resilience.h"
#include "network/sensitivity.h"

namespace samspill::formats {

/// What a plan answers to questions about it, in machine form: docs/json.md. A front is the plan of
/// its first point with all points; it has at least one.
Json front_json(const Dataset& dataset, const std::vector<network::ParetoPoint>& front);
Json resilience_json(const Dataset& dataset, const network::Resilience& resilience);
Json sensitivity_json(const Dataset& dataset, const network::Sensitivity& sensitivity);
Json pair_json(const Dataset& dataset, const network::PairAnswer& answer,
               const std::vector<Remark>& remarks);

}  // namespace samspill::formats
