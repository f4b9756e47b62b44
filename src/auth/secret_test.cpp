#include "auth/secret.h"

#include <gtest/gtest.h>
#include <set>

namespace samspill::auth {
namespace {

TEST(Secret, is_never_the_same_twice_and_fits_an_address) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string secret = new_secret();
    EXPECT_EQ(secret.size(), 43u);
    EXPECT_EQ(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789-_"),
              std::string::npos);
    EXPECT_TRUE(seen.insert(secret).second);
  }
}

TEST(Secret, differs_when_a_letter_or_the_length_differs) {
  EXPECT_TRUE(is_same_secret("abcd", "abcd"));
  EXPECT_FALSE(is_same_secret("abcd", "abce"));
  EXPECT_FALSE(is_same_secret("abcd", "abc"));
  EXPECT_FALSE(is_same_secret("", "abc"));
}

}  // namespace
}  // namespace samspill::auth
