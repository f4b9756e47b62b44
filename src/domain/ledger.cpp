#include "domain/ledger.h"

namespace samspill {

Co2eFlow& line_of(Co2eBalance& balance, const LedgerEntry& entry) {
  if (entry.origin == Origin::removed) return balance.removed;
  if (entry.kind == EntryKind::avoided_production) return balance.avoided;
  return entry.origin == Origin::biogenic ? balance.biogenic : balance.fossil;
}

}  // namespace samspill
