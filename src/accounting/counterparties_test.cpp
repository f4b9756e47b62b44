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

}  // namespace
}  // namespace samspill::accounting
