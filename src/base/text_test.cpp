#include "base/text.h"

#include <array>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>

namespace samspill {
namespace {

constexpr auto kColumns =
    std::to_array<std::string_view>({"quantity", "quality", "unit", "site_id", "present_cost"});

TEST(Text, trims_blanks_line_ends_and_no_break_spaces) {
  EXPECT_EQ(trim(" \t\r\n\u00A0 a b \u00A0\n"), "a b");
  EXPECT_EQ(trim("\u00A0 \u00A0"), "");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim("à"), "à") << "its last byte is that of a no-break space";
}

TEST(Text, split_leaves_empty_parts_out) {
  EXPECT_EQ(split(" a; b ;;c;", ';'), (std::vector<std::string_view>{"a", "b", "c"}));
  EXPECT_TRUE(split(" ; ", ';').empty());
  EXPECT_TRUE(split("", ';').empty());
}

TEST(Text, fold_makes_spellings_of_one_name_equal) {
  EXPECT_EQ(fold("Fiskeslam"), "fiskeslam");
  EXPECT_EQ(fold("  ÅRSTØNN – Ærfugl "), fold("arstonn – aerfugl"));
  EXPECT_EQ(fold("Öl"), "ol");
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("śnięte Łódź"), "sniete lodz");
  EXPECT_EQ(fold("present_cost-EUR"), "present cost eur");
  EXPECT_EQ(fold(" a \t\n b "), "a b");
  EXPECT_EQ(fold("--"), "");
}

RC_GTEST_PROP(Text, folding_twice_changes_nothing, ()) {
  std::string text;
  for (const std::string_view letter :
       *rc::gen::container<std::vector<std::string_view>>(rc::gen::elementOf(
           split("æ Æ ø Ø å Å ä Ä ö Ö ü ß ą ć ę ł Ł ń ó ś Ś ź ż – ½ ³ µ a Z 7 . / -", ' ')))) {
    text += letter;
  }
  const std::string folded = fold(text);
  RC_ASSERT(fold(folded) == folded);
}

TEST(Text, fold_takes_capitals_of_every_script_as_small_letters) {
  EXPECT_EQ(fold("\u01A6"), fold("\u0280"));  // Latin
  EXPECT_EQ(fold("\u1C90"), fold("\u10D0"));  // Georgian
}

RC_GTEST_PROP(Text, any_bytes_are_safe, (const std::string& text)) {
  (void)fold(text);
  (void)nearest(text, kColumns);
  RC_ASSERT(in_quotes(text).size() < 80);
}

TEST(Text, nearest_finds_slips) {
  EXPECT_EQ(nearest("quantiy", kColumns), "quantity");
  EXPECT_EQ(nearest("qunatity", kColumns), "quantity");
  EXPECT_EQ(nearest("Quantity ", kColumns), "quantity");
  EXPECT_EQ(nearest("site id", kColumns), "site_id");
  EXPECT_EQ(nearest("unti", kColumns), "unit");
}

TEST(Text, nearest_gives_up_when_nothing_is_near) {
  EXPECT_EQ(nearest("colour", kColumns), "");
  EXPECT_EQ(nearest("", kColumns), "");
  EXPECT_EQ(nearest("x", std::array<std::string_view, 1>{"t"}), "");
  EXPECT_EQ(nearest("quantity", {}), "");
  EXPECT_EQ(nearest(std::string(1'000'000, 'q'), kColumns), "");
}

TEST(Text, did_you_mean_ends_a_message) {
  EXPECT_EQ(in_english(did_you_mean("quantiy", kColumns)), "; did you mean \"quantity\"?");
  EXPECT_TRUE(did_you_mean("colour", kColumns).empty());
}

TEST(Text, quoted_shows_control_characters) {
  EXPECT_EQ(in_quotes("a\tb"), "\"a\\x09b\"");
  EXPECT_EQ(in_quotes("\x1B[31m\x7F"), "\"\\x1b[31m\\x7f\"");
  EXPECT_EQ(in_quotes("\u009B31m"), "\"\\x9b31m\"");
  EXPECT_EQ(in_quotes("blå"), "\"blå\"");
}

// With samspill:: in front, or std::quoted is found for a std::string.
TEST(Text, quoted_cuts_long_texts_between_letters) {
  EXPECT_EQ(in_quotes(std::string(60, 'x')), '"' + std::string(60, 'x') + '"');
  EXPECT_EQ(in_quotes(std::string(61, 'x')), '"' + std::string(60, 'x') + "…\"");
  EXPECT_EQ(in_quotes(std::string(59, 'x') + "ååå"), '"' + std::string(59, 'x') + "å…\"");
  EXPECT_LT(in_quotes(std::string(1'000'000, '\x80')).size(), 80u);
}

}  // namespace
}  // namespace samspill
