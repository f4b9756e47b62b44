#pragma once

#include <cstdint>

#include "domain/ledger.h"
#include "domain/plan.h"
#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::accounting {

struct LedgerOptions {
  /// A change below this share of the amounts compared is the solver's rounding and gets no entry.
  double rounding = 1e-7;
  ReferenceScenario reference = ReferenceScenario::today;  // what the plan's baseline is
  ClaimRule claim_rule = ClaimRule::half;
  std::uint64_t seed = 1;  // of the uncertainty
  std::size_t trials = 4000;
};

/// What the plan changes in greenhouse-gas emissions against today's baseline, one entry per site,
/// exchange, resource, kind and factor, each tonne once (docs/methods/accounting.md). Entries are
/// sorted by site and counterparty; those without a known factor are listed and counted, never
/// zero. Throws Error(invalid) for a plan that is infeasible, and Error(internal) when check_ledger
/// finds anything wrong.
Ledger make_ledger(const Region& region, const reference::Reference& reference, const Plan& plan,
                   const LedgerOptions& options);

/// All that one year gives off, buys, sends and disposes of, in entries as above: the year against
/// nothing. Without ranges.
Ledger make_year_ledger(const Region& region, const reference::Reference& reference,
                        const NetworkState& state);

}  // namespace samspill::accounting
