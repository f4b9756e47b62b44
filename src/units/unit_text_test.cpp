#include "units/unit_text.h"

#include <cmath>
#include <format>
#include <gtest/gtest.h>
#include <initializer_list>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

#include "base/number.h"
#include "base/text.h"
#include "units/quantity.h"

namespace samspill {
namespace {

/// "0.001 t x 365/yr", "1000 MWh", "none"
std::string reading(std::string_view text) {
  const std::optional<AmountUnit> unit = read_amount_unit(text);
  if (!unit) return "none";
  std::string shown = to_text(unit->base_units) + " " + std::string(base_unit_name(unit->kind));
  if (unit->times_per_year) shown += " x " + to_text(*unit->times_per_year) + "/yr";
  return shown;
}

void expect_all(std::string_view expected, std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) EXPECT_EQ(reading(text), expected) << text;
}

TEST(UnitText, reads_norwegian_tonnes_per_year) {
  expect_all("1 t x 1/yr", {"t/år", "tonn/år", "tonn pr år", "tonn pr. år", "tonn per år",
                            "tonn i året", "TONN/ÅR", "Tonn / År", "t/aar", "t pr.år"});
}

TEST(UnitText, reads_tonnes_per_year_in_every_language) {
  expect_all("1 t x 1/yr", {"t/yr",
                            "tonnes/year",
                            "tonnes per annum",
                            "t p.a.",
                            "tpa",
                            "ton/år",
                            "ton om året",
                            "ton per år",
                            "t/v",
                            "t/vuosi",
                            "tonnia vuodessa",
                            "t/a",
                            "t/Jahr",
                            "Tonnen pro Jahr",
                            "Tonnen im Jahr",
                            "t/rok",
                            "Mg/rok",
                            "ton na rok",
                            "t a-1",
                            "t yr^-1",
                            "t·yr⁻¹",
                            "t*yr-1",
                            "t yr−1",
                            "t\u00A0/\u00A0år",
                            "t/a\u030Ar"});
}

TEST(UnitText, reads_every_time) {
  expect_all("1 t x 8760/yr", {"t/h", "t/hour", "t/time", "t/timme", "t/tunti", "t/Std", "t h-1"});
  expect_all("1 t x 365/yr", {"t/d", "t/day", "t/døgn", "t/dag", "t/dygn", "t/pv", "t/vrk", "t/Tag",
                              "t/doba", "t/dobę", "t om dagen", "t päivässä"});
  expect_all("1 t x 52.142857142857146/yr", {"t/week", "t/uke", "t/uge", "t/vecka", "t/vko",
                                             "t/Woche", "t/tydz", "t/tydz.", "t/tydzień"});
  expect_all("1 t x 12/yr", {"t/month", "t/mnd", "t/mnd.", "t/måned", "t/mån", "t/månad", "t/kk",
                             "t/Monat", "t/mies", "t/mies.", "t/miesiąc", "t i måneden"});
  expect_all("0.001 m3 x 31536000/yr", {"l/s", "liter/sek"});
  expect_all("1 m3 x 525600/yr", {"m3/min"});
}

TEST(UnitText, reads_masses) {
  expect_all("1 t", {"t", "T", "tonn", "tonne", "tonnes", "ton", "Tonnen", "tonnia", "Mg"});
  expect_all("0.001 t", {"kg", "KG", "Kg", "kilo", "kilogram", "Kilogramm"});
  expect_all("1000 t", {"kt", "ktonn", "kton", "ktonnes", "1000 t", "1 000 t", "1000t", "Gg",
                        "tusen tonn", "tys. Mg", "Tsd. t", "tuhat tonnia"});
  expect_all("1000000 t", {"Mt", "Mton", "Mtonn", "mill. tonn", "million tonnes", "milj. ton",
                           "mln t", "1e6 t"});
}

TEST(UnitText, reads_energies_and_takes_power_as_energy_per_hour) {
  expect_all("1 MWh x 8760/yr", {"MW", "MW ", "mw", "Mw", "MWth", "MWh/h"});
  expect_all("0.001 MWh x 8760/yr", {"kW", "KW", "kw"});
  expect_all("1 MWh", {"MWh", "MWH", "mwh", "Mwh", "1000 kWh", "MW h", "MW·h"});
  expect_all("1000 MWh x 1/yr", {"GWh/yr", "GWh/år", "gwh/v", "GWH/ÅR"});
  expect_all("8760 MWh", {"MW yr", "MW a"});
  expect_all("1000000 MWh", {"TWh"});
  expect_all("0.2777777777777778 MWh", {"GJ", "gj", "1000 MJ"});
  expect_all("277.77777777777777 MWh", {"TJ", "0,001 PJ"});
}

TEST(UnitText, reads_volumes_and_keeps_gas_volumes_apart) {
  expect_all("1 m3", {"m3", "m³", "m^3", "M3", "fm3", "fm³", "kubikk", "Kubikmeter", "1000 l",
                      "10 hl", "kuutiometriä"});
  expect_all("0.001 m3", {"l", "L", "liter", "litre", "litr", "dm3"});
  expect_all("1 Nm3 x 8760/yr", {"Nm3/h", "Nm³/h", "nm3/h", "NM3/h", "Nm^3 h^-1"});
  expect_all("0.9479437792816241 Nm3", {"Sm3", "Sm³", "sm3"});
  expect_all("1000 m3 x 1/yr", {"1000 m³ per year", "1 000 m3/yr", "tusen m3/år"});
}

TEST(UnitText, reads_pieces_areas_and_distances) {
  expect_all("1 piece", {"stk", "stk.", "st", "styck", "pcs", "piece", "pieces", "kpl", "Stück",
                         "szt.", "sztuk"});
  expect_all("1000 piece x 1/yr", {"1000 stk/år", "tys. szt./rok"});
  expect_all("1 ha", {"ha", "hektar", "hehtaaria", "10 daa", "10 dekar", "10 mål", "10000 m2",
                      "10 000 m²", "0,01 km2"});
  expect_all("1 km", {"km", "1000 m", "kilometer"});
}

TEST(UnitText, refuses_a_case_that_could_mean_something_else) {
  expect_all("none", {"mW", "mWh", "mJ", "µW", "μW", "µWh", "µwh", "㎽", "MT", "mt", "mtpa", "kWH",
                      "gWh", "MG", "G"});
}

TEST(UnitText, refuses_what_could_be_read_in_two_ways) {
  expect_all("none",
             {"t/t", "kg/t", "1,200 t", "t/m2 yr", "t/yr d", "12 34 t", "t a", "mi", "mil"});
}

TEST(UnitText, refuses_what_is_no_amount) {
  expect_all("none",
             {"",        " ",       "-",     "%",        "% t",       "t %",          "°C",
              "MJ/kg",   "yr",      "/yr",   "t/",       "t//yr",     "t/yr/yr",      "t yr",
              "MW/yr",   "t/yr-1",  "yr-1t", "per year", "t per",     "t per per yr", "1000",
              "5",       "0 t",     "-5 t",  "1e400 t",  "1e-320 kg", "m0",           "m4",
              "m33",     "m^",      "m^x",   "t-",       "t^-1",      "kg2",          "t CO2",
              "t TS/år", "t (wet)", "EUR/t", "t tusen",  "tusen",     "garbage",      "t\nkg",
              "m³³",     "³",       "t·",    "·t",       "t··yr-1",   "t.a-1",        "tårn",
              "μ"});
}

TEST(UnitText, any_bytes_are_safe_and_long_texts_refused) {
  EXPECT_EQ(reading(std::string("t\0", 2)), "none");
  EXPECT_EQ(reading("\xE2\x88"), "none");
  EXPECT_EQ(reading("t/\xFF"), "none");
  EXPECT_EQ(reading("t" + std::string(63, ' ')), "1 t");
  EXPECT_EQ(reading("t" + std::string(64, ' ')), "none");
  EXPECT_EQ(reading(std::string(10'000'000, '/')), "none");
}

RC_GTEST_PROP(UnitText, a_unit_that_is_read_is_finite_and_positive, (const std::string& text)) {
  const std::optional<AmountUnit> unit = read_amount_unit(text);
  if (!unit) return;
  RC_ASSERT(std::isfinite(unit->base_units) && unit->base_units > 0);
}

TEST(UnitText, reads_a_number_and_its_unit) {
  const auto amount = [](std::string_view text) {
    const std::optional<AmountText> read = read_amount(text);
    if (!read) return std::string("none");
    return std::format("{} of {} {}", to_text(read->value), to_text(read->unit.base_units),
                       base_unit_name(read->unit.kind));
  };
  EXPECT_EQ(amount("1 200 t/år"), "1200 of 1 t");
  EXPECT_EQ(amount("3,5 GWh/yr"), "3.5 of 1000 MWh");
  EXPECT_EQ(amount("1\u202F200\u202Fm³"), "1200 of 1 m3");
  EXPECT_EQ(amount("−3 kg/d"), "-3 of 0.001 t");
  EXPECT_EQ(amount("5 ktonn"), "5 of 1000 t");
  EXPECT_EQ(amount("5 tusen tonn"), "5 of 1000 t");
  EXPECT_EQ(amount("0 t"), "0 of 1 t");
  EXPECT_EQ(amount("1.5e3t"), "1500 of 1 t");
  for (const std::string_view text :
       {"t", "5", "", "5 %", "5 1000 t", "1,200 t", "1 2 t", "--5 t", "5 t extra", "5 - t"}) {
    EXPECT_EQ(amount(text), "none") << text;
  }
}

RC_GTEST_PROP(UnitText, an_amount_reads_back_as_it_was_written, ()) {
  const auto unit = *rc::gen::elementOf(std::vector<std::string>{
      "t/år", "kg/d", "MWh", "kW", "Nm3/h", "m³/uke", "stk", "daa", "km", "tusen tonn i året"});
  const double value = *rc::gen::map(rc::gen::arbitrary<int>(), [](int n) { return n / 1000.0; });
  const std::optional<AmountText> amount = read_amount(to_text(value) + " " + unit);
  RC_ASSERT(amount.has_value());
  RC_ASSERT(amount->value == value);
  RC_ASSERT(amount->unit == *read_amount_unit(unit));
}

RC_GTEST_PROP(UnitText, a_number_before_the_unit_multiplies_it, ()) {
  const auto unit = *rc::gen::elementOf(
      std::vector<std::string>{"t/år", "kg/d", "MJ", "kW", "Sm3/h", "ha", "mill. m3/v"});
  const int times = *rc::gen::inRange(1, 1'000'000);
  const auto one = read_amount_unit(unit);
  const auto many = read_amount_unit(std::format("{} {}", times, unit));
  RC_ASSERT(one.has_value() && many.has_value());
  RC_ASSERT(many->kind == one->kind && many->times_per_year == one->times_per_year);
  RC_ASSERT(std::abs(many->base_units / (one->base_units * times) - 1) < 1e-14);
}

TEST(UnitText, agrees_with_the_units_of_quantity_h) {
  EXPECT_DOUBLE_EQ(read_amount_unit("kg")->base_units, kilogram.base_value());
  const AmountUnit power = *read_amount_unit("MW");
  EXPECT_DOUBLE_EQ(power.base_units * *power.times_per_year, megawatt.base_value());
}

TEST(UnitText, names_kinds_and_examples_that_can_be_read) {
  EXPECT_EQ(kind_name(AmountKind::normal_volume), "normal_volume");
  for (const AmountKind kind :
       {AmountKind::mass, AmountKind::energy, AmountKind::volume, AmountKind::normal_volume,
        AmountKind::piece, AmountKind::area, AmountKind::distance}) {
    EXPECT_EQ(reading(base_unit_name(kind)), std::format("1 {}", base_unit_name(kind)));
  }
  for (const std::string_view example : split(unit_examples(), ',')) {
    EXPECT_NE(reading(example), "none") << example;
  }
}

}  // namespace
}  // namespace samspill
