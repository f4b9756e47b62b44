#include "accounting/claims.h"

#include <gtest/gtest.h>

namespace samspill::accounting {
namespace {

constexpr MoneyFlow kEuros = euro / year;
const SiteId kGiver(0), kTaker(1);

/// One exchange with a cut of 46 t and an entry that no exchange explains.
Ledger ledger(double giver_gain, double taker_gain, SiteId taker = kTaker) {
  Ledger out;
  LedgerExchange exchange;
  exchange.giver.site = kGiver;
  exchange.taker.site = taker;
  exchange.giver_gain = giver_gain * kEuros;
  exchange.taker_gain = taker_gain * kEuros;
  out.exchanges = {exchange};
  LedgerEntry entry{.site = taker, .counterparty = kGiver};
  entry.co2e = -46.0 * tonne_co2e / year;
  entry.exchange = LedgerExchangeId(0);
  out.entries = {entry, {.site = kTaker}};
  return out;
}

std::vector<Claim> shared(Ledger ledger, ClaimRule rule) {
  share_claims(ledger, rule);
  EXPECT_EQ(ledger.claim_rule, rule);
  EXPECT_EQ(ledger.entries[1].claims, (std::vector<Claim>{{kTaker, 1}}))
      << "what no exchange explains is its own site's";
  return ledger.entries[0].claims;
}

using Claims = std::vector<Claim>;

TEST(Claims, each_rule_gives_its_shares) {
  EXPECT_EQ(shared(ledger(900, 2700), ClaimRule::half), (Claims{{kGiver, 0.5}, {kTaker, 0.5}}));
  EXPECT_EQ(shared(ledger(900, 2700), ClaimRule::giver), (Claims{{kGiver, 1}}));
  EXPECT_EQ(shared(ledger(900, 2700), ClaimRule::taker), (Claims{{kTaker, 1}}));
  EXPECT_EQ(shared(ledger(900, 2700), ClaimRule::benefit),
            (Claims{{kGiver, 0.25}, {kTaker, 0.75}}));
}

TEST(Claims, by_benefit_who_loses_gets_nothing_and_two_who_lose_half_each) {
  EXPECT_EQ(shared(ledger(-900, 2700), ClaimRule::benefit), (Claims{{kTaker, 1}}));
  EXPECT_EQ(shared(ledger(-900, -10), ClaimRule::benefit), (Claims{{kGiver, 0.5}, {kTaker, 0.5}}));
}

TEST(Claims, reuse_in_house_is_one_claim) {
  EXPECT_EQ(shared(ledger(1, 1, kGiver), ClaimRule::half), (Claims{{kGiver, 1}}));
}

}  // namespace
}  // namespace samspill::accounting
