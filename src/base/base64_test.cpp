#include "base/base64.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace samspill {
namespace {

TEST(Base64, is_as_the_standard_has_it) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(from_base64("Zm9vYg=="), "foob");
  EXPECT_FALSE(from_base64("Zg=").has_value());
  EXPECT_FALSE(from_base64("Z*==").has_value());
}

RC_GTEST_PROP(Base64, gives_any_bytes_back, (const std::string& bytes)) {
  RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
}

}  // namespace
}  // namespace samspill
