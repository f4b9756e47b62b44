#pragma once

#include <vector>

#include "domain/remark.h"
#include "network/explain_pair.h"

namespace samspill::network {

/// An answer in words with its numbers: what stands, what both ends do now, what would turn it, and
/// how far that holds. Empty where no way leads from one to the other: the rules say why.
std::vector<Remark> pair_remarks(const Region& region, const reference::Reference& reference,
                                 const Plan& plan, const PairAnswer& answer);

}  // namespace samspill::network
