#include "report/wording.h"

#include <gtest/gtest.h>

namespace samspill::report {
namespace {

const Wording kEnglish(Language::en);
const Wording kNorwegian(Language::nb);

TEST(Wording, numbers_are_grouped_by_language) {
  EXPECT_EQ(kEnglish.number(1234.5, 1), "1,234.5");
  EXPECT_EQ(kNorwegian.number(1234.5, 1), "1\u00a0234,5");
  EXPECT_EQ(kEnglish.number(-1234567, 0), "\u22121,234,567");
  EXPECT_EQ(kEnglish.number(999, 0), "999");
}

TEST(Wording, zeros_after_the_point_are_dropped_and_zero_has_no_sign) {
  EXPECT_EQ(kEnglish.number(2.50, 3), "2.5");
  EXPECT_EQ(kEnglish.number(-0.001, 1), "0");
  EXPECT_EQ(kEnglish.number(100, 2), "100");
}

TEST(Wording, sentences_round_to_three_digits_and_millions) {
  EXPECT_EQ(kEnglish.rounded(137237), "137,000");
  EXPECT_EQ(kEnglish.rounded(3'214'532), "3.21 million");
  EXPECT_EQ(kNorwegian.rounded(3'214'532), "3,21 millioner");
  EXPECT_EQ(kNorwegian.rounded(1'000'000), "1 million");
  EXPECT_EQ(kEnglish.rounded(999'600), "1 million");
  EXPECT_EQ(kEnglish.rounded(999'499), "999,000");
  EXPECT_EQ(kEnglish.rounded(0.1234), "0.123");
  EXPECT_EQ(kEnglish.rounded(25'400'000), "25.4 million");
}

TEST(Wording, tables_keep_two_digits_of_small_numbers) {
  EXPECT_EQ(table_decimals(0), 0);
  EXPECT_EQ(table_decimals(12.3), 0);
  EXPECT_EQ(table_decimals(1.23), 1);
  EXPECT_EQ(table_decimals(0.123), 2);
  EXPECT_EQ(fine_decimals(123.4), 0);
  EXPECT_EQ(fine_decimals(12.34), 1);
}

TEST(Wording, shares_in_percent) {
  EXPECT_EQ(kEnglish.percent(0.43), "43%");
  EXPECT_EQ(kNorwegian.percent(0.43), "43\u00a0%");
  EXPECT_EQ(kEnglish.percent(0.0004), "less than 0.1%");
  EXPECT_EQ(kEnglish.percent(0.004), "0.4%");
  EXPECT_EQ(kEnglish.percent(0), "0%");
}

TEST(Wording, dates_are_written_out) {
  EXPECT_EQ(kEnglish.date("2026-03-01"), "1 March 2026");
  EXPECT_EQ(kNorwegian.date("2026-03-01"), "1. mars 2026");
  EXPECT_EQ(kEnglish.date("2026-13-01"), "2026-13-01");
  EXPECT_EQ(kEnglish.date("spring 2026"), "spring 2026");
}

TEST(Wording, lists_end_with_and) {
  EXPECT_EQ(kEnglish.list({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(kNorwegian.list({"a", "b"}), "a og b");
  EXPECT_EQ(kEnglish.list({"a"}), "a");
  EXPECT_EQ(kEnglish.list({}), "");
}

TEST(Wording, unknown_is_a_word_and_not_applicable_a_dash) {
  EXPECT_EQ(kEnglish.cell(Cell::unknown()), "unknown");
  EXPECT_EQ(kNorwegian.cell(Cell::unknown()), "ukjent");
  EXPECT_EQ(kEnglish.cell(Cell::not_applicable()), "–");
  EXPECT_EQ(kEnglish.cell(Cell::of_number(12, 0, "t/yr")), "12\u00a0t/yr");
}

}  // namespace
}  // namespace samspill::report
