#pragma once

#include "domain/ledger.h"

namespace samspill::accounting {

/// Says of every entry who may count how much of it. An entry of an exchange is shared between
/// giver and taker by the rule, all entries of the exchange alike; any other belongs to its site,
/// or to the region where it names none. What is claimed by all together is the ledger itself
/// whatever the rule.
void share_claims(Ledger& ledger, ClaimRule rule);

}  // namespace samspill::accounting
