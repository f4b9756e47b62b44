#pragma once

#include "network/network.h"

namespace samspill::network {

/// The least yearly cost, carbon price included, that any plan of the network can have, proven by
/// the proof's prices alone: any prices prove a bound, bad ones a low one, those of balances that
/// are not named are zero. `proof.least` is not looked at. Needs no solver; rounding apart (64-bit
/// numbers) it is exact.
MoneyFlow price_bound(const Network& network, const PlanTerms& terms, const PriceProof& proof);

/// By what share of its cost a plan may be bettered at most, when none costs less than `least`.
double proven_gap(MoneyFlow cost, MoneyFlow least);

}  // namespace samspill::network
