// Letters, compounds, spelling, analysis: what a text is taken apart into.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "language/analysis.h"
#include "language/hash.h"
#include "language/letters.h"
#include "language/spelling.h"

namespace samspill::language {
namespace {

using reference::Language;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> folded(std::string_view text) {
  std::vector<std::string> out;
  for (const Word& word : words_of(text)) out.push_back(word.folded);
  return out;
}

TEST(Letters, spellings_of_one_word_are_alike) {
  EXPECT_EQ(folded("Schlämme"), folded("SCHLAEMME"));
  EXPECT_EQ(folded("blåskjell"), folded("blaaskjell"));
  EXPECT_EQ(folded("tørket"), folded("toerket"));
  EXPECT_THAT(folded("CO₂ H₂SO₄ żużel łój Straße"),
              ElementsAre("co2", "h2so4", "zuzel", "loj", "strasse"));
}

TEST(Letters, signs_end_words_but_for_a_few) {
  EXPECT_THAT(folded("slam, våt/tørr (50 %)"), ElementsAre("slam", "vat", "torr", "50"));
  EXPECT_THAT(folded("C&D brewers' grain"), ElementsAre("cd", "brewers", "grain"));
  EXPECT_THAT(folded("PE-LD"), ElementsAre("pe", "ld"));
}

TEST(Letters, broken_bytes_are_blanks) {
  EXPECT_THAT(folded("slam\xFF\xFE olje"), ElementsAre("slam", "olje"));
  EXPECT_THAT(folded("\xC3"), IsEmpty());
  EXPECT_THAT(folded(""), IsEmpty());
}

class TextParts : public ::testing::Test {
 protected:
  const WordCount count_ = [this](std::string_view part) {
    const auto found = known_.find(std::string(part));
    return found == known_.end() ? 0 : found->second;
  };
  std::map<std::string, int> known_{{"settefisk", 3}, {"slam", 9},  {"flyve", 1},  {"aske", 9},
                                    {"tre", 5},       {"flis", 5},  {"filter", 4}, {"kuchen", 2},
                                    {"lietetta", 1},  {"liete", 4}, {"sagflis", 2}};
  Stems stems_;
};

TEST_F(TextParts, compounds_split_into_known_words) {
  EXPECT_THAT(split_compound("settefiskslam", count_), ElementsAre("settefisk", "slam"));
  EXPECT_THAT(split_compound("flyveaske", count_), ElementsAre("flyve", "aske"));
  EXPECT_THAT(split_compound("filterkuchen", count_), ElementsAre("filter", "kuchen"));
  EXPECT_THAT(split_compound("treflis", count_), ElementsAre("tre", "flis"));
}

TEST_F(TextParts, an_ending_and_one_unknown_stretch_are_allowed) {
  EXPECT_THAT(split_compound("settefiskslammet", count_), ElementsAre("settefisk", "slam"));
  EXPECT_THAT(split_compound("leroyslam", count_), ElementsAre("leroy", "slam"));
  EXPECT_THAT(split_compound("kartong", count_), ElementsAre("kartong"));
  EXPECT_THAT(split_compound(std::string(5000, 'a'), count_), ::testing::SizeIs(1));
}

TEST_F(TextParts, one_slip_of_the_keyboard_is_mended) {
  EXPECT_EQ(corrected("settefsk", count_), "settefisk");    // missing
  EXPECT_EQ(corrected("settefissk", count_), "settefisk");  // doubled
  EXPECT_EQ(corrected("setetfisk", count_), "settefisk");   // swapped
  EXPECT_EQ(corrected("settefosk", count_), "settefisk");   // another
  EXPECT_EQ(corrected("fettefisk", count_), "");            // not the first letter
  EXPECT_EQ(corrected("slem", count_), "");                 // too short to tell
}

TEST_F(TextParts, the_kind_of_thing_stands_before_a_preposition) {
  const Analysis text = analyse("slam fra settefisk", Language::nb, count_, stems_);
  EXPECT_EQ(text.last_head, hash_of("slam"));
  EXPECT_EQ(analyse("våt settefiskslam", Language::nb, count_, stems_).last_head, hash_of("slam"));
}

TEST_F(TextParts, codes_shares_and_conditions_are_taken_out) {
  const Analysis text =
      analyse("våt aske 10 01 02*, 35,5 % tørrstoff", std::nullopt, count_, stems_);
  EXPECT_THAT(text.low_codes, ElementsAre("10 01 02"));
  EXPECT_THAT(text.hints, ElementsAre("wet"));
  EXPECT_EQ(text.percent, 35.5);
  EXPECT_THAT(analyse("100102", std::nullopt, count_, stems_).low_codes, ElementsAre("10 01 02"));
  for (const char* none :
       {"1 000 000 t", "12 345", "2024-10-01", "99 99 99", "12 t 34 56 78 90 12"}) {
    EXPECT_THAT(analyse(none, std::nullopt, count_, stems_).low_codes, IsEmpty()) << none;
  }
  EXPECT_EQ(analyse("900 %", std::nullopt, count_, stems_).percent, std::nullopt);
}

TEST_F(TextParts, a_text_of_everyday_words_alone_is_about_them) {
  EXPECT_EQ(analyse("mixed", Language::en, count_, stems_).units.size(), 1U);
  EXPECT_THAT(analyse("", Language::en, count_, stems_).units, IsEmpty());
  EXPECT_THAT(analyse("12 34", Language::en, count_, stems_).units, IsEmpty());
}

TEST_F(TextParts, a_text_of_any_length_has_a_bounded_number_of_parts) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "ord" + std::to_string(i) + ' ';
  EXPECT_LE(analyse(text, std::nullopt, count_, stems_).units.size(), kMostUnits);
}

}  // namespace
}  // namespace samspill::language
