#include "base/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <simdjson.h>
#include <string>

namespace samspill {
namespace {

/// "encoding: text"
std::string reading(std::string bytes) {
  std::string_view encoding;
  const std::string text = to_utf8(std::move(bytes), encoding);
  return std::string(encoding) + ": " + text;
}

TEST(Encoding, keeps_utf8_and_takes_its_mark_off) {
  EXPECT_EQ(reading("blåbær"), "UTF-8: blåbær");
  EXPECT_EQ(reading("\xEF\xBB\xBFøl"), "UTF-8: øl");
  EXPECT_EQ(reading(""), "UTF-8: ");
}

TEST(Encoding, bytes_that_are_no_utf8_are_windows_1252) {
  EXPECT_EQ(reading("bl\xE5 b\xE6r \xD8l \x80"), "Windows-1252: blå bær Øl €");
}

TEST(Encoding, reads_marked_utf16_of_either_order) {
  EXPECT_EQ(reading(std::string("\xFF\xFE\xF8\x00l\x00", 6)), "UTF-16: øl");
  EXPECT_EQ(reading(std::string("\xFE\xFF\x00\xF8\x00l", 6)), "UTF-16: øl");
}

TEST(Encoding, a_cut_file_that_is_marked_as_utf8_stays_utf8) {
  EXPECT_EQ(reading("\xEF\xBB\xBFøl \xC3"), "UTF-8: øl \uFFFD");
}

TEST(Encoding, cut_utf16_shows_where) {
  EXPECT_EQ(reading(std::string("\xFF\xFEl\x00x", 5)), "UTF-16: l\uFFFD");
  EXPECT_EQ(reading(std::string("\xFF\xFE\x00\xD8", 4)), "UTF-16: \uFFFD");
}

TEST(Encoding, windows_1252_and_back_is_the_same_text) {
  EXPECT_EQ(to_windows_1252("blå bær Øl €"), "bl\xE5 b\xE6r \xD8l \x80");
  EXPECT_EQ(to_windows_1252(""), "");
  EXPECT_EQ(to_windows_1252("日 x"), "\x1A x") << "letters that it lacks";
}

RC_GTEST_PROP(Encoding, the_result_is_always_valid_utf8, ()) {
  const auto mark = *rc::gen::elementOf(std::vector<std::string>{"", "\xFF\xFE", "\xEF\xBB\xBF"});
  std::string_view encoding;
  const std::string text = to_utf8(mark + *rc::gen::arbitrary<std::string>(), encoding);
  RC_ASSERT(simdjson::validate_utf8(text.data(), text.size()));
}

}  // namespace
}  // namespace samspill
