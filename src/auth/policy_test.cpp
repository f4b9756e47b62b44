#include "auth/policy.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace samspill::auth {
namespace {

TEST(Policy, the_owner_may_do_everything_and_nobody_else_anything) {
  EXPECT_NO_THROW(require(kOwner, Action::remove, "sites"));
  try {
    require({"visitor"}, Action::update, "sites");
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::forbidden);
    EXPECT_STREQ(error.what(), "\"visitor\" may not update sites");
  }
}

}  // namespace
}  // namespace samspill::auth
