#include "accounting/standards.h"

#include <algorithm>
#include <utility>

#include "accounting/check_scopes.h"
#include "base/error.h"

namespace samspill::accounting {
namespace {

void require(const std::vector<std::string>& faults) {
  if (faults.empty()) return;
  throw Error(ErrorKind::internal, "the sites' inventories do not hold: " + faults.front());
}

}  // namespace

Standards make_standards(const Region& region, const reference::Reference& reference,
                         const Plan& plan, const Ledger& ledger, const Ledger& initiatives,
                         reference::GwpSet gwp) {
  Standards out{.scopes = make_site_scopes(region, reference, plan, ledger, gwp),
                .initiative_scopes = make_initiative_scopes(region, reference, initiatives, gwp),
                .projects = make_exchange_projects(region, plan, ledger),
                .initiative_projects = make_initiative_projects(region, initiatives)};
  require(check_scopes(region, &plan, ledger, out.scopes));
  require(check_scopes(region, nullptr, initiatives, out.initiative_scopes));
  return out;
}

std::vector<const LedgerEntry*> comparative_claims(const Ledger& ledger) {
  std::vector<const LedgerEntry*> out;
  for (const LedgerEntry& entry : ledger.entries) {
    if (entry.place.account == Account::comparative) out.push_back(&entry);
  }
  std::ranges::stable_sort(out, {}, [](const LedgerEntry* entry) {
    return std::pair(!entry->co2e, entry->co2e.value_or(Co2eFlow{}));
  });
  return out;
}

}  // namespace samspill::accounting
