// The inventories of sites by the GHG Protocol.
//
// Problem: what stands in each site's scopes, and what do the exchanges change there, when some
// sites report figures and most only list what they buy, send and dispose of?
//
// Method: one year of the plan is booked as a ledger against nothing, so that every purchase,
// carriage, disposal and use of a site stands in its account (account_place.h): what is calculated.
// What emissions.csv reports of an account stands for all of it. Changes are the ledger's entries,
// each in its own account; what is bought less is kept beside the account that it would have been
// in: the buyer's level falls by it, and the exchange may claim it, and nobody adds the two. A
// factor below zero, such as that of heat that a plant need not make, is a credit and no
// emission: of such an account only changes are known.
//
// Source: as account_place.cpp.
//
// Limits: only listed streams are calculated, so that a calculated scope is a part of the whole.
// Fuel that a site sells on is taken to be burned there. The tables' factors of power are means of
// a country: location-based; a site's own figure is taken as that of its contract: market-based.
// The other one is not known.
//
// Worked number: a boiler buys 300 MWh gas at 202 kg/MWh, 60.6 t in scope 1. Bark replaces 225 MWh:
// 45.45 t are bought less, which leaves 15.15 t; the ledger's own change there is nothing.
#include "accounting/site_scopes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "accounting/account_place.h"
#include "accounting/make_ledger.h"
#include "reference/valuation.h"

namespace samspill::accounting {
namespace {

using reference::Reference;

class ScopeMaker {
 public:
  ScopeMaker(const Region& region, const Reference& reference, const Ledger& ledger)
      : region_(region), reference_(reference), ledger_(ledger) {}

  void add_reported(reference::GwpSet gwp) {
    for (const Emission* row : latest_emissions(region_)) {
      const AccountPlace place = reported_place(*row);
      reported_.insert({row->site, place.account});
      ScopeLine& line = line_at(row->site, place);
      line.first_year = std::min(line.first_year.value_or(row->year), row->year);
      line.last_year = std::max(line.last_year.value_or(row->year), row->year);
      line.is_outdated =
          line.is_outdated || (place.account == Account::scope_1 && later_cut(region_, *row));
      const auto potential = reference_.climate().warming_potential(row->gas, gwp);
      if (!potential) ++line.unknown;
      if (!potential) continue;
      const Co2eFlow co2e = row->amount.in(tonne) * *potential * tonne_co2e / year;
      line.reported = line.reported.value_or(Co2eFlow{}) + co2e;
    }
  }

  void add_calculated(const Ledger& of_year) {
    for (const LedgerEntry& entry : of_year.entries) {
      ScopeLine& line = line_at(entry.site, entry.place);
      line.method = with_method(line.method, entry);
      if (!entry.co2e) ++line.unknown;
      if (!entry.co2e) continue;
      line.calculated = line.calculated.value_or(Co2eFlow{}) + *entry.co2e;
      note_credit(entry, line);
    }
  }

  void add_changes() {
    for (const LedgerEntry& entry : ledger_.entries) {
      const bool is_claim = entry.place.account == Account::comparative;
      ScopeLine& line = line_at(entry.site, is_claim ? bought_place(entry) : entry.place);
      line.year = entry.year;
      if (!entry.co2e) {
        ++line.unknown;
        continue;
      }
      (is_claim ? line.bought_less : line.change) += *entry.co2e;
      note_credit(entry, line);
      line.method = with_method(line.method, entry);
    }
  }

  std::vector<ScopeLine> lines() && {
    std::vector<ScopeLine> out;
    for (auto& [key, line] : lines_) {
      if (credited_.contains(key)) {
        line.credits = line.calculated.value_or(Co2eFlow{});
        line.calculated.reset();
      }
      out.push_back(std::move(line));
    }
    return out;
  }

 private:
  /// Biogenic CO2 stands outside the scopes; biogenic methane does not.
  static AccountPlace reported_place(const Emission& row) {
    if (row.origin == Origin::biogenic && row.gas.starts_with("CO2")) {
      return {Account::outside_scopes};
    }
    const int scope = row.scope.value_or(1);
    return {scope == 1 ? Account::scope_1 : scope == 2 ? Account::scope_2 : Account::scope_3};
  }

  /// Where the purchase stands that is less now.
  AccountPlace bought_place(const LedgerEntry& entry) const {
    return place_of(purchase_kind(reference_, entry.resource), entry.origin,
                    is_fuel(reference_, entry.resource));
  }

  ScopeLine& line_at(SiteId site, AccountPlace place) {
    if (reported_.contains({site, place.account})) place.category = 0;
    ScopeLine& line = lines_[{site, place}];
    line.site = site;
    line.place = place;
    line.reference = ledger_.reference;
    return line;
  }

  /// A factor below zero stands for what need not be made: how much is made is not told.
  void note_credit(const LedgerEntry& entry, const ScopeLine& line) {
    const bool is_below = (*entry.co2e < Co2eFlow{}) != (entry.amount < AmountFlow{});
    const bool is_credit = is_below && *entry.co2e != Co2eFlow{} && entry.resource &&
                           entry.place.account != Account::removal;
    if (is_credit) credited_.insert({line.site, line.place});
  }

  static EnergyMethod with_method(EnergyMethod before, const LedgerEntry& entry) {
    const bool is_energy = entry.kind == EntryKind::purchased_energy && entry.co2e;
    if (!is_energy) return before;
    const EnergyMethod own = entry.factor_id == reference::kOwnFigure
                                 ? EnergyMethod::market_based
                                 : EnergyMethod::location_based;
    return before == EnergyMethod::not_told || before == own ? own : EnergyMethod::mixed;
  }

  const Region& region_;
  const Reference& reference_;
  const Ledger& ledger_;
  std::set<std::pair<SiteId, Account>> reported_;
  std::set<std::pair<SiteId, AccountPlace>> credited_;
  std::map<std::pair<SiteId, AccountPlace>, ScopeLine> lines_;
};

constexpr Co2eFlow kRounding = 1e-6 * tonne_co2e / year;

/// Empty = the reported figure is less than what changes in it, so it does not hold all of it.
std::optional<Co2eFlow> not_below_zero(Co2eFlow flow) {
  return flow < -kRounding ? std::nullopt : std::optional(flow);
}

/// What the account's level changes by. Empty = not known: the factor of fuel holds its supply, a
/// reported scope 1 does not.
std::optional<Co2eFlow> difference(const ScopeLine& line) {
  const bool is_fuel_saved = line.bought_less != Co2eFlow{};
  if (line.reported && line.place.account == Account::scope_1 && is_fuel_saved) return {};
  return line.change + line.bought_less;
}

}  // namespace

std::optional<Co2eFlow> ScopeLine::without() const {
  if (!reported) return calculated;
  if (reference != ReferenceScenario::without_exchanges) return reported;
  const auto less = difference(*this);
  return less ? not_below_zero(*reported - *less) : std::nullopt;
}

std::optional<Co2eFlow> ScopeLine::with() const {
  if (reported && reference == ReferenceScenario::without_exchanges) return reported;
  const auto before = without(), more = difference(*this);
  return before && more ? not_below_zero(*before + *more) : std::nullopt;
}

ScopeBasis ScopeLine::basis() const {
  if (reported) return ScopeBasis::reported;
  return calculated ? ScopeBasis::calculated : ScopeBasis::unknown;
}

std::vector<ScopeLine> make_site_scopes(const Region& region, const Reference& reference,
                                        const Plan& plan, const Ledger& ledger,
                                        reference::GwpSet gwp) {
  ScopeMaker maker(region, reference, ledger);
  maker.add_reported(gwp);
  maker.add_calculated(make_year_ledger(region, reference, plan.baseline));
  maker.add_changes();
  return std::move(maker).lines();
}

std::vector<ScopeLine> make_initiative_scopes(const Region& region, const Reference& reference,
                                              const Ledger& initiatives, reference::GwpSet gwp) {
  ScopeMaker maker(region, reference, initiatives);
  maker.add_reported(gwp);
  maker.add_changes();
  std::vector<ScopeLine> lines = std::move(maker).lines();
  std::erase_if(lines, [](const ScopeLine& line) { return line.year == 0; });
  return lines;
}

std::vector<ScopeChange> changes_by_account(const std::vector<ScopeLine>& lines) {
  std::map<AccountPlace, ScopeChange> sums;
  for (const ScopeLine& line : lines) {
    ScopeChange& sum = sums[line.place];
    sum.place = line.place;
    sum.change += line.change;
    sum.bought_less += line.bought_less;
  }
  std::vector<ScopeChange> out;
  for (const auto& [place, sum] : sums) out.push_back(sum);
  return out;
}

}  // namespace samspill::accounting
