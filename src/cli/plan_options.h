#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session.h"
#include "domain/plan.h"
#include "formats/dataset.h"
#include "network/plan_network.h"

namespace samspill::cli {

/// What every command that plans asks of the user.
struct PlanOptions {
  std::string objective = "cost";
  std::optional<double> carbon_price_eur_per_t;
  std::optional<double> cap_t_per_year;
  std::vector<std::string> without;
  double gap = 1e-4;
  double time_limit_s = 600;
};

void add_plan_options(Command command, PlanOptions& options);

/// The engine's options for what the user asked. Throws Error(not_found) for an unknown site.
network::NetworkOptions network_options(const Session& session, const formats::Dataset& dataset,
                                        const PlanOptions& options);

/// Plans with a progress line; ends with the best plan so far on Ctrl-C.
Plan make_plan(const Session& session, const formats::Dataset& dataset, const PlanOptions& options);

}  // namespace samspill::cli
