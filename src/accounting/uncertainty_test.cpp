#include "accounting/uncertainty.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "accounting/factor_spread.h"
#include "accounting/plan_builder_test.h"
#include "reference/reference.h"

namespace samspill::accounting {
namespace {

constexpr Co2eFlow kTonnes = tonne_co2e / year;

LedgerEntry entry(double co2e_t, std::string factor, double spread,
                  EntryKind kind = EntryKind::transport) {
  LedgerEntry out{.site = SiteId(0), .kind = kind, .origin = Origin::fossil};
  out.co2e = co2e_t * kTonnes;
  out.factor_id = std::move(factor);
  out.spread = {spread, spread};
  return out;
}

Ledger with(std::vector<LedgerEntry> entries, std::uint64_t seed = 1, std::size_t trials = 20000) {
  const Region region;
  Ledger ledger{.entries = std::move(entries)};
  add_uncertainty(region, ledger, seed, trials);
  return ledger;
}

TEST(Uncertainty, of_one_factor_is_the_log_normal_of_the_worked_number) {
  const Ledger ledger = with({entry(-46, "grid", 0.1)});
  EXPECT_NEAR(ledger.entries[0].interval->low.in(kTonnes), -54.22, 0.01);
  EXPECT_NEAR(ledger.entries[0].interval->high.in(kTonnes), -39.02, 0.01);
  EXPECT_NEAR(ledger.uncertainty.total.low.in(kTonnes), -54.22, 0.3);
  EXPECT_NEAR(ledger.uncertainty.total.high.in(kTonnes), -39.02, 0.3);
  EXPECT_EQ(ledger.uncertainty.fossil, ledger.uncertainty.total);
}

TEST(Uncertainty, shares_of_variance_are_those_of_the_closed_form) {
  const Ledger ledger = with({entry(-46, "grid", 0.1), entry(-20, "lorry", 0.4)}, 1, 200000);
  ASSERT_EQ(ledger.uncertainty.factors.size(), 2u);
  EXPECT_EQ(ledger.uncertainty.factors[0].factor_id, "lorry");
  const auto variance = [](double median, double spread) {
    const double square = spread * spread;
    return median * median * std::exp(square) * (std::exp(square) - 1);
  };
  const double lorry = variance(20, 0.4), grid = variance(46, 0.1);
  EXPECT_NEAR(ledger.uncertainty.factors[0].of_total, lorry / (lorry + grid), 0.01);
  EXPECT_NEAR(ledger.uncertainty.factors[0].of_total + ledger.uncertainty.factors[1].of_total, 1,
              1e-12);
}

TEST(Uncertainty, entries_of_one_factor_move_together_and_cancel) {
  const Ledger shared = with({entry(-30, "grid", 0.3), entry(30, "grid", 0.3)});
  EXPECT_NEAR(shared.uncertainty.total.low.in(kTonnes), 0, 1e-9);
  EXPECT_NEAR(shared.uncertainty.total.high.in(kTonnes), 0, 1e-9);
  const Ledger apart = with({entry(-30, "grid", 0.3), entry(30, "coal", 0.3)});
  EXPECT_LT(apart.uncertainty.total.low.in(kTonnes), -15);
}

TEST(Uncertainty, lines_of_the_balance_have_ranges_of_their_own) {
  const Ledger ledger =
      with({entry(-46, "grid", 0.1, EntryKind::avoided_production), entry(2, "lorry", 0.1)});
  EXPECT_LT(ledger.uncertainty.avoided.high.in(kTonnes), -38);
  EXPECT_GT(ledger.uncertainty.fossil.low.in(kTonnes), 1.6);
  EXPECT_EQ(ledger.uncertainty.biogenic, Co2eInterval{});
}

TEST(Uncertainty, is_the_same_for_any_order_of_entries_and_differs_by_seed) {
  std::vector<LedgerEntry> entries = {entry(-46, "grid", 0.1), entry(-20, "lorry", 0.4),
                                      entry(7, "grid", 0.2)};
  const Ledger first = with(entries, 7, 500);
  std::ranges::reverse(entries);
  EXPECT_EQ(with(entries, 7, 500).uncertainty, first.uncertainty);
  EXPECT_NE(with(entries, 8, 500).uncertainty.total, first.uncertainty.total);
}

TEST(Uncertainty, of_initiatives_is_the_triangle_of_their_own_figures) {
  Region region;
  region.initiatives = {{.key = "ccs",
                         .cut_low = 160.0 * kTonnes,
                         .cut_likely = 215.0 * kTonnes,
                         .cut_high = 220.0 * kTonnes},
                        {.key = "heat", .cut_low = 0.0 * kTonnes, .cut_likely = 10.0 * kTonnes},
                        {.key = "plain", .cut_likely = 5.0 * kTonnes}};
  const auto cut = [](std::size_t initiative, double tonnes) {
    LedgerEntry out = entry(-tonnes, "", 0, EntryKind::direct);
    out.initiative = InitiativeId(initiative);
    return out;
  };
  Ledger ledger{.entries = {cut(0, 65), cut(0, 150), cut(1, 10), cut(2, 5)}};
  add_uncertainty(region, ledger, 1, 100000);
  // 5 and 95 % of the triangle 160, 215, 220: 172.8 and 216.1; cut and storage move together.
  EXPECT_NEAR(ledger.entries[0].interval->low.in(kTonnes), -65.34, 0.01);
  EXPECT_NEAR(ledger.entries[0].interval->high.in(kTonnes), -52.25, 0.01);
  EXPECT_NEAR(ledger.entries[2].interval->high.in(kTonnes), -10 * std::sqrt(0.05), 1e-9);
  EXPECT_FALSE(ledger.entries[3].interval) << "nothing says how far it may be off";
  ASSERT_EQ(ledger.uncertainty.factors.size(), 3u);
  EXPECT_EQ(ledger.uncertainty.factors[0].factor_id, "initiative:ccs");
  // The variance of a triangle a, b, c is (a² + b² + c² − ab − ac − bc) / 18: 184.7 and 5.6.
  EXPECT_NEAR(ledger.uncertainty.factors[0].of_total, 184.72 / (184.72 + 5.56), 0.005);
  const LedgerEntry* first[] = {&ledger.entries[0], &ledger.entries[1]};
  const auto together = interval_of(region, ledger.uncertainty, first);
  EXPECT_NEAR(together->low.in(kTonnes), -216.1, 0.2);
  EXPECT_NEAR(together->high.in(kTonnes), -172.8, 0.4);
}

TEST(Uncertainty, unknown_entries_are_in_no_range) {
  LedgerEntry unknown = entry(0, "", 0);
  unknown.co2e.reset();
  const Ledger ledger = with({unknown, entry(-46, "grid", 0.1)});
  EXPECT_FALSE(ledger.entries[0].interval);
  EXPECT_EQ(ledger.uncertainty.factors.size(), 1u);
}

TEST(FactorSpread, worked_number) {
  const reference::Reference& tables = reference::built_in();
  const ResourceId gas = tables.find_resource_id("natural-gas");
  reference::Factor factor{.resource = gas};
  factor.provenance.status = reference::Status::published;
  factor.provenance.year = "2021";
  const auto spread = [&](ResourceId resource, int in_year) {
    return spread_of(tables, factor, resource, "NO", in_year).above;
  };
  const double fresh = spread(gas, 2023);
  EXPECT_NEAR(fresh, std::sqrt(0.002), 1e-9);
  // Older, used for something related, from memory: every grade adds.
  EXPECT_GT(spread(gas, 2040), fresh);
  EXPECT_GT(spread(ResourceId(), 2023), fresh);
  factor.provenance.status = reference::Status::unverified;
  EXPECT_GT(spread(gas, 2023), fresh);
  factor.country = "NO";
  factor.provenance.status = reference::Status::published;
  EXPECT_LT(spread(gas, 2023), fresh);
}

TEST(FactorSpread, the_stated_range_counts_on_the_side_where_it_is_wider) {
  const reference::Reference& tables = reference::built_in();
  const ResourceId gas = tables.find_resource_id("natural-gas");
  reference::Factor factor{.resource = gas, .value = 20.0 * tonne_co2e / unit_amount};
  factor.low = 2.0 * tonne_co2e / unit_amount;
  factor.high = 60.0 * tonne_co2e / unit_amount;
  // A tenth at 10 % of the cases and three times at 90 %.
  const Spread spread = spread_of(tables, factor, gas, "NO", 2023);
  EXPECT_NEAR(spread.below, std::log(10) / 1.28155, 1e-4);
  EXPECT_NEAR(spread.above, std::log(3) / 1.28155, 1e-4);
  factor.low = -1.0 * tonne_co2e / unit_amount;
  EXPECT_LT(spread_of(tables, factor, gas, "NO", 2023).below, 0.3)
      << "of another sign, so no multiple of the value";
}

TEST(Uncertainty, a_lopsided_factor_is_lopsided_in_its_sums) {
  LedgerEntry lopsided = entry(20, "slip", 0);
  lopsided.spread = {1.8, 0.86};
  const Ledger ledger = with({lopsided}, 1, 50000);
  EXPECT_NEAR(ledger.uncertainty.total.low.in(kTonnes), 20 * std::exp(-1.6449 * 1.8), 0.1);
  EXPECT_NEAR(ledger.uncertainty.total.high.in(kTonnes), 20 * std::exp(1.6449 * 0.86), 2);
  EXPECT_NEAR(ledger.entries[0].interval->high.in(kTonnes), 20 * std::exp(1.6449 * 0.86), 0.01);
}

}  // namespace
}  // namespace samspill::accounting
