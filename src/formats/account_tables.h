#pragma once

#include "accounting/standards.h"
#include "domain/ledger.h"
#include "domain/plan.h"
#include "formats/dataset.h"

namespace samspill::formats {

/// A plan's ledger with what stands beside it.
struct AccountParts {
  const Dataset& dataset;
  const Plan& plan;
  const Ledger& ledger;
  const Ledger& initiatives;  // may be empty
  const accounting::Standards& standards;
};

/// The account as tables of text: ledger, ledger_exchanges, scopes, projects, project_elements,
/// comparative_claims, balance, uncertainty. Columns end in their units, empty cells are unknown.
/// The settings say of which region, year and rule it is.
Tables account_tables(const AccountParts& parts);

/// "X1": exchanges of a ledger by their place in it, as not all of them are recorded; empty for
/// none.
std::string exchange_key(LedgerExchangeId exchange);

}  // namespace samspill::formats
