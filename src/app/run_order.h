#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "domain/ledger.h"
#include "matching/match_options.h"
#include "network/plan_network.h"
#include "portfolio/portfolio.h"
#include "reference/climate_tables.h"
#include "reference/resource.h"

namespace samspill::app {

/// What a run is asked, by kind: the options of the contract's RunOrder (openapi.yaml). Ids are as
/// they were written; whether they exist shows when the run meets its region.
struct MatchOrder {
  std::size_t top = 5;  // best for each offer
  matching::Rank rank = matching::Rank::benefit;
  std::string site_id;  // only matches of this site; empty = of all
  reference::Language language = reference::Language::en;  // of reasons and checks
};

struct PlanOrder {
  Objective objective = Objective::cost;
  std::optional<double> carbon_price_eur_per_t;
  std::optional<double> cap_t_per_year;
  std::optional<std::size_t> pareto;  // points of the front instead of one plan
  std::vector<std::string> without;   // site ids
  std::optional<double> gap;
  double time_limit_s = 600;
};

struct PortfolioOrder {
  std::string scope;  // of the targets; empty = the first
  std::optional<double> budget_meur;
  std::vector<std::string> without;        // initiative ids
  std::map<std::string, int> start_years;  // by initiative id: it starts then or not at all
  double time_limit_s = 60;                // for each problem solved
};

struct AccountOrder {
  PlanOrder plan;
  ClaimRule claim_rule = ClaimRule::half;
  reference::GwpSet gwp_set = reference::GwpSet::ar6;
  std::string scope;  // of the targets; empty = the first
};

struct ReportOrder {
  PlanOrder plan;
  reference::Language language = reference::Language::en;
};

using RunOrder = std::variant<MatchOrder, PlanOrder, PortfolioOrder, AccountOrder, ReportOrder>;

/// Reads an order. Throws Error(invalid) for an unknown kind, for an option that the kind does not
/// use, and for a value of the wrong form or outside its range, naming what was expected.
RunOrder read_order(std::string_view kind, const Json& options);

/// The engines' options. Throws Error(not_found) for an id that the region does not have.
matching::MatchOptions match_options(const Region& region, const MatchOrder& order);
network::NetworkOptions plan_options(const Region& region, const PlanOrder& order);
portfolio::Options portfolio_options(const Region& region, const PortfolioOrder& order);

}  // namespace samspill::app
