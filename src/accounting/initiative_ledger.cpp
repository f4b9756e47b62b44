// Worked number: 215 kt likely, 160 low and 220 high, of which 65 kt are a cut and 150 kt stored:
// −65 kt direct (−52 to −65) and −150 kt stored, removed (−121 to −151).
#include "accounting/initiative_ledger.h"

#include "accounting/account_place.h"
#include "accounting/check_ledger.h"
#include "accounting/claims.h"
#include "accounting/uncertainty.h"

namespace samspill::accounting {
namespace {

LedgerEntry entry_of(const Region& region, const InitiativeCut& cut, EntryKind kind, Origin origin,
                     Co2eFlow less) {
  const Initiative& initiative = region[cut.initiative];
  LedgerEntry entry{.site = initiative.emitter ? initiative.emitter : initiative.site};
  entry.kind = kind;
  entry.origin = origin;
  entry.co2e = -less;
  entry.source = initiative.source;
  entry.is_verified = !initiative.source.contains("unverified");
  entry.initiative = cut.initiative;
  entry.year = cut.year;
  entry.gas = kind == EntryKind::stored ? "CO2" : "CO2e";
  entry.reference = ReferenceScenario::without_initiatives;
  entry.place = place_of(kind, origin, false, static_cast<bool>(initiative.emitter));
  return entry;
}

}  // namespace

Ledger make_initiative_ledger(const Region& region, std::span<const InitiativeCut> cuts,
                              std::uint64_t seed, std::size_t trials) {
  Ledger ledger{.reference = ReferenceScenario::without_initiatives};
  for (const InitiativeCut& cut : cuts) {
    if (cut.cut > Co2eFlow{}) {
      ledger.entries.push_back(entry_of(region, cut, EntryKind::direct, Origin::mixed, cut.cut));
    }
    if (cut.removed > Co2eFlow{}) {
      ledger.entries.push_back(
          entry_of(region, cut, EntryKind::stored, Origin::removed, cut.removed));
    }
  }
  for (const LedgerEntry& entry : ledger.entries) {
    line_of(ledger.balance, entry) += *entry.co2e;
    ledger.total += *entry.co2e;
  }
  share_claims(ledger, ClaimRule::half);
  add_uncertainty(region, ledger, seed, trials);
  require_sound(region, ledger, nullptr);
  return ledger;
}

}  // namespace samspill::accounting
