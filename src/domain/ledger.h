#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/region.h"
#include "units/quantity.h"

namespace samspill {

/// How a ledger entry comes about.
enum class EntryKind {
  avoided_disposal,    // the giver's waste is no longer treated as today
  added_disposal,      // a new residue, or more of an old one
  avoided_production,  // the taker buys less
  added_production,    // inputs bought for a process
  transport,
  use  // what is exchanged gives this off in its new use, such as burning
};

/// One change of greenhouse-gas emissions between today and the plan, counted once.
struct LedgerEntry {
  SiteId site;
  SiteId counterparty;  // none = the market, or the treatment plant of today
  ResourceId resource;
  EntryKind kind = EntryKind::transport;
  Origin origin = Origin::mixed;
  AmountFlow amount;             // the amount the factor was applied to; negative = less than today
  std::optional<Co2eFlow> co2e;  // plan minus today; empty = no factor known
  std::string factor_id;         // "stream" = the stream's own figure; empty = unknown
  std::string source;            // of the factor, with year
  bool is_verified = false;      // the factor was read in its source

  bool operator==(const LedgerEntry&) const = default;
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

struct Ledger {
  std::vector<LedgerEntry> entries;
  Co2eBalance balance;
  Co2eFlow total;           // the sum of all known entries
  std::size_t unknown = 0;  // entries without a factor

  bool operator==(const Ledger&) const = default;
};

}  // namespace samspill
