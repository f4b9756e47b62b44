#include "service/accept_language.h"

#include <gtest/gtest.h>

namespace samspill::service {
namespace {

using reference::Language;

Language asked(std::string field) {
  Request request;
  request.headers.add("Accept-Language", std::move(field));
  return language_of(request);
}

TEST(AcceptLanguage, english_is_spoken_when_nothing_is_asked) {
  EXPECT_EQ(language_of({}), Language::en);
  EXPECT_EQ(asked("*"), Language::en);
  EXPECT_EQ(asked("de, pl"), Language::en);
}

TEST(AcceptLanguage, the_first_spoken_one_of_the_most_wanted_counts) {
  EXPECT_EQ(asked("de-DE, sv-SE;q=0.8, en;q=0.7"), Language::sv);
  EXPECT_EQ(asked("en;q=0.5, fi;q=0.9"), Language::fi);
  EXPECT_EQ(asked("da, sv"), Language::da);
  EXPECT_EQ(asked("sv;q=0, da;q=0.1"), Language::da);
}

TEST(AcceptLanguage, every_norwegian_is_bokmaal) {
  for (const char* tag : {"nb", "no", "nn", "nb-NO", "NN-no"}) EXPECT_EQ(asked(tag), Language::nb);
}

TEST(AcceptLanguage, a_broken_field_is_no_failure) {
  for (const char* field : {"", ",;q=", "nb;q=x", ";;;,,", "-"}) {
    EXPECT_EQ(asked(field), Language::en) << field;
  }
}

TEST(AcceptLanguage, an_answer_says_what_it_depends_on) {
  const Response response = in_language({200, {{"Vary", "Accept-Encoding"}}, {}}, Language::fi);
  EXPECT_EQ(response.headers["Content-Language"], "fi");
  std::string vary;
  for (const auto& [name, value] : response.headers) {
    if (name == "Vary") vary += value + " ";
  }
  EXPECT_EQ(vary, "Accept-Encoding Accept-Language ");
}

}  // namespace
}  // namespace samspill::service
