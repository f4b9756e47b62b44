#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/json.h"
#include "domain/bundle.h"
#include "domain/gap.h"
#include "domain/match.h"
#include "domain/plan.h"
#include "formats/dataset.h"

namespace samspill::formats {

/// The words for PlanStatus, Method and Objective.
inline constexpr std::array<std::string_view, 3> kPlanStatuses = {"optimal", "feasible",
                                                                  "infeasible"};
inline constexpr std::array<std::string_view, 2> kMethods = {"exact", "scale"};
inline constexpr std::array<std::string_view, 3> kSolvedBy = {"branch_and_bound", "first_order",
                                                              "network_simplex"};
inline constexpr std::array<std::string_view, 2> kObjectives = {"cost", "climate"};

/// Results in their machine form. Keys carry their units; what is unknown is null, never zero.
/// Other programs rely on these keys: docs/json.md.
Json check_json(const Diagnostics& diagnostics);
Json match_json(const Dataset& dataset, const std::vector<Match>& matches,
                reference::Language language = reference::Language::en);
Json bundles_json(const Dataset& dataset, const std::vector<Bundle>& bundles);
Json gaps_json(const Dataset& dataset, const std::vector<Gap>& gaps);
Json plan_json(const Dataset& dataset, const Plan& plan);

/// The id of an endpoint: a stream's, or process_id@site_id.
std::string endpoint_id(const Region& region, const Endpoint& endpoint);

}  // namespace samspill::formats
