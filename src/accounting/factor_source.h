#pragma once

#include <string>

#include "accounting/changes.h"
#include "domain/ledger.h"
#include "domain/region.h"
#include "reference/reference.h"
#include "reference/valuation.h"

namespace samspill::accounting {

/// What is known of a factor besides its value.
struct FactorSource {
  Origin origin = Origin::mixed;
  std::string source;  // with the year; empty = the factor could not be found again
  bool is_verified = false;
  Spread spread;  // factor_spread.h
};

/// The factor behind a way out, found by the same look-up that valued it, as sure as it is in that
/// year.
FactorSource source_of(const Region& region, const reference::Reference& reference,
                       reference::FactorKind kind, const RecourseChange& change, int in_year);
/// The factor behind the transport of a flow: the mode's own provenance. Its origin is mixed, since
/// the tables do not divide it.
FactorSource transport_source(const reference::Reference& reference, const FlowChange& change,
                              int in_year);
/// The factor behind what the taker's use gives off.
FactorSource use_source(const Region& region, const reference::Reference& reference,
                        const FlowChange& change, int in_year);

}  // namespace samspill::accounting
