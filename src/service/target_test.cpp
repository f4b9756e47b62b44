#include "service/target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace samspill::service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::Pair;

TEST(Target, is_split_before_it_is_decoded) {
  const auto target = parse_target("/api/sites/a%2Fb?search=s%C3%B8r+for&box=1%2C2&open");
  ASSERT_TRUE(target);
  EXPECT_THAT(target->path, ElementsAre("api", "sites", "a/b"));
  EXPECT_THAT(target->query,
              ElementsAre(Pair("search", "sør for"), Pair("box", "1,2"), Pair("open", "")));
  EXPECT_THAT(target->find("search"), Optional(std::string_view("sør for")));
  EXPECT_FALSE(target->find("limit"));
}

TEST(Target, of_the_start_page_has_no_path) {
  EXPECT_THAT(parse_target("/")->path, IsEmpty());
  EXPECT_THAT(parse_target("/?token=x")->path, IsEmpty());
  EXPECT_THAT(parse_target("/a/")->path, ElementsAre("a", ""));
}

TEST(Target, that_leaves_its_folder_or_is_no_text_is_refused) {
  for (const char* text : {"",
                           "x",
                           "http://127.0.0.1/",
                           "*",
                           "/..",
                           "/a/../b",
                           "/%2e%2e/etc/passwd",
                           "/a/.",
                           "/%2E",
                           "/%",
                           "/%4",
                           "/%4g",
                           "/%-1",
                           "/%+1",
                           "/a%00b",
                           "/a\nb",
                           "/%ff",
                           "/a?b=%zz",
                           "/a?%0a=1",
                           "/a#b"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

TEST(Target, finds_an_escaped_text_again) {
  for (const char* text : {"a/b", "mølla 2", "..x", "?#%", "plain-1_2.3~"}) {
    EXPECT_THAT(parse_target('/' + escaped(text))->path, ElementsAre(text));
  }
}

}  // namespace
}  // namespace samspill::service
