#include "base/name_uuid.h"

#include <gtest/gtest.h>
#include <regex>

namespace samspill {
namespace {

TEST(NameUuid, is_a_uuid_of_version_8_that_follows_from_the_name) {
  const std::string uuid = name_uuid("samspill:flow:bark");
  EXPECT_TRUE(std::regex_match(
      uuid, std::regex("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")))
      << uuid;
  EXPECT_EQ(uuid, name_uuid("samspill:flow:bark"));
  EXPECT_NE(uuid, name_uuid("samspill:flow:ash"));
  // SHA-256 of nothing begins with e3b0c442 98fc1c14 9afbf4c8 996fb924.
  EXPECT_EQ(name_uuid(""), "e3b0c442-98fc-8c14-9afb-f4c8996fb924");
}

}  // namespace
}  // namespace samspill
