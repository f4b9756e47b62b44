// The worth of exchanges under uncertainty, against closed forms and plain random draws.
#include "matching/uncertainty.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <numbers>
#include <vector>

#include "base/error.h"
#include "base/normal_quantile.h"
#include "base/splitmix.h"

namespace samspill::matching {
namespace {

constexpr AmountFlow kUnits = unit_amount / year;
constexpr MoneyFlow kEuros = euro / year;
constexpr Co2eFlow kTonnes = tonne_co2e / year;
constexpr UnitPrice kPrice = euro / unit_amount;
constexpr CarbonIntensity kKilograms = kilogram_co2e / unit_amount;
constexpr double kScore = 1.6448536;  // 5 % and 95 %

template <class Figure>
Uncertain<Figure> log_normal(double likely, double variation, Figure unit, std::string key = {}) {
  return {likely * unit, std::abs(likely) * variation * unit, Shape::log_normal, std::move(key)};
}

template <class Figure>
Uncertain<Figure> normal(double likely, double deviation, Figure unit) {
  return {likely * unit, deviation * unit, Shape::normal, {}};
}

double sigma(double variation) {
  return std::sqrt(std::log1p(variation * variation));
}

double below(double score) {
  return 0.5 * std::erfc(-score / std::numbers::sqrt2);
}

/// 100 t/yr at 50 EUR/t gate fee and 20 EUR/t purchase, 5.7 EUR/t carriage: 6 430 EUR/yr. Exact.
ExchangeInputs exact_exchange() {
  ExchangeInputs exchange;
  exchange.offered.likely = 100.0 * kUnits;
  exchange.needed.likely = 150.0 * kUnits;
  exchange.disposal_price = log_normal(50, 0, kPrice);
  exchange.purchase_price = log_normal(20, 0, kPrice);
  exchange.carriage = {log_normal(5.7, 0, kPrice)};
  exchange.disposal_co2e = log_normal(30, 0, kKilograms);
  exchange.production_co2e = log_normal(200, 0, kKilograms);
  exchange.carriage_co2e = UncertainIntensities{log_normal(1, 0, kKilograms)};
  return exchange;
}

/// Two processes, three legs, by-products, twelve months; every figure uncertain.
ExchangeInputs pathway() {
  ExchangeInputs exchange = exact_exchange();
  exchange.offered = log_normal(100, 0.15, kUnits);
  exchange.needed = log_normal(60, 0.4, kUnits);
  exchange.capacity = 140.0 * kUnits;
  for (int month = 0; month < 12; ++month) {
    exchange.periods.push_back({1.0 / 12, month < 6 ? 0.1 : 0.4 / 6, 1.0 / 12});
  }
  exchange.yields = {log_normal(0.5, 0.1, 1.0),
                     {.likely = 0.96, .deviation = 0.01, .shape = Shape::triangular}};
  exchange.distance = log_normal(1, 0.15, 1.0);
  exchange.disposal_price = log_normal(80, 0.5, kPrice, "gate");
  exchange.purchase_price = log_normal(60, 0.37, kPrice, "goods");
  exchange.carriage = {log_normal(9, 0.3, kPrice, "lorry"), log_normal(4, 0.3, kPrice, "lorry"),
                       log_normal(6, 0.3, kPrice)};
  exchange.carriage_fixed = {log_normal(200, 0.3, kEuros)};
  exchange.treatment = UncertainPrices{log_normal(18, 0.3, kPrice), log_normal(25, 0.3, kPrice)};
  exchange.treatment_fixed = {log_normal(300, 0.3, kEuros), log_normal(100, 0.3, kEuros)};
  exchange.by_products = UncertainPrices{log_normal(7, 0.5, kPrice), log_normal(-3, 0.5, kPrice)};
  exchange.transaction = log_normal(1500, 0.8, kEuros);
  exchange.disposal_co2e = log_normal(30, 0.5, kKilograms);
  exchange.production_co2e = log_normal(200, 0.15, kKilograms);
  exchange.treatment_co2e =
      UncertainIntensities{log_normal(20, 0.5, kKilograms), log_normal(10, 0.5, kKilograms)};
  exchange.use_co2e = {log_normal(15, 0.5, kKilograms)};
  return exchange;
}

template <class Flow>
double width(const Outlook<Flow>& outlook) {
  return (outlook.high - outlook.low).base_value();
}

TEST(Uncertainty, without_spread_all_figures_are_the_likely_one) {
  const Assessment result = assess(exact_exchange());
  EXPECT_NEAR(result.sent.in(kUnits), 100, 1e-9);
  EXPECT_NEAR(result.benefit->likely.in(kEuros), 6430, 1e-9);
  EXPECT_EQ(result.benefit->low, result.benefit->likely);
  EXPECT_EQ(result.benefit->high, result.benefit->likely);
  EXPECT_EQ(result.benefit->probability_above_zero, 1);
  EXPECT_NEAR(result.co2e_saved->likely.in(kTonnes), 22.9, 1e-9);
  EXPECT_EQ(result.co2e_saved->low, result.co2e_saved->high);
  EXPECT_TRUE(result.movers.empty());
  ExchangeInputs loss = exact_exchange();
  loss.transaction.likely = 6431.0 * kEuros;
  EXPECT_EQ(assess(loss).benefit->probability_above_zero, 0);
}

TEST(Uncertainty, a_product_of_log_normals_is_log_normal) {
  ExchangeInputs exchange = exact_exchange();
  exchange.needed.likely = 1e6 * kUnits;
  exchange.purchase_price->likely = UnitPrice{};
  exchange.carriage.clear();
  exchange.offered = log_normal(100, 0.3, kUnits);
  exchange.disposal_price = log_normal(50, 0.5, kPrice);
  const Assessment result = assess(exchange);
  const double both = std::hypot(sigma(0.3), sigma(0.5));
  const double low = 5000 * std::exp(-kScore * both), high = 5000 * std::exp(kScore * both);
  EXPECT_NEAR(result.benefit->low.in(kEuros), low, 0.03 * (high - low));
  EXPECT_NEAR(result.benefit->high.in(kEuros), high, 0.05 * (high - low));
  EXPECT_EQ(result.benefit->probability_above_zero, 1);
  // First-order share of a factor: v² over the product's (1 + v1²)(1 + v2²) − 1.
  ASSERT_EQ(result.movers.size(), 2u);
  EXPECT_EQ(result.movers[0].part, Part::disposal_price);
  EXPECT_NEAR(result.movers[0].variance_share, 0.25 / (1.25 * 1.09 - 1), 0.05);
  EXPECT_NEAR(result.movers[1].variance_share, 0.09 / (1.25 * 1.09 - 1), 0.05);
  EXPECT_NEAR((result.movers[0].at_high - result.movers[0].at_low).in(kEuros),
              5000 * 2 * std::sinh(kScore * sigma(0.5)), 0.01);
}

TEST(Uncertainty, a_sum_of_normals_is_normal_and_its_shares_add_up) {
  ExchangeInputs exchange = exact_exchange();
  exchange.purchase_price->likely = UnitPrice{};
  exchange.disposal_price = normal(6, 4, kPrice);
  exchange.carriage = {normal(2, 3, kPrice)};
  exchange.treatment = UncertainPrices{normal(1, 2, kPrice)};
  const Assessment result = assess(exchange);
  const double deviation = 100 * std::sqrt(16.0 + 9 + 4);
  EXPECT_NEAR(result.benefit->low.in(kEuros), 300 - kScore * deviation, 0.1 * deviation);
  EXPECT_NEAR(result.benefit->high.in(kEuros), 300 + kScore * deviation, 0.1 * deviation);
  EXPECT_NEAR(result.benefit->probability_above_zero, below(300 / deviation), 0.015);
  ASSERT_EQ(result.movers.size(), 3u);
  double sum = 0;
  for (const auto& [mover, share] : {std::pair(0, 16.0), {1, 9.0}, {2, 4.0}}) {
    EXPECT_NEAR(result.movers[mover].variance_share, share / 29, 0.03);
    sum += result.movers[mover].variance_share;
  }
  EXPECT_NEAR(sum, 1, 0.02);
}

TEST(Uncertainty, the_smaller_of_two_amounts_is_sent) {
  ExchangeInputs exchange = exact_exchange();
  exchange.offered = log_normal(100, 0.3, kUnits);
  exchange.needed = log_normal(110, 0.4, kUnits);
  exchange.disposal_price->likely = 1.0 * kPrice;
  exchange.purchase_price->likely = UnitPrice{};
  exchange.carriage.clear();
  const Assessment result = assess(exchange);
  // The smaller one is below x unless both are above.
  const auto share_below = [](double x) {
    return 1 - (1 - below(std::log(x / 100) / sigma(0.3))) *
                   (1 - below(std::log(x / 110) / sigma(0.4)));
  };
  EXPECT_NEAR(share_below(result.benefit->low.in(kEuros)), 0.05, 0.012);
  EXPECT_NEAR(share_below(result.benefit->high.in(kEuros)), 0.95, 0.012);
  ASSERT_EQ(result.movers.size(), 2u);
  EXPECT_EQ(result.movers[0].part, Part::offered);
  EXPECT_NEAR(result.movers[0].at_low.in(kEuros), 100 * std::exp(-kScore * sigma(0.3)), 0.01);
  EXPECT_NEAR(result.movers[0].at_high.in(kEuros), 110, 1e-6) << "no more than is needed";
  EXPECT_EQ(result.movers[1].part, Part::needed);
  EXPECT_NEAR(result.movers[1].at_high.in(kEuros), 100, 1e-6) << "no more than there is";
}

TEST(Uncertainty, a_share_stays_within_its_triangle) {
  ExchangeInputs exchange = exact_exchange();
  exchange.disposal_price->likely = UnitPrice{};
  exchange.purchase_price->likely = 1.0 * kPrice;
  exchange.carriage.clear();
  const double half = 0.1;  // of the base; its deviation is half / √6
  exchange.yields = {
      {.likely = 0.9, .deviation = half / std::sqrt(6.0), .shape = Shape::triangular}};
  const Assessment result = assess(exchange);
  const double inset = half * (1 - std::sqrt(0.1));  // 5 % of a symmetric triangle lie outside
  EXPECT_NEAR(result.benefit->low.in(kEuros), 100 * (0.9 - inset), 0.01);
  EXPECT_NEAR(result.benefit->high.in(kEuros), 100 * (0.9 + inset), 0.01);
}

/// Numbers between 0 and 1 and the figures of the pathway drawn with them.
class Draw {
 public:
  double uniform() {
    const std::uint64_t drawn = splitmix(state_);
    state_ += kSplitMixStep;
    return (static_cast<double>(drawn >> 11) + 0.5) * 0x1p-53;
  }
  double score() { return normal_quantile(uniform()); }
  double figure(double likely, double variation) {
    return likely * std::exp(sigma(variation) * score());
  }
  double triangle(double likely, double deviation) {
    return likely + deviation * std::sqrt(6.0) * (uniform() + uniform() - 1);
  }

 private:
  std::uint64_t state_ = 12345;
};

TEST(Uncertainty, a_pathway_agrees_with_a_million_plain_draws) {
  Draw draw;
  constexpr std::size_t kDraws = 1'000'000;
  std::vector<double> benefits, co2e;
  for (std::size_t i = 0; i < kDraws; ++i) {
    const double offered = draw.figure(100, 0.15), needed = draw.figure(60, 0.4);
    const double yield = draw.figure(0.5, 0.1) * draw.triangle(0.96, 0.01);
    double sent = 0;
    for (const double share : {0.1, 0.4 / 6}) {
      sent += 6 * std::min({offered / 12, needed * share / yield, 140.0 / 12});
    }
    const double lorry = std::exp(sigma(0.3) * draw.score()), distance = draw.figure(1, 0.15);
    const double carriage = (9 + 4) * lorry + draw.figure(6, 0.3);
    const double unit = draw.figure(80, 0.5) + yield * draw.figure(60, 0.37) - carriage * distance -
                        draw.figure(18, 0.3) - draw.figure(25, 0.3) + draw.figure(7, 0.5) -
                        draw.figure(3, 0.5);
    const double fixed = draw.figure(200, 0.3) + draw.figure(300, 0.3) + draw.figure(100, 0.3) +
                         draw.figure(1500, 0.8);
    benefits.push_back(sent * unit - fixed);
    co2e.push_back(sent / 1000 *
                   (draw.figure(30, 0.5) + yield * draw.figure(200, 0.15) - distance -
                    draw.figure(20, 0.5) - draw.figure(10, 0.5) - draw.figure(15, 0.5)));
  }
  const auto check = [](std::vector<double>& draws, double low, double high, double probability) {
    std::ranges::sort(draws);
    const double true_low = draws[kDraws / 20], true_high = draws[kDraws - kDraws / 20];
    const auto losses = std::ranges::lower_bound(draws, 0.0) - draws.begin();
    EXPECT_NEAR(low, true_low, 0.06 * (true_high - true_low));
    EXPECT_NEAR(high, true_high, 0.06 * (true_high - true_low));
    EXPECT_NEAR(probability, 1 - static_cast<double>(losses) / kDraws, 0.03);
  };
  const Assessment result = assess(pathway());
  check(benefits, result.benefit->low.in(kEuros), result.benefit->high.in(kEuros),
        result.benefit->probability_above_zero);
  check(co2e, result.co2e_saved->low.in(kTonnes), result.co2e_saved->high.in(kTonnes),
        result.co2e_saved->probability_above_zero);
}

TEST(Uncertainty, the_likely_pathway_is_worked_by_hand) {
  const Assessment result = assess(pathway());
  // 0.48 per unit sent: 60 / 0.48 = 125 wanted, a tenth of it or 0.4/6 in a month; 100/12 offered.
  const double sent = 6 * (100.0 / 12) + 6 * (100.0 / 12);
  EXPECT_NEAR(result.sent.in(kUnits), sent, 1e-9);
  EXPECT_NEAR(result.benefit->likely.in(kEuros), sent * (80 + 0.48 * 60 - 19 - 43 + 4) - 600 - 1500,
              1e-6);
  EXPECT_NEAR(result.co2e_saved->likely.in(kTonnes), sent * (30 + 0.48 * 200 - 1 - 30 - 15) / 1000,
              1e-9);
}

TEST(Uncertainty, seasons_and_capacity_limit_what_is_sent) {
  ExchangeInputs exchange = exact_exchange();
  exchange.periods = {{1, 0.5, 0.5}, {0, 0.5, 0.5}};
  EXPECT_NEAR(assess(exchange).sent.in(kUnits), 75, 1e-9) << "half of the need meets all the offer";
  exchange.capacity = 80.0 * kUnits;
  EXPECT_NEAR(assess(exchange).sent.in(kUnits), 40, 1e-9) << "the way carries half in half a year";
}

TEST(Uncertainty, the_recorded_answer_holds_on_every_machine) {
  const Assessment result = assess(pathway());
  EXPECT_NEAR(result.benefit->low.in(kEuros), -3562.6415556, 1e-6);
  EXPECT_NEAR(result.benefit->high.in(kEuros), 11975.7377289, 1e-6);
  EXPECT_EQ(result.benefit->probability_above_zero, 185.0 / 256);
  const Assessment other = assess(pathway(), {.seed = 2});
  EXPECT_NE(result.benefit->low, other.benefit->low);
  EXPECT_EQ(result.benefit->likely, other.benefit->likely);
}

TEST(Uncertainty, more_spread_widens_and_more_cost_lowers) {
  double last = 0;
  for (const double variation : {0.05, 0.1, 0.2, 0.4, 0.8}) {
    ExchangeInputs exchange = pathway();
    exchange.disposal_price = log_normal(80, variation, kPrice);
    const double now = width(*assess(exchange).benefit);
    EXPECT_GT(now, last) << variation;
    last = now;
  }
  double probability = 1;
  for (const double cost : {500.0, 2000.0, 4000.0, 6000.0, 8000.0}) {
    ExchangeInputs exchange = pathway();
    exchange.transaction = log_normal(cost, 0.8, kEuros);
    const double now = assess(exchange).benefit->probability_above_zero;
    EXPECT_LT(now, probability) << cost;
    probability = now;
  }
}

TEST(Uncertainty, the_order_of_lists_does_not_matter) {
  ExchangeInputs turned = pathway();
  std::ranges::reverse(turned.carriage);
  std::ranges::reverse(turned.yields);
  std::ranges::reverse(*turned.treatment);
  std::ranges::reverse(turned.treatment_fixed);
  std::ranges::reverse(*turned.by_products);
  std::ranges::reverse(*turned.treatment_co2e);
  const Assessment one = assess(pathway()), other = assess(turned);
  EXPECT_EQ(one.benefit->low, other.benefit->low);
  EXPECT_EQ(one.benefit->high, other.benefit->high);
  EXPECT_EQ(one.co2e_saved->high, other.co2e_saved->high);
  ASSERT_EQ(one.movers.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(one.movers[i].part, other.movers[i].part);
    EXPECT_EQ(one.movers[i].variance_share, other.movers[i].variance_share);
  }
}

TEST(Uncertainty, a_longer_way_costs_and_emits_more) {
  ExchangeInputs exchange = exact_exchange();
  exchange.carriage_co2e = UncertainIntensities{log_normal(100, 0, kKilograms)};
  exchange.distance = log_normal(1, 0.5, 1.0);
  const Assessment result = assess(exchange);
  const double longer = std::exp(kScore * sigma(0.5)), shorter = std::exp(-kScore * sigma(0.5));
  EXPECT_NEAR(result.benefit->low.in(kEuros), 7000 - 570 * longer, 2);
  EXPECT_NEAR(result.benefit->high.in(kEuros), 7000 - 570 * shorter, 2);
  EXPECT_NEAR(result.co2e_saved->low.in(kTonnes), 23 - 10 * longer, 0.03);
  EXPECT_NEAR(result.co2e_saved->high.in(kTonnes), 23 - 10 * shorter, 0.03);
}

TEST(Uncertainty, one_key_moves_as_one) {
  ExchangeInputs exchange = exact_exchange();
  exchange.disposal_price = log_normal(50, 0.5, kPrice, "row");
  exchange.purchase_price = log_normal(20, 0.5, kPrice, "row");
  const Assessment together = assess(exchange);
  ASSERT_EQ(together.movers.size(), 1u);
  EXPECT_EQ(together.movers[0].key, "row");
  EXPECT_EQ(together.movers[0].part, Part::disposal_price);
  EXPECT_NEAR(together.movers[0].variance_share, 1, 0.01);
  EXPECT_NEAR(together.benefit->low.in(kEuros), 7000 * std::exp(-kScore * sigma(0.5)) - 570, 15);
  exchange.purchase_price->key = "another row";
  EXPECT_LT(width(*assess(exchange).benefit), width(*together.benefit));
  exchange.purchase_price = log_normal(-50, 0.5, kPrice, "row");
  EXPECT_NEAR(width(*assess(exchange).benefit), 0, 1e-6) << "what one gains the other loses";
}

TEST(Uncertainty, a_negative_price_stays_negative) {
  ExchangeInputs exchange = exact_exchange();
  exchange.disposal_price = log_normal(-10, 0.5, kPrice);
  exchange.purchase_price->likely = UnitPrice{};
  exchange.carriage.clear();
  const Assessment result = assess(exchange);
  EXPECT_LT(result.benefit->high, MoneyFlow{});
  EXPECT_NEAR(result.benefit->low.in(kEuros), -1000 * std::exp(kScore * sigma(0.5)), 15);
  EXPECT_EQ(result.benefit->probability_above_zero, 0);
  ASSERT_EQ(result.movers.size(), 1u);
  EXPECT_LT(result.movers[0].at_low, result.movers[0].at_high);
}

TEST(Uncertainty, the_even_payment_leaves_half_to_each) {
  ExchangeInputs exchange = exact_exchange();
  exchange.transaction.likely = 430.0 * kEuros;
  const Assessment result = assess(exchange);
  const Split& split = *result.split;
  EXPECT_NEAR(split.giver_saves.in(kEuros), 5000, 1e-9);
  EXPECT_NEAR(split.taker_saves.in(kEuros), 2000, 1e-9);
  EXPECT_NEAR(split.carriage.in(kEuros), 570, 1e-9);
  EXPECT_NEAR(split.transaction.in(kEuros), 430, 1e-9);
  // Giver 5 000 − 570 − 215 = 4 215, taker 2 000 − 215 = 1 785; 12.15 EUR/t evens them at 3 000.
  EXPECT_NEAR(split.even_payment.in(kPrice), 12.15, 1e-9);
  EXPECT_NEAR(split.least_payment.in(kPrice), -17.85, 1e-9);
  EXPECT_NEAR(split.most_payment.in(kPrice), 42.15, 1e-9);
  EXPECT_EQ(split.probability_both_gain, 1);
  const Assessment taker_pays = assess(exchange, {.carriage = Side::taker});
  EXPECT_NEAR(taker_pays.split->even_payment.in(kPrice), 12.15 + 5.7 / 2 + 5.7 / 2, 1e-9);
  EXPECT_EQ(taker_pays.benefit->likely, result.benefit->likely);
}

TEST(Uncertainty, both_gain_less_often_than_their_sum_does) {
  const Assessment result = assess(pathway());
  EXPECT_LE(result.split->least_payment, result.split->even_payment);
  EXPECT_LE(result.split->even_payment, result.split->most_payment);
  EXPECT_GT(result.split->probability_both_gain, 0);
  EXPECT_LT(result.split->probability_both_gain, result.benefit->probability_above_zero);
  ExchangeInputs loss = exact_exchange();
  loss.transaction.likely = 10000.0 * kEuros;
  EXPECT_GT(assess(loss).split->least_payment, assess(loss).split->most_payment);
}

TEST(Uncertainty, unknown_is_not_zero) {
  ExchangeInputs exchange = pathway();
  exchange.by_products.reset();
  const Assessment no_price = assess(exchange);
  EXPECT_FALSE(no_price.benefit);
  EXPECT_FALSE(no_price.split);
  EXPECT_TRUE(no_price.movers.empty());
  EXPECT_TRUE(no_price.co2e_saved);
  exchange = pathway();
  exchange.carriage_co2e.reset();
  EXPECT_FALSE(assess(exchange).co2e_saved);
  EXPECT_TRUE(assess(exchange).benefit);
}

TEST(Uncertainty, too_many_inputs_are_refused) {
  ExchangeInputs exchange = exact_exchange();
  for (int i = 0; i < 41; ++i) exchange.treatment->push_back(log_normal(1 + i, 0.1, kPrice));
  EXPECT_THROW(assess(exchange), Error);
}

}  // namespace
}  // namespace samspill::matching
