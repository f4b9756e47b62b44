// Who may count what an exchange changes.
//
// Problem: giver and taker both see the tonnes that their exchange saves, and both would like to
// report them. Without a rule they are counted twice, or the burdens by nobody.
//
// Method: one rule for the whole ledger, stated with it. All entries of an exchange, burdens too,
// are shared alike, so that nobody takes the savings and leaves the lorry to the other: half each,
// all to one side, or by what each side gains in money today (less paid for disposal less the
// carriage; less paid for what is bought). By gain, a side that loses gets nothing; where neither
// gains, half each.
//
// Source: the choices are those of recycled-content, end-of-life and shared allocation in product
// accounts (GHG Protocol Product Standard, chapter 9; Product Environmental Footprint, circular
// footprint formula, whose factor A is 0.2 to 0.8); by gain is economic allocation.
//
// Limits: the gain is before any payment between the two, so it says who profits of the exchange
// and not who was paid. The market and today's treatment plant claim nothing.
//
// Worked number: −46 t; the giver gains 900 EUR/yr and the taker 2 700: 50/50 gives 23 t each, by
// benefit 11.5 and 34.5.
#include "accounting/claims.h"

#include <algorithm>

namespace samspill::accounting {
namespace {

double giver_share(const LedgerExchange& exchange, ClaimRule rule) {
  switch (rule) {
    case ClaimRule::half:
      return 0.5;
    case ClaimRule::giver:
      return 1;
    case ClaimRule::taker:
      return 0;
    case ClaimRule::benefit:
      break;
  }
  const MoneyFlow giver = std::max(MoneyFlow{}, exchange.giver_gain);
  const MoneyFlow taker = std::max(MoneyFlow{}, exchange.taker_gain);
  return giver + taker > MoneyFlow{} ? giver / (giver + taker) : 0.5;
}

}  // namespace

void share_claims(Ledger& ledger, ClaimRule rule) {
  ledger.claim_rule = rule;
  for (LedgerEntry& entry : ledger.entries) {
    entry.claims = {{entry.site, 1}};
    if (!entry.exchange) continue;
    const LedgerExchange& exchange = ledger.exchanges[entry.exchange.index()];
    if (exchange.giver.site == exchange.taker.site) continue;
    const double share = giver_share(exchange, rule);
    entry.claims.clear();
    if (share > 0) entry.claims.push_back({exchange.giver.site, share});
    if (share < 1) entry.claims.push_back({exchange.taker.site, 1 - share});
  }
}

}  // namespace samspill::accounting
