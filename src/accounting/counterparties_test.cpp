#include "accounting/counterparties.h"

#include <gtest/gtest.h>

namespace samspill::accounting {
namespace {

constexpr AmountFlow kUnits = unit_amount / year;
const LedgerExchangeId kA(0), kB(1), kC(2);

TEST(Counterparties, worked_number) {
  const std::map<LedgerExchangeId, AmountFlow> sent{
      {kA, 30.0 * kUnits}, {kB, 50.0 * kUnits}, {kC, -10.0 * kUnits}};
  const auto all = shares_of(-60.0 * kUnits, sent);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_DOUBLE_EQ(all[0].part, 30.0 / 80);
  EXPECT_DOUBLE_EQ(all[1].part, 50.0 / 80);
  const auto some = shares_of(-100.0 * kUnits, sent);
  ASSERT_EQ(some.size(), 3u);
  EXPECT_DOUBLE_EQ(some[0].part, 0.3);
  EXPECT_DOUBLE_EQ(some[1].part, 0.5);
  EXPECT_EQ(some[2].exchange, LedgerExchangeId());
  EXPECT_DOUBLE_EQ(some[2].part, 0.2);
}

TEST(Counterparties, more_disposal_is_explained_by_exchanges_that_shrank) {
  const std::map<LedgerExchangeId, AmountFlow> sent{{kA, 30.0 * kUnits}, {kC, -10.0 * kUnits}};
  const auto shares = shares_of(10.0 * kUnits, sent);
  ASSERT_EQ(shares.size(), 1u);
  EXPECT_EQ(shares[0].exchange, kC);
  EXPECT_DOUBLE_EQ(shares[0].part, 1);
}

TEST(Counterparties, without_an_exchange_there_is_none) {
  const auto shares = shares_of(-10.0 * kUnits, {});
  ASSERT_EQ(shares.size(), 1u);
  EXPECT_FALSE(shares[0].exchange);
  EXPECT_DOUBLE_EQ(shares[0].part, 1);
}

TEST(Counterparties, what_a_process_needs_besides_follows_what_it_is_brought) {
  const std::map<LedgerExchangeId, AmountFlow> brought{{kA, 80.0 * kUnits}, {kB, 40.0 * kUnits}};
  const auto all = shares_of_activity(18.0 * kUnits, brought, {});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_DOUBLE_EQ(all[0].part, 2.0 / 3);
  EXPECT_EQ(all[1].exchange, kB);
  const auto some = shares_of_activity(18.0 * kUnits, brought, 120.0 * kUnits);
  ASSERT_EQ(some.size(), 3u);
  EXPECT_DOUBLE_EQ(some[0].part, 1.0 / 3);
  EXPECT_FALSE(some[2].exchange);
  EXPECT_DOUBLE_EQ(some[2].part, 0.5);
  // Less power although there is more to do: something else explains it.
  const auto other = shares_of_activity(-5.0 * kUnits, brought, {});
  ASSERT_EQ(other.size(), 1u);
  EXPECT_FALSE(other[0].exchange);
}

}  // namespace
}  // namespace samspill::accounting
