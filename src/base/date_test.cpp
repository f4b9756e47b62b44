#include "base/date.h"

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(Date, a_day_that_there_is) {
  for (const char* day : {"2026-11-22", "2028-02-29", "2000-02-29", "1999-12-31"}) {
    EXPECT_TRUE(is_date(day)) << day;
  }
}

TEST(Date, other_days_and_other_forms_are_none) {
  for (const char* text : {"", "2026", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10",
                           "2026-04-31", "2026-4-01", "22.11.2026", "2026-11-22T10:00:00",
                           "2026/11/22", "2026-11-2x", "-026-11-22"}) {
    EXPECT_FALSE(is_date(text)) << text;
  }
}

}  // namespace
}  // namespace samspill
