#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/progress.h"
#include "cli/session.h"
#include "domain/plan.h"
#include "formats/dataset.h"
#include "network/plan_network.h"

namespace samspill::cli {

/// What every command that plans asks of the user.
struct PlanOptions {
  std::string method = "exact";
  std::string objective = "cost";
  std::optional<double> carbon_price_eur_per_t;
  std::optional<double> cap_t_per_year;
  std::vector<std::string> without;
  std::optional<double> gap;  // empty: what is usual for the method
  double time_limit_s = 600;
  std::size_t threads = 1;
};

void add_plan_options(Command command, PlanOptions& options);

/// The engine's options for what the user asked. Throws Error(not_found) for an unknown site.
network::NetworkOptions network_options(const Session& session, const formats::Dataset& dataset,
                                        const PlanOptions& options);

/// Shows a search's share, bound and gap on the line.
std::function<void(const network::Standing&)> shown_on(Progress& progress);

/// Plans with a progress line; ends with the best plan so far on Ctrl-C. With the prices that prove
/// a bound when they are wanted.
Plan make_plan(const Session& session, const formats::Dataset& dataset, const PlanOptions& options,
               bool is_proof_wanted = false);

}  // namespace samspill::cli
