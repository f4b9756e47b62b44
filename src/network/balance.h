#pragma once

#include <string>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::network {

/// What a state of a region must obey.
enum class Law { sign, offer, need, process, capacity, carriage, cost, co2e };

/// A law that a state breaks, with the numbers.
struct Violation {
  Law law;
  std::string message;
};

/// What a state was made under, besides region and reference.
struct BalanceTerms {
  CarbonPrice carbon_price;
  std::vector<SiteId> without;
};

/// Recomputes a state from the region's own rows, apart from the model that made it: every offer
/// and need is accounted for in each period (over the year if it can be stored), every process
/// takes and makes what its activity says within its capacity, carriage loses, costs and emits what
/// its mode says, pipes are paid for unless they stand today, and the parts of cost and CO2e are
/// the sums. Amounts may be off by a millionth.
std::vector<Violation> check_balance(const Region& region, const reference::Reference& reference,
                                     const NetworkState& state, const BalanceTerms& terms);

}  // namespace samspill::network
