#pragma once

#include <stop_token>
#include <string>

#include "accounting/make_ledger.h"
#include "accounting/region_emissions.h"
#include "accounting/standards.h"
#include "base/json.h"
#include "domain/plan.h"
#include "formats/dataset.h"
#include "portfolio/region_account.h"

namespace samspill::app {

struct AccountOptions {
  accounting::LedgerOptions ledger;
  reference::GwpSet gwp_set = reference::GwpSet::ar6;
  std::string scope;     // of targets.csv; empty = the first
  std::stop_token stop;  // of the search for the way to the target
};

/// What a plan changes in greenhouse-gas emissions, and the region's way to its targets.
struct Account {
  Ledger ledger;
  accounting::RegionEmissions emissions;
  portfolio::RegionAccount region;
  accounting::Standards standards;
};

/// Throws as make_ledger and make_region_account do.
Account make_account(const formats::Dataset& dataset, const Plan& plan,
                     const AccountOptions& options);

/// The keys of `account` in docs/json.md.
Json account_json(const formats::Dataset& dataset, const Account& account);

}  // namespace samspill::app
