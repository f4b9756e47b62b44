#include "app/kept_message.h"

#include <gtest/gtest.h>

#include "reference/texts.h"

namespace samspill::app {
namespace {

TEST(KeptMessage, comes_back_and_can_be_said_in_another_language) {
  const Message message =
      tell("there is no {} {}{}", tell("site"), "\"mil\"", tell("; did you mean {}?", "\"mill\""));
  const Message back = kept_message(keep_message(message));
  EXPECT_EQ(back, message);
  EXPECT_NE(reference::text(back, reference::Language::nb), in_english(message));
}

TEST(KeptMessage, a_text_stays_as_it_is) {
  for (const char* text : {"it broke", "", "{\"a\": 1}", "{"}) {
    EXPECT_EQ(in_english(kept_message(text)), text);
    EXPECT_EQ(keep_message(Message(text)), text);
  }
}

TEST(KeptMessage, a_form_that_is_gone_is_english) {
  const Message back = kept_message(R"({"form": "no {} any more", "values": ["word"]})");
  EXPECT_EQ(reference::text(back, reference::Language::fi), "no word any more");
}

TEST(KeptMessage, an_object_of_another_kind_is_a_text) {
  for (const char* text : {R"({"form":5,"values":[]})", R"({"form":"a","values":[{}]})", "{}"}) {
    EXPECT_EQ(kept_message(text), Message(text));
  }
}

}  // namespace
}  // namespace samspill::app
