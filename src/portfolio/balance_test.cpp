#include "portfolio/balance.h"

#include <format>
#include <gtest/gtest.h>

namespace samspill::portfolio {
namespace {

constexpr Co2eFlow kt = kilotonne_co2e / year;

std::string told(const std::vector<BalanceStep>& steps) {
  std::string text;
  for (const BalanceStep& step : steps) {
    text += std::format("{} {:g} to {:g}\n", kBalanceWords[static_cast<std::size_t>(step.kind)],
                        step.from.in(kt), step.to.in(kt));
  }
  return text;
}

Portfolio with_year(PathYear last) {
  Portfolio out;
  out.path = {{.year = 2026, .baseline = 90.0 * kt}, last};
  return out;
}

TEST(Balance, leads_from_today_below_zero_without_a_gap) {
  const Portfolio portfolio = with_year({.year = 2040,
                                         .baseline = 100.0 * kt,
                                         .cut = 95.0 * kt,
                                         .captured = 35.0 * kt,
                                         .removed = 12.0 * kt,
                                         .planned = 5.0 * kt,
                                         .target = 8.0 * kt});
  EXPECT_EQ(told(balance(portfolio, 1)),
            "today 0 to 90\n"
            "change 90 to 100\n"
            "cut 100 to 40\n"
            "captured 40 to 5\n"
            "emitted 0 to 5\n"
            "stored 5 to -7\n"
            "net 0 to -7\n");
}

TEST(Balance, says_what_is_missing_to_the_target_and_to_zero) {
  const Portfolio portfolio = with_year({.year = 2030,
                                         .baseline = 90.0 * kt,
                                         .cut = 30.0 * kt,
                                         .planned = 60.0 * kt,
                                         .target = 45.0 * kt});
  EXPECT_EQ(told(balance(portfolio, 1)),
            "today 0 to 90\n"
            "cut 90 to 60\n"
            "emitted 0 to 60\n"
            "net 0 to 60\n"
            "to_target 60 to 45\n"
            "to_zero 60 to 0\n");
}

}  // namespace
}  // namespace samspill::portfolio
