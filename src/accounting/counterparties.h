#pragma once

#include <map>
#include <vector>

#include "domain/ledger.h"
#include "units/quantity.h"

namespace samspill::accounting {

/// A part of a change, and the exchange that explains it.
struct Share {
  LedgerExchangeId exchange;  // none = no exchange explains it
  double part = 1;            // of the whole change; parts sum to 1
};

/// Splits a change of what is disposed of or bought. It is explained by exchanges that changed the
/// other way (less disposed of because more is sent), in proportion to how much they changed; what
/// they do not cover has no counterparty.
std::vector<Share> shares_of(AmountFlow change,
                             const std::map<LedgerExchangeId, AmountFlow>& exchanged);

/// Splits what a process does besides (other inputs, residues) between the exchanges that bring its
/// main input, in proportion to what each brings more or less of it; `bought` is what it buys more
/// of it. A change that goes the other way than the activity has no exchange.
std::vector<Share> shares_of_activity(AmountFlow change,
                                      const std::map<LedgerExchangeId, AmountFlow>& brought,
                                      AmountFlow bought);

}  // namespace samspill::accounting
