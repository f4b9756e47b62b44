#include "base/message.h"

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(Message, is_said_in_english_with_its_values) {
  EXPECT_EQ(in_english(
                tell("found {}, expected {}", "\"x\"", tell("a whole number from {} to {}", 1, 3))),
            "found \"x\", expected a whole number from 1 to 3");
}

TEST(Message, is_said_in_other_words_but_a_text_stays_as_it_is) {
  const Message message = tell("found {}, expected {}", "yes", tell("yes"));
  const auto swedish = [](std::string_view form) -> std::string_view {
    return form == "yes" ? "ja" : "väntade {1}, fann {0}";
  };
  EXPECT_EQ(in_words(message, swedish), "väntade ja, fann yes");
}

TEST(Message, a_text_may_look_like_a_form) {
  EXPECT_EQ(in_english(Message("a {} b {0}")), "a {} b {0}");
  EXPECT_EQ(in_english(tell("found {}", "{}{1}")), "found {}{1}");
}

TEST(Message, an_ending_may_be_empty) {
  EXPECT_EQ(in_english(tell("an id in {}{}", "sites", Message())), "an id in sites");
  EXPECT_TRUE(Message().empty());
}

TEST(Message, slots_without_a_value_stay) {
  EXPECT_EQ(fill("{0} {1} {} {x}", std::vector<std::string>{"a"}), "a {1} a {x}");
}

}  // namespace
}  // namespace samspill
