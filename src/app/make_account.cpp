#include "app/make_account.h"

#include <chrono>
#include <utility>

#include "formats/ledger_json.h"

namespace samspill::app {
namespace {

constexpr std::chrono::seconds kPathTimeLimit{20};  // of each problem of a region's path

}  // namespace

Account make_account(const formats::Dataset& dataset, const Plan& plan,
                     const AccountOptions& options) {
  const auto& [region, reference] = dataset;
  Account account{accounting::make_ledger(region, reference, plan, options.ledger),
                  accounting::make_region_emissions(region, reference, options.gwp_set),
                  {},
                  {}};
  account.region = portfolio::make_region_account(
      region, account.emissions, account.ledger,
      {.scope = options.scope, .time_limit = kPathTimeLimit, .stop = options.stop});
  account.standards = accounting::make_standards(region, reference, plan, account.ledger,
                                                 account.region.initiatives, options.gwp_set);
  return account;
}

Json account_json(const formats::Dataset& dataset, const Account& account) {
  Json out = formats::ledger_json(dataset, account.ledger);
  out.update(formats::standards_json(dataset, account.ledger, account.region.initiatives,
                                     account.standards));
  out["region"] = formats::region_json(dataset, account.emissions, account.region);
  return out;
}

}  // namespace samspill::app
