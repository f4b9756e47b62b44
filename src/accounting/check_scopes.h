#pragma once

#include <string>
#include <vector>

#include "accounting/site_scopes.h"

namespace samspill::accounting {

/// Everything that is wrong with the sites' inventories, in words: a comparative claim inside a
/// scope, an emission below zero, sums that are not the ledger's or the plan's; empty = they hold.
/// A ledger of initiatives has no plan.
std::vector<std::string> check_scopes(const Region& region, const Plan* plan, const Ledger& ledger,
                                      const std::vector<ScopeLine>& lines);

}  // namespace samspill::accounting
