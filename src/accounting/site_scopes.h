#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "accounting/region_emissions.h"
#include "domain/ledger.h"
#include "domain/plan.h"
#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::accounting {

/// What a figure of scope 2 rests on: the mean of the country's tables, or what the site says of
/// its own contract.
enum class EnergyMethod { not_told, location_based, market_based, mixed };
inline constexpr std::array<std::string_view, 4> kEnergyMethodWords = {"not_told", "location_based",
                                                                       "market_based", "mixed"};
constexpr std::string_view word(EnergyMethod method) {
  return kEnergyMethodWords[static_cast<std::size_t>(method)];
}

/// Where a figure without the exchanges is from.
enum class ScopeBasis { reported, calculated, unknown };
inline constexpr std::array<std::string_view, 3> kScopeBasisWords = {"reported", "calculated",
                                                                     "unknown"};
constexpr std::string_view word(ScopeBasis basis) {
  return kScopeBasisWords[static_cast<std::size_t>(basis)];
}

/// One account of a site's inventory, as it is without what the ledger tells and with it.
struct ScopeLine {
  SiteId site;  // none = no single site
  AccountPlace place;
  ReferenceScenario reference = ReferenceScenario::today;
  int year = 0;  // of the change
  // Of emissions.csv, the latest year of each gas and origin. Empty = it lists none here.
  std::optional<Co2eFlow> reported;
  std::optional<int> first_year, last_year;
  bool is_outdated = false;  // an initiative has cut it since
  // From the streams that the dataset lists, so a part at least. Empty = none is valued.
  std::optional<Co2eFlow> calculated;
  EnergyMethod method = EnergyMethod::not_told;  // of what is calculated or changes, in scope 2
  Co2eFlow credits;         // in place of `calculated` where a factor is below zero: no level
  Co2eFlow change;          // what the ledger books here
  Co2eFlow bought_less;     // likewise, and a comparative claim of the exchange: not in `change`
  std::size_t unknown = 0;  // rows and entries without a factor

  /// Reported where it is, else calculated, and with `change` and `bought_less`; empty = unknown.
  /// Of what operates today the reported figure is the one with the exchanges.
  std::optional<Co2eFlow> without() const;
  std::optional<Co2eFlow> with() const;
  ScopeBasis basis() const;
  bool operator==(const ScopeLine&) const = default;
};

/// The inventories of all sites that report or change anything, by site and account. A figure that
/// emissions.csv reports stands for all that is calculated of the same account. Lines of different
/// sites overlap (one's scope 3 is another's scope 1), so they never add up; their changes do.
std::vector<ScopeLine> make_site_scopes(const Region& region, const reference::Reference& reference,
                                        const Plan& plan, const Ledger& ledger,
                                        reference::GwpSet gwp);

/// The same of initiatives, against their emitters' reported figures.
std::vector<ScopeLine> make_initiative_scopes(const Region& region,
                                              const reference::Reference& reference,
                                              const Ledger& initiatives, reference::GwpSet gwp);

/// Sums of `change` and of `bought_less` over all sites.
struct ScopeChange {
  AccountPlace place;
  Co2eFlow change;
  Co2eFlow bought_less;
};
std::vector<ScopeChange> changes_by_account(const std::vector<ScopeLine>& lines);

}  // namespace samspill::accounting
