#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.h"
#include "domain/plan.h"
#include "domain/region.h"
#include "units/quantity.h"

namespace samspill {

using LedgerExchangeId = StrongId<struct LedgerExchangeTag>;  // into Ledger::exchanges

/// How a ledger entry comes about.
enum class EntryKind {
  avoided_disposal,    // the giver's waste is no longer treated as today
  treatment,           // a new residue, or more of an old one
  avoided_production,  // the taker buys less
  added_production,    // inputs bought for a process, other than power and heat
  purchased_energy,    // power and heat bought for it
  transport,
  direct,  // given off at a site: by the new use of what is exchanged, or by an emitter
  stored   // carbon kept out of the air for good
};
inline constexpr std::array<std::string_view, 8> kEntryKindWords = {"avoided_disposal",
                                                                    "treatment",
                                                                    "avoided_production",
                                                                    "added_production",
                                                                    "purchased_energy",
                                                                    "transport",
                                                                    "direct",
                                                                    "stored"};
constexpr std::string_view word(EntryKind kind) {
  return kEntryKindWords[static_cast<std::size_t>(kind)];
}

/// What a change is measured against: the region's own year today, the same year without the
/// exchanges that operate, or its targets' baseline.
enum class ReferenceScenario { today, without_exchanges, without_initiatives };
inline constexpr std::array<std::string_view, 3> kReferenceScenarioWords = {
    "today", "without_exchanges", "without_initiatives"};
constexpr std::string_view word(ReferenceScenario scenario) {
  return kReferenceScenarioWords[static_cast<std::size_t>(scenario)];
}

/// Where the GHG Protocol puts a change in the inventory of the site it is booked at. Each entry is
/// in one account only.
enum class Account {
  scope_1,         // given off at the site
  scope_2,         // at the making of the power and heat that it buys
  scope_3,         // elsewhere in its chain
  outside_scopes,  // CO2 of biogenic carbon
  removal,         // carbon taken out of the air and stored for good
  comparative,     // what others no longer emit: in nobody's inventory
  no_site          // of emitters that are no listed site
};
inline constexpr std::array<std::string_view, 7> kAccountWords = {
    "scope_1", "scope_2", "scope_3", "outside_scopes", "removal", "comparative", "no_site"};
constexpr std::string_view word(Account account) {
  return kAccountWords[static_cast<std::size_t>(account)];
}

/// An account, and within scope 3 the number of its category.
struct AccountPlace {
  Account account = Account::no_site;
  int category = 0;  // 0 = not of scope 3, or not told

  auto operator<=>(const AccountPlace&) const = default;
};

/// Who may count what an exchange changes: half each, all of it one side, or by what each side
/// gains in money.
enum class ClaimRule { half, giver, taker, benefit };
inline constexpr std::array<std::string_view, 4> kClaimRuleWords = {"50/50", "giver", "taker",
                                                                    "benefit"};
constexpr std::string_view word(ClaimRule rule) {
  return kClaimRuleWords[static_cast<std::size_t>(rule)];
}

/// The share of an entry that one party may count. All shares of an entry sum to 1.
struct Claim {
  SiteId site;  // none = no site of the dataset: it stays with the region
  double share = 0;

  bool operator==(const Claim&) const = default;
};

/// What lies between 5 % and 95 % of the cases.
struct Co2eInterval {
  Co2eFlow low, high;

  bool operator==(const Co2eInterval&) const = default;
};

/// How far a factor may be off: standard deviations of its logarithm on either side of its value.
struct Spread {
  double below = 0;
  double above = 0;

  auto operator<=>(const Spread&) const = default;
};

/// How much of what is bought one unit that arrives replaces: a recovered tonne is seldom a new
/// one.
struct Substitution {
  double ratio = 1;   // units of the taker's resource per unit received
  std::string basis;  // same, narrower, or the synergy's id

  bool operator==(const Substitution&) const = default;
};

/// One change of greenhouse-gas emissions against the reference, counted once.
struct LedgerEntry {
  SiteId site;          // none = of an initiative at no single site
  SiteId counterparty;  // none = the market, or the treatment plant of today
  ResourceId resource;  // none = of an initiative
  EntryKind kind = EntryKind::transport;
  Origin origin = Origin::mixed;
  AmountFlow amount;             // the amount the factor was applied to; negative = less than today
  std::optional<Co2eFlow> co2e;  // plan minus today; empty = no factor known
  std::string factor_id;         // "stream" = the stream's own figure; empty = unknown
  std::string source;            // of the factor, with year
  bool is_verified = false;      // the factor was read in its source
  StreamId stream;               // at the site; none = of a process or an initiative
  ProcessId process;             // at the site
  LedgerExchangeId exchange;     // that explains it; none = no exchange does
  InitiativeId initiative;       // that does it; none = of the plan
  int year = 0;
  std::string gas = "CO2e";  // the tables' factors do not tell gases apart
  ReferenceScenario reference = ReferenceScenario::today;
  Spread spread;                             // of the factor
  std::optional<Co2eInterval> interval;      // empty = unknown
  std::optional<Substitution> substitution;  // of what is bought less or more by an exchange
  std::vector<Claim> claims;
  AccountPlace place;

  bool operator==(const LedgerEntry&) const = default;
};

/// What one giver sends one taker in the plan or today, and what the change of it does.
struct LedgerExchange {
  Endpoint giver;
  Endpoint taker;
  ResourceId resource;                    // what leaves the giver
  std::string key;                        // of the recorded exchange; empty = there is none
  std::vector<InitiativeId> initiatives;  // that name it: their tonnes are the same ones
  Co2eFlow effect;                        // of the entries with a known factor
  MoneyFlow giver_gain;  // less paid for disposal, less the carriage; negative = it loses
  MoneyFlow taker_gain;  // less paid for what is bought

  bool operator==(const LedgerExchange&) const = default;
};

/// Sums that are never netted against each other silently: emissions by origin inside the network's
/// own chain, what was removed for good, and what was avoided elsewhere (negative = saved).
struct Co2eBalance {
  Co2eFlow fossil;
  Co2eFlow biogenic;
  Co2eFlow removed;
  Co2eFlow avoided;

  bool operator==(const Co2eBalance&) const = default;
};

/// The line of the balance that an entry counts in.
Co2eFlow& line_of(Co2eBalance& balance, const LedgerEntry& entry);

/// What one factor adds to the uncertainty of a ledger: its shares of the variance of the balance's
/// fossil line, of its avoided line, and of the total.
struct FactorShare {
  std::string factor_id;  // of a stream's own figure stream:STREAM_ID, of an initiative
                          // initiative:INITIATIVE_ID
  double of_fossil = 0;
  double of_avoided = 0;
  double of_total = 0;
  Spread spread;  // the largest with which it is used

  bool operator==(const FactorShare&) const = default;
};

/// What the factors' uncertainty makes of the balance, over seeded trials.
struct LedgerUncertainty {
  std::uint64_t seed = 0;
  std::size_t trials = 0;  // 0 = it was not asked
  Co2eInterval fossil, biogenic, removed, avoided, total;
  std::vector<FactorShare> factors;  // the largest share of the total first

  bool operator==(const LedgerUncertainty&) const = default;
};

struct Ledger {
  std::vector<LedgerEntry> entries;
  std::vector<LedgerExchange> exchanges;
  ReferenceScenario reference = ReferenceScenario::today;
  ClaimRule claim_rule = ClaimRule::half;
  Co2eBalance balance;
  Co2eFlow total;           // the sum of all known entries
  std::size_t unknown = 0;  // entries without a factor
  LedgerUncertainty uncertainty;

  bool operator==(const Ledger&) const = default;
};

}  // namespace samspill
