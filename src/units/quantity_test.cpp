#include "units/quantity.h"

#include <cmath>
#include <concepts>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace samspill {
namespace {

template <typename A, typename B>
concept Adds = requires(A a, B b) { a + b; };
template <typename A, typename B>
concept Subtracts = requires(A a, B b) { a - b; };
template <typename A, typename B>
concept AddsTo = requires(A a, B b) { a += b; };
template <typename A, typename B>
concept Compares = requires(A a, B b) { a < b; };
template <typename A, typename B>
concept Equals = requires(A a, B b) { a == b; };
template <typename A, typename B>
concept ExpressedIn = requires(A a, B b) { a.in(b); };

// The same dimension combines; a check that nothing compiles would be worth nothing without it.
static_assert(Adds<Mass, Mass> && Subtracts<Mass, Mass> && AddsTo<Mass, Mass>);
static_assert(Compares<Mass, Mass> && Equals<Mass, Mass> && ExpressedIn<Mass, Mass>);

// Different dimensions do not.
static_assert(!Adds<Mass, Energy> && !Subtracts<Mass, Energy> && !AddsTo<Mass, Energy>);
static_assert(!Compares<Mass, Energy> && !Equals<Mass, Energy> && !ExpressedIn<Mass, Energy>);
static_assert(!Adds<Mass, MassFlow> && !Compares<Amount, AmountFlow>);
static_assert(!Adds<Mass, Co2e>, "a tonne of CO2e is not a tonne of goods");
static_assert(!Adds<Mass, Amount>, "an amount may be in MWh");
static_assert(!Adds<UnitPrice, CarbonPrice> && !Adds<Money, MoneyFlow>);
static_assert(!Adds<Volume, Distance> && !Adds<Energy, Power>);

// A bare number is no quantity, and no quantity a bare number.
static_assert(!Adds<Mass, double> && !Compares<Mass, double> && !AddsTo<Mass, double>);
static_assert(!std::convertible_to<double, Mass> && !std::convertible_to<Mass, double>);
static_assert(!std::constructible_from<Mass, double>);

// Levels don't add, differences do.
static_assert(!Adds<Temperature, Temperature>);
static_assert(!Compares<Temperature, TemperatureDifference>);
static_assert(!Adds<TemperatureDifference, Temperature>, "one order of writing is enough");
static_assert(std::same_as<decltype(Temperature() - Temperature()), TemperatureDifference>);
static_assert(std::same_as<decltype(Temperature() + TemperatureDifference()), Temperature>);

// Products and quotients have the dimension that they should.
static_assert(std::same_as<decltype(Mass() / Duration()), MassFlow>);
static_assert(std::same_as<decltype(MassFlow() * Duration()), Mass>);
static_assert(std::same_as<decltype(Power() * Duration()), Energy>);
static_assert(std::same_as<decltype(UnitPrice() * AmountFlow()), MoneyFlow>);
static_assert(std::same_as<decltype(CarbonIntensity() * Amount() * CarbonPrice()), Money>);
static_assert(std::same_as<decltype(CarriagePrice() * Distance()), UnitPrice>);
static_assert(std::same_as<decltype(1.0 / Duration() * Mass()), MassFlow>);
static_assert(std::same_as<decltype(Mass() / Mass()), double>);
static_assert(std::same_as<decltype(Duration() * (1.0 / Duration())), double>);

TEST(Quantity, a_number_goes_in_with_a_unit_and_comes_out_with_one) {
  const MassFlow flow = 1200.0 * tonne / year;
  EXPECT_DOUBLE_EQ(flow.in(tonne / year), 1200);
  EXPECT_DOUBLE_EQ(flow.in(kilogram / year), 1'200'000);
  EXPECT_NEAR(flow.in(kilogram / hour), 136.986, 0.001);
}

TEST(Quantity, a_megawatt_makes_8760_megawatt_hours_in_a_year) {
  EXPECT_DOUBLE_EQ((megawatt * year).in(megawatt_hour), 8760);
  EXPECT_DOUBLE_EQ((1.0 * megawatt * hour).in(megawatt_hour), 1);
}

TEST(Quantity, cost_of_carriage_is_price_times_distance_times_amount) {
  const CarriagePrice price = 0.12 * euro / (unit_amount * kilometre);
  const Money cost = price * (50.0 * kilometre) * (1000.0 * unit_amount);
  EXPECT_DOUBLE_EQ(cost.in(euro), 6000);
}

TEST(Quantity, sums_and_signs_work_as_with_numbers) {
  Mass mass = 5.0 * tonne - 2.0 * tonne;
  mass += 500.0 * kilogram;
  mass *= 2;
  EXPECT_DOUBLE_EQ(mass.in(tonne), 7);
  EXPECT_DOUBLE_EQ((-mass / 7.0).in(tonne), -1);
  EXPECT_LT(-mass, Mass());
  EXPECT_EQ(Mass().base_value(), 0);
}

TEST(Quantity, temperatures_differ_by_kelvins) {
  const Temperature warm = Temperature::celsius(80);
  const Temperature cold = Temperature::celsius(35);
  EXPECT_DOUBLE_EQ((warm - cold).in(kelvin), 45);
  EXPECT_NEAR((cold + 5.0 * kelvin).in_celsius(), 40, 1e-12);
  EXPECT_GT(warm, cold);
  EXPECT_LT(Temperature(), Temperature::celsius(-273)) << "the default is the absolute zero";
}

RC_GTEST_PROP(Quantity, what_goes_in_comes_out, (double value)) {
  RC_ASSERT((value * tonne).in(tonne) == value);
  const double back = (value * (kilogram / hour)).in(kilogram / hour);
  RC_ASSERT(std::abs(back - value) <= 1e-15 * std::abs(value));
}

}  // namespace
}  // namespace samspill
