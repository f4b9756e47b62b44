#pragma once

#include <vector>

#include "base/json.h"
#include "domain/remark.h"
#include "formats/dataset.h"
#include "network/explain_pair.h"
#include "network/resilience.h"
#include "network/sensitivity.h"

namespace samspill::formats {

/// What a plan answers to questions about it, in machine form: docs/json.md.
Json resilience_json(const Dataset& dataset, const network::Resilience& resilience);
Json sensitivity_json(const Dataset& dataset, const network::Sensitivity& sensitivity);
Json pair_json(const Dataset& dataset, const network::PairAnswer& answer,
               const std::vector<Remark>& remarks);

}  // namespace samspill::formats
