#include "formats/settings_json.h"

#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "formats/settings.h"

namespace samspill::formats {
namespace {

TEST(SettingsJson, types_and_order_survive) {
  const std::string toml =
      "name = \"a \\\"b\\\"\\n\\u007F æ\"\nbase_year = 2024\ndiscount_rate = 0.06\nx = true\n"
      "carbon_price_eur_per_t.2030 = 80.0\ncarbon_price_eur_per_t.\"a b\" = 1e+20\n"
      "list = [1, 2.5, \"c\"]\n";
  EXPECT_EQ(settings_from_json(settings_to_json(toml, "region.toml")), toml);
}

TEST(SettingsJson, tables_below_tables_are_written_inline) {
  EXPECT_EQ(settings_from_json(settings_to_json("[a.b]\nc = 1\nd = {}\n", "region.toml")),
            "a.b = {c = 1, d = {}}\n");
}

TEST(SettingsJson, what_json_lacks_becomes_text) {
  EXPECT_EQ(settings_to_json("a = nan\nb = -inf\nc = 2024-03-01\n", "region.toml").dump(),
            R"({"a":"nan","b":"-inf","c":"2024-03-01"})");
}

TEST(SettingsJson, broken_toml_is_told_with_its_row) {
  try {
    settings_to_json("a = 1\nb = \n", "region.toml");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    EXPECT_THAT(error.what(), ::testing::HasSubstr("region.toml row 2: "));
  }
}

TEST(Settings, a_list_of_settings_writes_back_the_same) {
  const std::string toml =
      "name = \"\"\"\n\nTwo lines\"\"\"\n[carbon_price_eur_per_t]\n2030 = 80\n\"a b\" = 1\n";
  const auto list = list_settings(toml);
  const auto again = list_settings(write_settings(list));
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].value, "\"\\nTwo lines\"");
  for (std::size_t i = 0; i < list.size(); ++i) {
    EXPECT_EQ(again[i].key, list[i].key);
    EXPECT_EQ(again[i].value, list[i].value);
  }
}

TEST(Settings, a_year_is_four_digits_and_periods_fit_no_int) {
  for (const char* line : {"carbon_price_eur_per_t.\"2 030\" = 1", "periods = 4294967297",
                           "carbon_price_eur_per_t.\"2e+3\" = 1"}) {
    Diagnostics diagnostics;
    EXPECT_FALSE(
        read_settings(std::format("name = \"X\"\n{}\n", line), "region.toml", diagnostics));
    EXPECT_EQ(diagnostics.errors(), 1U) << line;
  }
}

TEST(Settings, a_value_that_is_no_toml_is_a_text) {
  EXPECT_EQ(write_settings({{"country", "NO"}, {"base_year", "2024"}}),
            "country = \"NO\"\nbase_year = 2024\n");
}

}  // namespace
}  // namespace samspill::formats
