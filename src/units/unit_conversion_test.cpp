#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <memory>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>
#include <udunits2.h>
#include <vector>

#include "base/text.h"
#include "units/unit_text.h"

namespace samspill {
namespace {

/// The value after conversion; NaN when the units measure different things.
double converted(double value, std::string_view from, std::string_view to) {
  const std::optional<UnitConversion> conversion = convert_property_unit(from, to);
  return conversion ? conversion->apply(value) : std::numeric_limits<double>::quiet_NaN();
}

bool converts(std::string_view from, std::string_view to) {
  return convert_property_unit(from, to).has_value();
}

TEST(UnitConversion, temperatures_shift) {
  EXPECT_NEAR(converted(20, "°C", "K"), 293.15, 1e-10);
  EXPECT_NEAR(converted(68, "°F", "°C"), 20, 1e-10);
  EXPECT_NEAR(converted(-40, "C", "degF"), -40, 1e-10);
  EXPECT_NEAR(converted(0, "K", "ºC"), -273.15, 1e-10);
  EXPECT_EQ(converted(20, "°C", "C"), 20);
  EXPECT_EQ(converted(20, "⁰C", "°C"), 20);
}

TEST(UnitConversion, ratios_convert_exactly) {
  EXPECT_EQ(converted(1, "%", "mg/kg"), 10'000);
  EXPECT_EQ(converted(1, "%", "ppm"), 10'000);
  EXPECT_EQ(converted(5, "‰", "%"), 0.5);
  EXPECT_EQ(converted(1, "g/t", "mg/kg"), 1);
  EXPECT_EQ(converted(1, "kg/t", "g/kg"), 1);
  EXPECT_EQ(converted(3, "prosent", "%"), 3);
  EXPECT_EQ(converted(1, "-", "%"), 100);
  EXPECT_EQ(converted(7, "pH", "-"), 7);
  EXPECT_EQ(converted(7, "", "-"), 7);
  EXPECT_EQ(converted(1, "%/hour", "%/d"), 24);
}

TEST(UnitConversion, concentrations_stay_among_themselves) {
  EXPECT_EQ(converted(1, "g/l", "mg/l"), 1000);
  EXPECT_EQ(converted(1, "g/l", "kg/m3"), 1);
  EXPECT_EQ(converted(1, "t/m³", "kg/m3"), 1000);
  EXPECT_FALSE(converts("mg/l", "mg/kg")) << "needs a density";
  EXPECT_FALSE(converts("mg/l", "ppm"));
}

TEST(UnitConversion, heating_values_and_yields_convert) {
  EXPECT_EQ(converted(3.6, "MJ/kg", "MWh/t"), 1);
  EXPECT_EQ(converted(1, "GJ/t", "MJ/kg"), 1);
  EXPECT_EQ(converted(1, "kWh/kg", "MWh/t"), 1);
  EXPECT_EQ(converted(1, "kWh/t", "MWh/t"), 0.001);
  EXPECT_EQ(converted(1, "l/kg", "m3/t"), 1);
  EXPECT_EQ(converted(1, "Sm3/t", "Nm3/t"), 273.15 / 288.15);
  EXPECT_FALSE(converts("Nm3/t", "m3/t")) << "needs a pressure and a temperature";
}

TEST(UnitConversion, other_properties_convert) {
  EXPECT_EQ(converted(1, "cm", "mm"), 10);
  EXPECT_EQ(converted(500, "µm", "mm"), 0.5);
  EXPECT_EQ(converted(500, "um", "μm"), 500);
  EXPECT_EQ(converted(1, "bar", "kPa"), 100);
  EXPECT_EQ(converted(1, "MPa", "bar"), 10);
  EXPECT_EQ(converted(100'000, "Pa", "bar"), 1);
  EXPECT_EQ(converted(1, "MW", "kW"), 1000);
  EXPECT_EQ(converted(1, "MW", "MWh/yr"), 8760);
  EXPECT_EQ(converted(1, "mS/cm", "µS/cm"), 1000);
  EXPECT_EQ(converted(1, "mS/cm", "S/m"), 0.1);
  EXPECT_EQ(converted(2, "ktonn/år", "t/yr"), 2000);
}

TEST(UnitConversion, different_things_do_not_convert) {
  EXPECT_FALSE(converts("°C", "%"));
  EXPECT_FALSE(converts("kW", "kWh"));
  EXPECT_FALSE(converts("t", "m3"));
  EXPECT_FALSE(converts("MJ/kg", "MJ/m3"));
  EXPECT_FALSE(converts("mm", "bar"));
  EXPECT_FALSE(converts("°C", "1000 K")) << "a multiple of kelvins is no level";
}

TEST(UnitConversion, odd_spellings_are_refused) {
  EXPECT_FALSE(converts("kg/m-3", "kg m3")) << "divided twice";
  EXPECT_FALSE(converts("m4", "cm4")) << "no property has such an exponent";
  EXPECT_FALSE(converts("-5 kg", "-1 kg")) << "no unit is negative";
}

TEST(UnitConversion, unknown_units_convert_only_to_themselves) {
  EXPECT_FALSE(converts("garbage", "%"));
  EXPECT_FALSE(converts("%", "garbage"));
  EXPECT_FALSE(converts("% TS", "%"));
  EXPECT_EQ(converted(3, "mg/kg TS ", "mg/kg TS"), 3);
}

/// UDUNITS-2 as a second opinion, silent about what it cannot read.
class Udunits {
 public:
  Udunits() {
    ut_set_error_message_handler(ut_ignore);
    system_.reset(ut_read_xml(nullptr));
  }

  double converted(double value, const std::string& from, const std::string& to) const {
    const Unit a(ut_parse(system_.get(), from.c_str(), UT_UTF8), &ut_free);
    const Unit b(ut_parse(system_.get(), to.c_str(), UT_UTF8), &ut_free);
    if (!a || !b || ut_are_convertible(a.get(), b.get()) == 0) return std::nan("");
    const std::unique_ptr<cv_converter, void (*)(cv_converter*)> converter(
        ut_get_converter(a.get(), b.get()), &cv_free);
    return cv_convert_double(converter.get(), value);
  }

 private:
  using Unit = std::unique_ptr<ut_unit, void (*)(ut_unit*)>;
  std::unique_ptr<ut_system, void (*)(ut_system*)> system_{nullptr, &ut_free_system};
};

/// Units of ours, and behind = how UDUNITS-2 spells them where it differs. Its year is the tropical
/// one, so ours is written as 365 days. No unit is another's reciprocal: UDUNITS-2 converts those
/// too.
constexpr std::string_view kSpellings =
    "t; kg; g; Mt; mg; µg; MWh=MW.h; GWh=GW.h; kWh=kW.h; GJ; TJ; PJ; kJ; W; kW; MW; GJ/d; kWh/h=kW;"
    "MWh/yr=MW.h/(365 d); m3; l; hl; dm3; ml; ha=hectare; daa=1000 m2; m2; km2; km; m; cm; mm; µm;"
    "t/yr=t/(365 d); kg/d; kg/h; t/uke=t/week; t/mnd=12 t/(365 d); l/s; m3/h; m3/min; °C=degC; K;"
    "°F=degF; bar; mbar; kPa; MPa; Pa; %; ‰=1e-3; ppm; mg/kg; g/t; -=1; mg/l; kg/m3; t/m3; MJ/kg;"
    "kWh/t=kW.h/t; MWh/t=MW.h/t; mS/cm; S/m";

TEST(UnitConversion, agrees_with_udunits_on_every_pair) {
  const Udunits udunits;
  int pairs = 0;
  for (const std::string_view from : split(kSpellings, ';')) {
    for (const std::string_view to : split(kSpellings, ';')) {
      const auto ours = [](std::string_view text) { return text.substr(0, text.find('=')); };
      const auto theirs = [](std::string_view text) {
        return std::string(text.substr(text.contains('=') ? text.find('=') + 1 : 0));
      };
      const double expected = udunits.converted(100, theirs(from), theirs(to));
      const double found = converted(100, ours(from), ours(to));
      ASSERT_EQ(std::isnan(found), std::isnan(expected)) << from << " to " << to;
      if (std::isnan(found)) continue;
      EXPECT_NEAR(found, expected, 1e-9 * std::abs(expected) + 1e-9) << from << " to " << to;
      ++pairs;
    }
  }
  EXPECT_GT(pairs, 300) << "the comparison must compare";
}

RC_GTEST_PROP(UnitConversion, there_and_back_is_where_it_began, ()) {
  const auto groups = std::vector<std::vector<std::string>>{
      {"t", "kg", "mg", "ktonn"}, {"MWh", "GJ", "kWh", "TJ"},
      {"kW", "MW", "GJ/d"},       {"%", "‰", "ppm", "mg/kg", "kg/t"},
      {"°C", "K", "°F"},          {"bar", "Pa", "MPa"},
      {"m3/t", "l/kg"},           {"mm", "m", "µm"},
      {"t/yr", "kg/d", "t/uke"},  {"g/l", "mg/l", "kg/m3", "t/m3"},
      {"mS/cm", "S/m"},           {"ha", "daa", "m2"}};
  const auto group = *rc::gen::elementOf(groups);
  const auto from = *rc::gen::elementOf(group);
  const auto to = *rc::gen::elementOf(group);
  const double value = *rc::gen::inRange(-1'000'000, 1'000'000) / 16.0;
  const double back = converted(converted(value, from, to), to, from);
  RC_ASSERT(std::abs(back - value) <= 1e-9 * (std::abs(value) + 1000));
}

}  // namespace
}  // namespace samspill
