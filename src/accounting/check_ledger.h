#pragma once

#include <string>
#include <vector>

#include "domain/ledger.h"
#include "domain/plan.h"
#include "domain/region.h"

namespace samspill::accounting {

/// Everything that is wrong with a ledger, in words that name the entries; empty = it is sound.
/// With the plan that it is of, also whether it says what the plan says.
std::vector<std::string> check_ledger(const Region& region, const Ledger& ledger, const Plan* plan);

/// Everything that the two ledgers both count: an exchange of the plan's ledger that an initiative
/// of the other names must say so, or its tonnes stand in both; and initiatives cut no more at an
/// emitter than it gives off.
std::vector<std::string> check_counted_once(const Region& region, const Ledger& of_plan,
                                            const Ledger& of_initiatives);

/// Throws Error(internal) with the first faults.
void require_sound(const Region& region, const Ledger& ledger, const Plan* plan);

}  // namespace samspill::accounting
