// Whether the sites' inventories are true.
//
// Problem: a table of scopes is read as what a site gives off. A claim of what others no longer
// emit must not have got into it, and nothing may be lost or counted twice on the way there.
//
// Method: the table is added up over other groups than it was made by, and held against the
// ledger's balance and the rows of both years, which know nothing of accounts.
//
// Limits: whether a purchase is a fuel or a good is a rule (account_place.h) that sums do not see.
//
// Worked number: of −46 t in a ledger −45.45 are bought less; the scopes' changes sum to −1.9 and
// what is outside to 1.35.
#include "accounting/check_scopes.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <string_view>

#include "accounting/check_sum.h"

namespace samspill::accounting {
namespace {

constexpr Co2eFlow kTonne = tonne_co2e / year;

using BySite = std::map<SiteId, Sum>;

void add_rows(const NetworkState& state, double sign, BySite& sums) {
  const auto add = [&](SiteId site, Co2e co2e) { sums[site].add(sign * co2e.in(tonne_co2e)); };
  for (const auto* list : {&state.disposals, &state.purchases}) {
    for (const Recourse& row : *list) {
      if (row.co2e) add(row.at.site, *row.co2e);
    }
  }
  for (const PlanFlow& flow : state.flows) {
    add(flow.from.site, flow.co2e);
    add(flow.to.site, flow.use_co2e);
  }
}

class ScopeChecker {
 public:
  ScopeChecker(const Region& region, const Ledger& ledger, const std::vector<ScopeLine>& lines)
      : region_(region), ledger_(ledger), lines_(lines) {}

  std::vector<std::string> check(const Plan* plan) && {
    for (const ScopeLine& line : lines_) check_line(line);
    check_sums();
    if (plan != nullptr) check_sites(*plan);
    return std::move(faults_);
  }

 private:
  std::string name(SiteId site) const { return site ? region_[site].key : "no single site"; }

  void check_line(const ScopeLine& line) {
    if (line.place.account == Account::comparative) {
      faults_.push_back(
          std::format("{}: a comparative claim stands in its inventory", name(line.site)));
    }
    if (!line.calculated || line.place.account == Account::removal) return;
    const double before = line.calculated->in(kTonne);
    const double change = (line.change + line.bought_less).in(kTonne);
    const double rounding = kLeftOut * std::max(before + std::abs(change), 1.0);
    if (before < 0 || before + change < -rounding) {
      faults_.push_back(std::format("{}: {} t stand in {}, an emission is never below zero",
                                    name(line.site), std::min(before, before + change),
                                    word(line.place.account)));
    }
  }

  void check_sums() {
    Sum scopes, outside, removed, avoided;
    for (const ScopeLine& line : lines_) {
      const bool is_scope =
          line.place.account <= Account::scope_3 || line.place.account == Account::no_site;
      Sum& own = is_scope                                        ? scopes
                 : line.place.account == Account::outside_scopes ? outside
                                                                 : removed;
      own.add(line.change.in(kTonne));
      avoided.add(line.bought_less.in(kTonne));
    }
    equal("the changes in all scopes", scopes, ledger_.balance.fossil.in(kTonne), kShareRounding);
    equal("the changes outside the scopes", outside, ledger_.balance.biogenic.in(kTonne),
          kShareRounding);
    equal("the removals", removed, ledger_.balance.removed.in(kTonne), kShareRounding);
    equal("what is bought less", avoided, ledger_.balance.avoided.in(kTonne), kShareRounding);
  }

  void check_sites(const Plan& plan) {
    BySite year, difference, calculated, changed;
    add_rows(plan.baseline, 1, year);
    add_rows(plan.planned, 1, difference);
    add_rows(plan.baseline, -1, difference);
    for (const ScopeLine& line : lines_) {
      calculated[line.site].add(line.calculated.value_or(Co2eFlow{}).in(kTonne));
      calculated[line.site].add(line.credits.in(kTonne));
      changed[line.site].add((line.change + line.bought_less).in(kTonne));
    }
    for (const auto& [site, sum] : year) {
      equal("what is calculated at " + name(site), sum, calculated[site].value, kLeftOut);
    }
    for (const auto& [site, sum] : difference) {
      equal("what changes at " + name(site), sum, changed[site].value, kLeftOut);
    }
  }

  void equal(std::string_view what, const Sum& sum, double expected, double rounding) {
    if (std::abs(sum.value - expected) <= rounding * std::max(sum.size, 1.0)) return;
    faults_.push_back(std::format("{}: {} t CO2e a year against {}", what, sum.value, expected));
  }

  const Region& region_;
  const Ledger& ledger_;
  const std::vector<ScopeLine>& lines_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> check_scopes(const Region& region, const Plan* plan, const Ledger& ledger,
                                      const std::vector<ScopeLine>& lines) {
  return ScopeChecker(region, ledger, lines).check(plan);
}

}  // namespace samspill::accounting
