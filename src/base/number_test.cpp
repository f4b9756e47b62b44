#include "base/number.h"

#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>
#include <string>

namespace samspill {
namespace {

/// The number as read, "?" behind it when it is ambiguous; "none" when there is none.
std::string reading(std::string_view text) {
  const std::optional<ReadNumber> number = read_number(text);
  if (!number) return "none";
  return to_text(number->value) + (number->is_ambiguous ? "?" : "");
}

TEST(Number, reads_points_and_commas_of_every_country) {
  EXPECT_EQ(reading("1200"), "1200");
  EXPECT_EQ(reading("1 200,5"), "1200.5");
  EXPECT_EQ(reading("1.200,5"), "1200.5");
  EXPECT_EQ(reading("1,200.5"), "1200.5");
  EXPECT_EQ(reading("1'200.5"), "1200.5");
  EXPECT_EQ(reading("12,5"), "12.5");
  EXPECT_EQ(reading(" 1200 "), "1200");
}

TEST(Number, repeated_marks_part_thousands) {
  EXPECT_EQ(reading("1.200.000"), "1200000");
  EXPECT_EQ(reading("1,200,000"), "1200000");
  EXPECT_EQ(reading("12.345.678,9"), "12345678.9");
  EXPECT_EQ(reading("1 200 000"), "1200000");
}

TEST(Number, one_comma_before_three_digits_is_ambiguous) {
  EXPECT_EQ(reading("1,200"), "1.2?");
  EXPECT_EQ(reading("-123,456"), "-123.456?");
  EXPECT_EQ(reading("0,125"), "0.125");
  EXPECT_EQ(reading("1234,567"), "1234.567");
  EXPECT_EQ(reading("1 234,567"), "1234.567");
  EXPECT_EQ(reading(",500"), "0.5");
}

TEST(Number, reads_signs_and_exponents) {
  EXPECT_EQ(reading("−3"), "-3");
  EXPECT_EQ(reading("−1 200,5"), "-1200.5");
  EXPECT_EQ(reading("+5"), "5");
  EXPECT_EQ(reading("-3e2"), "-300");
  EXPECT_EQ(reading("1,5E−3"), "0.0015");
  EXPECT_EQ(reading("1E+3"), "1000");
  EXPECT_EQ(reading(".5"), "0.5");
}

TEST(Number, reads_no_break_thin_and_narrow_spaces) {
  EXPECT_EQ(reading("1\u00A0200\u00A0000"), "1200000");
  EXPECT_EQ(reading("1\u2009200"), "1200");
  EXPECT_EQ(reading("1\u202F200,5"), "1200.5");
  EXPECT_EQ(reading("\u00A01200\u00A0"), "1200");
}

TEST(Number, refuses_what_is_no_finite_number) {
  for (const std::string_view text :
       {"",   " ",  "NaN", "nan", "-nan", "inf", "-inf", "Infinity", "1e400", "-1e400", "0x10",
        "1e", "e5", "-",   "+",   ".",    ",",   "abc",  "12 t",     "12 %",  "½"}) {
    EXPECT_EQ(reading(text), "none") << text;
  }
}

TEST(Number, refuses_two_signs) {
  for (const std::string_view text : {"--1", "+-1", "-+1", "++1", "−−1", "1-", "- 1", "1-2"}) {
    EXPECT_EQ(reading(text), "none") << text;
  }
}

TEST(Number, refuses_marks_that_do_not_part_thousands) {
  for (const std::string_view text :
       {"1 2", "12 34", "2021 2022", "1  200", "1,2,3", "1.2.3", "1,2.3,4", "1.200,5.5", "12,34.5",
        "1234.567,8", "1,200,30", "1.5 200", "1 200.5 3", "1e,000,005", "1,,200"}) {
    EXPECT_EQ(reading(text), "none") << text;
  }
}

TEST(Number, refuses_texts_longer_than_any_number) {
  EXPECT_EQ(reading(std::string(64, '1')), reading(std::string(64, '1') + " "));
  EXPECT_EQ(reading(std::string(65, '1')), "none");
  EXPECT_EQ(reading(std::string(1'000'000, '1')), "none");
}

TEST(Number, whole_numbers_have_no_fraction_exponent_or_single_mark) {
  EXPECT_EQ(read_integer("2021"), 2021);
  EXPECT_EQ(read_integer("-3"), -3);
  EXPECT_EQ(read_integer("1 200"), 1200);
  EXPECT_EQ(read_integer("1.200.000"), 1200000);
  EXPECT_EQ(read_integer("9000000000000000"), 9'000'000'000'000'000);
  for (const std::string_view text :
       {"", "1.5", "1,200", "1.000", "5.0", "1e3", "1E3", "99999999999999999", "x"}) {
    EXPECT_FALSE(read_integer(text)) << text;
  }
}

TEST(Number, writes_the_shortest_text_without_exponent) {
  EXPECT_EQ(to_text(0.1), "0.1");
  EXPECT_EQ(to_text(-0.0), "0");
  EXPECT_EQ(to_text(1e14), "100000000000000");
  EXPECT_EQ(to_text(1e-5), "0.00001");
  EXPECT_EQ(to_text(1e22), "1e+22");
  EXPECT_EQ(to_text(1.0 / 3), "0.3333333333333333");
}

RC_GTEST_PROP(Number, what_was_written_reads_back_the_same, ()) {
  const auto bits = *rc::gen::arbitrary<std::uint64_t>();
  const double value = std::bit_cast<double>(bits);
  RC_PRE(std::isfinite(value));
  const std::optional<ReadNumber> number = read_number(to_text(value));
  RC_ASSERT(number.has_value());
  RC_ASSERT(!number->is_ambiguous);
  RC_ASSERT(number->value == value);
}

TEST(Number, the_ends_of_the_range_read_back_the_same) {
  for (const double value :
       {std::numeric_limits<double>::max(), std::numeric_limits<double>::min(),
        std::numeric_limits<double>::denorm_min(), -999'999'999'999'999.9, 1e15, 9.999e-6}) {
    const std::optional<ReadNumber> number = read_number(to_text(value));
    ASSERT_TRUE(number) << to_text(value);
    EXPECT_EQ(number->value, value);
  }
}

RC_GTEST_PROP(Number, whole_numbers_read_back_the_same, ()) {
  const auto value = *rc::gen::inRange<std::int64_t>(-9'000'000'000'000'000, 9'000'000'000'000'000);
  RC_ASSERT(read_integer(std::to_string(value)) == value);
}

RC_GTEST_PROP(Number, any_bytes_are_safe, (const std::string& text)) {
  (void)read_number(text);
}

}  // namespace
}  // namespace samspill
