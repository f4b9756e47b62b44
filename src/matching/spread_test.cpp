#include "matching/spread.h"

#include <gtest/gtest.h>

#include "matching/small_world_test.h"

namespace samspill::matching {
namespace {

using reference::Fit;
using reference::Status;
using testing::SmallWorld;

constexpr AmountFlow kUnits = unit_amount / year;
constexpr UnitPrice kPrice = euro / unit_amount;

struct Priced : SmallWorld {
  Priced() {
    add("constants",
        "constant_id,value,unit\nuncertainty_published,15,%\nuncertainty_published_in_part,30,%\n"
        "uncertainty_unverified,50,%\nuncertainty_stated,10,%\nuncertainty_substitution,20,%\n"
        "uncertainty_loss,50,%\nuncertainty_distance,15,%\nuncertainty_treatment,30,%\n"
        "uncertainty_transaction,80,%\nusual_range_coverage,80,%\ntransaction_cost,20000,EUR\n"
        "transaction_years,10,yr\n");
    add("resources", "resource_id,broader,unit,state,storable\nbark,,t,solid,no\n");
    add("prices",
        "price_id,kind,resource,route,country,value,low,high,unit,status\n"
        "usual,purchase,bark,,,65,40,100,EUR/t,unverified\n"
        "bare,purchase,bark,,NO,20,,,EUR/t,published\n"
        "income,disposal,bark,,,-20,-40,-10,EUR/t,unverified\n"
        "either,disposal,bark,,NO,0,-10,15,EUR/t,unverified\n");
  }
  const reference::Price& row(std::string_view key) const {
    return *std::ranges::find(reference.prices(), key,
                              [](const auto& price) { return price.provenance.key; });
  }
  Spreads spreads{reference};
};

TEST(Spread, an_amount_has_its_stated_half_width_or_that_of_its_evidence) {
  Priced world;
  Stream stream;
  stream.quantity = 100.0 * kUnits;
  stream.evidence = Evidence::calculated;
  EXPECT_NEAR(world.spreads.amount(stream, stream.quantity).deviation.in(kUnits), 15, 1e-12);
  stream.uncertainty = 0.2;
  EXPECT_NEAR(world.spreads.amount(stream, stream.quantity).deviation.in(kUnits), 10, 1e-12);
  const auto rest = world.spreads.amount(stream, 40.0 * kUnits);
  EXPECT_NEAR(rest.likely.in(kUnits), 40, 1e-12);
  EXPECT_NEAR(rest.deviation.in(kUnits), 10, 1e-12) << "what is taken away takes no doubt along";
}

TEST(Spread, a_row_without_range_spreads_by_its_status) {
  Priced world;
  const auto price = world.spreads.price(world.row("bare"));
  EXPECT_NEAR(price.deviation.in(kPrice), 3, 1e-12);
  EXPECT_EQ(price.key, "bare");
  EXPECT_NEAR(world.spreads.by_status(-8.0 * kPrice, Status::stated).deviation.in(kPrice), 0.8,
              1e-12);
}

TEST(Spread, a_usual_range_holds_the_stated_share_of_cases) {
  Priced world;
  const auto price = world.spreads.price(world.row("usual"));
  EXPECT_EQ(price.shape, Shape::log_normal);
  EXPECT_NEAR(price.deviation.in(kPrice), 0.369 * 65, 0.05);
  const auto income = world.spreads.price(world.row("income"));
  EXPECT_EQ(income.shape, Shape::log_normal);
  EXPECT_NEAR(income.likely.in(kPrice), -20, 1e-12);
  EXPECT_GT(income.deviation.in(kPrice), 10);
}

TEST(Spread, a_range_across_zero_may_have_either_sign) {
  Priced world;
  const auto price = world.spreads.price(world.row("either"));
  EXPECT_EQ(price.shape, Shape::normal);
  EXPECT_NEAR(price.deviation.in(kPrice), 25 / 2.5631, 1e-3);
}

TEST(Spread, what_is_exact_stays_exact) {
  Priced world;
  EXPECT_EQ(world.spreads.arrival(1).deviation, 0);
  EXPECT_NEAR(world.spreads.arrival(0.98).deviation, 0.01, 1e-12);
  EXPECT_EQ(world.spreads.distance(reference::DistanceOrigin::stated).deviation, 0);
  EXPECT_NEAR(world.spreads.distance(reference::DistanceOrigin::mapped).deviation, 0.08, 1e-12);
  EXPECT_NEAR(world.spreads.distance(reference::DistanceOrigin::guessed).deviation, 0.15, 1e-12);
  EXPECT_EQ(world.spreads.substitution({Fit::Kind::same, 1, nullptr}).deviation, 0);
  EXPECT_NEAR(world.spreads.substitution({Fit::Kind::synergy, 0.5, nullptr}).deviation, 0.1, 1e-12);
}

TEST(Spread, the_transaction_cost_is_spread_over_its_years) {
  Priced world;
  const auto cost = world.spreads.transaction(0.05);
  EXPECT_NEAR(cost.likely.in(euro / year), 2590.09, 0.01);  // 20 000 · 0.129505
  EXPECT_NEAR(cost.deviation / cost.likely, 0.8, 1e-12);
}

TEST(Spread, the_built_in_constants_name_every_kind) {
  const Spreads spreads(reference::built_in());
  for (const Status status :
       {Status::published, Status::published_in_part, Status::unverified, Status::stated}) {
    EXPECT_GT(spreads.by_status(1.0, status).deviation, 0);
  }
  for (const reference::Price& row : reference::built_in().prices()) {
    const auto price = spreads.price(row);
    EXPECT_TRUE(price.deviation > UnitPrice{} || price.likely == UnitPrice{}) << price.key;
  }
  EXPECT_GT(spreads.treatment(1.0).deviation, 0);
  EXPECT_GT(spreads.transaction(0.05).deviation, MoneyFlow{});
  EXPECT_GT(spreads.substitution({Fit::Kind::synergy, 1, nullptr}).deviation, 0);
  EXPECT_GT(spreads.arrival(0.9).deviation, 0);
}

}  // namespace
}  // namespace samspill::matching
