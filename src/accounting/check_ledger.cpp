// Whether a ledger is true: the rules that a reader relies on, tested on the finished entries.
//
// Problem: the figure that three parties sign must not have a tonne in it twice, or one that nobody
// emits. The code that books entries is the last to notice its own mistake.
//
// Method: what is checked is worked out anew from entries and plan, by sums over other groups than
// the booking used: claims by entry, effects by exchange, lines of the balance by origin and kind,
// and the plan's own rows by site. Sums agree within what the ledger leaves out as rounding.
//
// Limits: which exchange explains less disposal is a rule (counterparties.h), not a fact that the
// plan could confirm; the check by site does not see it.
//
// Worked number: an entry of −2 t with claims of 0.5 and 0.6 is refused: they sum to 1.1.
#include "accounting/check_ledger.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <set>
#include <tuple>

#include "accounting/check_sum.h"
#include "base/error.h"

namespace samspill::accounting {
namespace {

constexpr Co2eFlow kTonne = tonne_co2e / year;
constexpr std::size_t kMostFaults = 5;

double tonnes(Co2eFlow flow) {
  return flow.in(kTonne);
}

class LedgerChecker {
 public:
  LedgerChecker(const Region& region, const Ledger& ledger) : region_(region), ledger_(ledger) {}

  std::vector<std::string> check(const Plan* plan) && {
    check_twins();
    for (const LedgerEntry& entry : ledger_.entries) {
      check_claims(entry);
      check_origin(entry);
      check_place(entry);
      check_exchange(entry);
    }
    check_effects();
    check_balance();
    if (plan != nullptr) check_plan(*plan);
    return std::move(faults_);
  }

 private:
  void require(bool holds, auto say) {
    if (!holds) faults_.push_back(say());
  }

  std::string name(SiteId site) const { return site ? region_[site].key : "nobody"; }

  std::string shown(const LedgerEntry& entry) const {
    std::string text = std::format("{} of {} with {}", word(entry.kind), name(entry.site),
                                   entry.counterparty ? name(entry.counterparty) : "nobody");
    if (entry.initiative) text += " by " + region_[entry.initiative].key;
    return std::format("{} ({}, {} t)", text,
                       entry.factor_id.empty() ? "no factor" : entry.factor_id,
                       entry.co2e ? std::format("{:.6g}", tonnes(*entry.co2e)) : "unknown");
  }

  /// Two entries for the same change are one tonne twice.
  void check_twins() {
    using Identity = std::tuple<SiteId, SiteId, ResourceId, EntryKind, Origin, std::string,
                                std::string, StreamId, ProcessId, LedgerExchangeId, InitiativeId,
                                int, ReferenceScenario, bool>;
    std::map<Identity, const LedgerEntry*> seen;
    for (const LedgerEntry& entry : ledger_.entries) {
      const auto [first, is_new] = seen.try_emplace(
          {entry.site, entry.counterparty, entry.resource, entry.kind, entry.origin,
           entry.factor_id, entry.gas, entry.stream, entry.process, entry.exchange,
           entry.initiative, entry.year, entry.reference, entry.co2e.has_value()},
          &entry);
      require(is_new, [&] {
        return std::format("the same tonnes are claimed twice: {} and {}", shown(*first->second),
                           shown(entry));
      });
    }
  }

  void check_claims(const LedgerEntry& entry) {
    double sum = 0;
    std::set<SiteId> parties;
    for (const Claim& claim : entry.claims) {
      sum += claim.share;
      require(claim.share > 0 && claim.share <= 1, [&] {
        return std::format("{}: {} claims a share of {}, expected one from 0 to 1", shown(entry),
                           name(claim.site), claim.share);
      });
      require(parties.insert(claim.site).second, [&] {
        return std::format("{}: {} claims it twice", shown(entry), name(claim.site));
      });
      require(!claim.site || claim.site == entry.site || claim.site == entry.counterparty, [&] {
        return std::format("{}: {} claims it and has no part in it", shown(entry),
                           name(claim.site));
      });
    }
    require(std::abs(sum - 1) <= kShareRounding,
            [&] { return std::format("{}: its claims sum to {}, expected 1", shown(entry), sum); });
  }

  void check_origin(const LedgerEntry& entry) {
    const bool is_stored = entry.kind == EntryKind::stored;
    require(is_stored == (entry.origin == Origin::removed), [&] {
      return std::format("{}: a removal and a cut are mixed, its origin is {}", shown(entry),
                         word(entry.origin));
    });
    require(entry.factor_id.empty() == !entry.co2e || entry.initiative, [&] {
      return std::format("{}: expected a factor and a figure, or neither", shown(entry));
    });
  }

  /// What others no longer emit, what is stored and biogenic CO2 are in no scope, and nothing else
  /// is outside.
  void check_place(const LedgerEntry& entry) {
    const AccountPlace& place = entry.place;
    const bool is_scope = place.account <= Account::scope_3 || place.account == Account::no_site;
    const bool is_avoided = entry.kind == EntryKind::avoided_production;
    const bool is_stored = entry.kind == EntryKind::stored;
    const bool is_outside = is_avoided || is_stored || entry.origin == Origin::biogenic;
    require(is_scope == !is_outside, [&] {
      return std::format("{}: it stands in {}, expected {}", shown(entry), word(place.account),
                         is_avoided   ? "comparative: nobody emits it"
                         : is_stored  ? "removal"
                         : is_outside ? "outside_scopes"
                                      : "a scope");
    });
    require(is_avoided == (place.account == Account::comparative) || is_stored, [&] {
      return std::format("{}: a comparative claim and an inventory are mixed, it stands in {}",
                         shown(entry), word(place.account));
    });
    require((place.category != 0) == (place.account == Account::scope_3), [&] {
      return std::format("{}: category {} of {}", shown(entry), place.category,
                         word(place.account));
    });
  }

  void check_exchange(const LedgerEntry& entry) {
    if (!entry.exchange) return;
    require(entry.exchange.index() < ledger_.exchanges.size(),
            [&] { return std::format("{}: there is no such exchange", shown(entry)); });
    if (entry.exchange.index() >= ledger_.exchanges.size()) return;
    const LedgerExchange& exchange = ledger_.exchanges[entry.exchange.index()];
    const std::pair ends{entry.site, entry.counterparty};
    const std::pair there{exchange.giver.site, exchange.taker.site};
    const std::pair back{exchange.taker.site, exchange.giver.site};
    require(ends == there || ends == back, [&] {
      return std::format("{}: it is booked on an exchange from {} to {}", shown(entry),
                         name(exchange.giver.site), name(exchange.taker.site));
    });
  }

  void check_effects() {
    std::vector<Sum> sums(ledger_.exchanges.size());
    for (const LedgerEntry& entry : ledger_.entries) {
      if (!entry.co2e || entry.exchange.index() >= sums.size()) continue;
      sums[entry.exchange.index()].add(tonnes(*entry.co2e));
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const LedgerExchange& exchange = ledger_.exchanges[i];
      equal(std::format("the effect of the exchange from {} to {}", name(exchange.giver.site),
                        name(exchange.taker.site)),
            tonnes(exchange.effect), sums[i], kShareRounding);
    }
  }

  void check_balance() {
    Sum fossil, biogenic, removed, avoided, total;
    std::size_t unknown = 0;
    for (const LedgerEntry& entry : ledger_.entries) {
      if (!entry.co2e) ++unknown;
      if (!entry.co2e) continue;
      const bool is_removal = entry.kind == EntryKind::stored;
      const bool is_elsewhere = entry.kind == EntryKind::avoided_production;
      Sum& own = entry.origin == Origin::biogenic ? biogenic : fossil;
      (is_removal ? removed : is_elsewhere ? avoided : own).add(tonnes(*entry.co2e));
      total.add(tonnes(*entry.co2e));
    }
    equal("the balance's fossil line", tonnes(ledger_.balance.fossil), fossil, kShareRounding);
    equal("the balance's biogenic line", tonnes(ledger_.balance.biogenic), biogenic,
          kShareRounding);
    equal("the balance's removed line", tonnes(ledger_.balance.removed), removed, kShareRounding);
    equal("the balance's avoided line", tonnes(ledger_.balance.avoided), avoided, kShareRounding);
    equal("the total", tonnes(ledger_.total), total, kShareRounding);
    check_accounts();
    require(unknown == ledger_.unknown, [&] {
      return std::format("{} entries are without a factor, the ledger says {}", unknown,
                         ledger_.unknown);
    });
  }

  /// Each line of the balance is that of its accounts alone: the scopes hold nothing avoided.
  void check_accounts() {
    std::map<Account, Sum> sums;
    for (const LedgerEntry& entry : ledger_.entries) {
      if (entry.co2e) sums[entry.place.account].add(tonnes(*entry.co2e));
    }
    Sum scopes;
    for (const auto& [account, sum] : sums) {
      const bool is_scope = account <= Account::scope_3 || account == Account::no_site;
      scopes.value += is_scope ? sum.value : 0;
      scopes.size += is_scope ? sum.size : 0;
    }
    equal("the balance's fossil line beside the scopes", tonnes(ledger_.balance.fossil), scopes,
          kShareRounding);
    equal("the balance's biogenic line beside what is outside the scopes",
          tonnes(ledger_.balance.biogenic), sums[Account::outside_scopes], kShareRounding);
    equal("the balance's avoided line beside the comparative claims",
          tonnes(ledger_.balance.avoided), sums[Account::comparative], kShareRounding);
  }

  /// What one year's rows say of each site.
  void add_state(const NetworkState& state, double sign, std::map<SiteId, Sum>& by_site) const {
    const auto add = [&](SiteId site, Co2e co2e) { by_site[site].add(sign * co2e.in(tonne_co2e)); };
    for (const Recourse& row : state.disposals) {
      if (row.co2e) add(row.at.site, *row.co2e);
    }
    for (const Recourse& row : state.purchases) {
      if (row.co2e) add(row.at.site, *row.co2e);
    }
    for (const PlanFlow& flow : state.flows) {
      add(flow.from.site, flow.co2e);
      add(flow.to.site, flow.use_co2e);
    }
  }

  void check_plan(const Plan& plan) {
    std::map<SiteId, Sum> rows;
    add_state(plan.planned, 1, rows);
    add_state(plan.baseline, -1, rows);
    std::map<SiteId, double> booked;
    for (const LedgerEntry& entry : ledger_.entries) {
      if (entry.co2e) booked[entry.site] += tonnes(*entry.co2e);
    }
    Sum whole;
    for (const auto& [site, sum] : rows) {
      equal("what is booked at " + name(site), booked[site], sum, kLeftOut);
      whole.value += sum.value;
      whole.size += sum.size;
    }
    for (const auto& [site, co2e] : booked) {
      require(rows.contains(site) || co2e == 0, [&] {
        return std::format("{} t are booked at {}, which the plan does not name", co2e, name(site));
      });
    }
    whole.value = tonnes(plan.planned.co2e.total() - plan.baseline.co2e.total());
    equal("the ledger", tonnes(ledger_.total), whole, kLeftOut);
  }

  void equal(std::string_view what, double found, const Sum& expected, double rounding) {
    const double most = rounding * std::max(expected.size, 1.0);
    require(std::abs(found - expected.value) <= most, [&] {
      return std::format("{} is {} t CO2e a year, expected {}", what, found, expected.value);
    });
  }

  const Region& region_;
  const Ledger& ledger_;
  std::vector<std::string> faults_;
};

/// What a site gives off of one kind of carbon, by the latest year of each origin.
double emitted(const Region& region, SiteId site, bool is_biogenic) {
  std::map<Origin, int> latest;
  const auto is_wanted = [&](const Emission& row) {
    return row.site == site && row.gas == "CO2" && (row.origin == Origin::biogenic) == is_biogenic;
  };
  for (const Emission& row : region.emissions) {
    if (is_wanted(row)) latest[row.origin] = std::max(latest[row.origin], row.year);
  }
  double sum = 0;
  for (const Emission& row : region.emissions) {
    if (is_wanted(row) && row.year == latest[row.origin]) sum += row.amount.in(tonne);
  }
  return sum;
}

/// Initiatives that together cut more at an emitter than it gives off count some of it twice.
void check_emitters(const Region& region, const Ledger& ledger, std::vector<std::string>& faults) {
  struct Cuts {
    double tonnes = 0;
    std::string by;
  };
  std::map<std::pair<SiteId, bool>, Cuts> by_emitter;
  for (const LedgerEntry& entry : ledger.entries) {
    const SiteId emitter = entry.initiative ? region[entry.initiative].emitter : SiteId();
    if (!emitter || !entry.co2e) continue;
    Cuts& cuts = by_emitter[{emitter, entry.kind == EntryKind::stored}];
    cuts.tonnes -= tonnes(*entry.co2e);
    cuts.by += (cuts.by.empty() ? "" : " and ") + region[entry.initiative].key;
  }
  for (const auto& [key, cuts] : by_emitter) {
    const double there_is = emitted(region, key.first, key.second);
    if (there_is == 0 || cuts.tonnes <= there_is * (1 + 1e-6) + 1) continue;
    faults.push_back(
        std::format("{} cut {:.6g} t a year at {}, which gives off {:.6g}: some are claimed twice",
                    cuts.by, cuts.tonnes, region[key.first].key, there_is));
  }
}

}  // namespace

std::vector<std::string> check_ledger(const Region& region, const Ledger& ledger,
                                      const Plan* plan) {
  return LedgerChecker(region, ledger).check(plan);
}

std::vector<std::string> check_counted_once(const Region& region, const Ledger& of_plan,
                                            const Ledger& of_initiatives) {
  std::vector<std::string> faults;
  for (const LedgerEntry& entry : of_initiatives.entries) {
    if (!entry.initiative) continue;
    const Initiative& initiative = region[entry.initiative];
    for (const LedgerExchange& exchange : of_plan.exchanges) {
      const bool is_named = std::ranges::contains(initiative.exchanges, exchange.key);
      if (exchange.key.empty() || !is_named) continue;
      if (std::ranges::contains(exchange.initiatives, entry.initiative)) continue;
      faults.push_back(std::format(
          "the same tonnes are claimed twice: exchange {} in the plan's ledger ({:.6g} t) and "
          "initiative {}, which names it ({:.6g} t)",
          exchange.key, tonnes(exchange.effect), initiative.key,
          tonnes(entry.co2e.value_or(Co2eFlow{}))));
    }
  }
  check_emitters(region, of_initiatives, faults);
  return faults;
}

void require_sound(const Region& region, const Ledger& ledger, const Plan* plan) {
  const std::vector<std::string> faults = check_ledger(region, ledger, plan);
  if (faults.empty()) return;
  std::string text = "the ledger does not hold";
  for (std::size_t i = 0; i < std::min(faults.size(), kMostFaults); ++i) {
    text += (i == 0 ? ": " : "; ") + faults[i];
  }
  throw Error(ErrorKind::internal, text);
}

}  // namespace samspill::accounting
