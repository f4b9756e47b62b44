#pragma once

#include <compare>
#include <variant>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "network/plan_network.h"
#include "reference/reference.h"

namespace samspill::network {

/// A way between two sites on which the plan sends a resource.
struct UsedWay {
  SiteId from;
  SiteId to;
  ModeId mode;
  ResourceId resource;

  auto operator<=>(const UsedWay&) const = default;
};

/// What a region may lose: a site with all that it gives, takes and runs, or a way.
using Lost = std::variant<SiteId, UsedWay>;

/// A flow of the plan that a loss ends.
struct StoppedFlow {
  Endpoint from;
  Endpoint to;
  ResourceId resource;
  ModeId mode;  // none = on the same site
  AmountFlow sent;
};

/// What a loss costs a site: more disposal, purchase and running of processes, with the carbon
/// price on their CO2e and on that of the new use. Below zero it gains.
struct Hit {
  SiteId site;
  MoneyFlow cost;
};

/// What becomes of the plan when something is lost: what is built stays and stays paid, flows find
/// other ways at least cost, the rest is disposed of and bought.
struct Failure {
  Lost lost;
  std::vector<StoppedFlow> stopped;
  std::vector<Endpoint> idle;      // processes elsewhere that run in the plan and no longer do
  std::vector<StreamId> stranded;  // needs elsewhere with partners in the plan and none left
  MoneyFlow cost;                  // more, without what a lost site paid and carried itself
  MoneyFlow transport;             // of it; the rest are the hits
  Co2eFlow co2e;                   // more, likewise
  std::vector<Hit> hits;           // the others that pay more or less, the hardest first
  bool is_single_point = false;    // it costs more than the stated share, or strands a need
};

struct Resilience {
  MoneyFlow benefit;              // of the plan against today
  std::size_t untouched = 0;      // sites without partners at other sites: their loss is their own
  std::vector<Failure> failures;  // the dearest first
  bool is_complete = true;        // false: stopped before every loss was tried
};

struct ResilienceOptions {
  NetworkOptions plan;              // those that the plan was made with
  double single_point_share = 0.1;  // of the plan's benefit; a loss that costs more is one
};

/// Tries the loss of each site that exchanges with another, and of each way the plan uses. Every
/// state found has passed the checker of check_state.h. Throws Error(invalid) where
/// fix_builds does, Error(internal) when a result breaks a balance.
Resilience find_resilience(const Region& region, const reference::Reference& reference,
                           const Plan& plan, const ResilienceOptions& options);

}  // namespace samspill::network
