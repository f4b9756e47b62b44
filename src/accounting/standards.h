#pragma once

#include <vector>

#include "accounting/project_view.h"
#include "accounting/site_scopes.h"

namespace samspill::accounting {

/// A ledger as the standards ask for it. Comparative claims are its entries of the account
/// comparative, and nowhere else.
struct Standards {
  std::vector<ScopeLine> scopes;             // of the plan's exchanges
  std::vector<ScopeLine> initiative_scopes;  // of the last year of the path
  std::vector<Project> projects;             // exchanges
  std::vector<Project> initiative_projects;

  bool operator==(const Standards&) const = default;
};

/// Throws Error(internal) when check_scopes finds anything wrong. `initiatives` may be empty.
Standards make_standards(const Region& region, const reference::Reference& reference,
                         const Plan& plan, const Ledger& ledger, const Ledger& initiatives,
                         reference::GwpSet gwp);

/// The comparative claims of a ledger, the largest saving first; unknown ones last.
std::vector<const LedgerEntry*> comparative_claims(const Ledger& ledger);

}  // namespace samspill::accounting
