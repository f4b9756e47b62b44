#include "formats/cell_look.h"

#include <gtest/gtest.h>

namespace samspill::formats {
namespace {

TEST(CellLook, format_codes_tell_dates_from_numbers) {
  for (const char* code : {"yyyy\\-mm\\-dd", "[$-414]d. mmmm yyyy;@", "dd.mm.yyyy hh:mm",
                           "h:mm AM/PM", "[Red]d/m/yy"}) {
    EXPECT_EQ(look_of_code(code), CellLook::date) << code;
  }
  for (const char* code :
       {"General", "0.00", "#,##0", "@", "0.00E+00", "#,##0\" dager\"", "0\\d", "[$kr-414] #,##0",
        "[>=1000]#,##0;General", "[h]:mm:ss", "_-* #,##0_-"}) {
    EXPECT_EQ(look_of_code(code), CellLook::plain) << code;
  }
  EXPECT_EQ(look_of_code("0.0 %"), CellLook::percent);
  EXPECT_EQ(look_of_code("0\"%\""), CellLook::plain);
}

TEST(CellLook, numbered_formats_are_those_of_the_standard) {
  EXPECT_EQ(look_of_built_in(0), CellLook::plain);
  EXPECT_EQ(look_of_built_in(4), CellLook::plain);
  EXPECT_EQ(look_of_built_in(10), CellLook::percent);
  EXPECT_EQ(look_of_built_in(14), CellLook::date);
  EXPECT_EQ(look_of_built_in(22), CellLook::date);
  EXPECT_EQ(look_of_built_in(46), CellLook::plain);
  EXPECT_EQ(look_of_built_in(49), CellLook::plain);
}

TEST(CellLook, day_numbers_are_the_days_that_spreadsheets_show) {
  EXPECT_EQ(date_text(1, false), "1900-01-01");
  EXPECT_EQ(date_text(59, false), "1900-02-28");
  EXPECT_EQ(date_text(60, false), "1900-02-29");  // never was, but spreadsheets have it
  EXPECT_EQ(date_text(61, false), "1900-03-01");
  EXPECT_EQ(date_text(45352, false), "2024-03-01");
  EXPECT_EQ(date_text(2'958'464, false), "9999-12-30");
  EXPECT_EQ(date_text(0, true), "1904-01-01");
  EXPECT_EQ(date_text(43'890, true), "2024-03-01");
}

TEST(CellLook, a_part_of_a_day_is_a_time) {
  EXPECT_EQ(date_text(0.5625, false), "13:30:00");
  EXPECT_EQ(date_text(45352.5625, false), "2024-03-01T13:30:00");
  EXPECT_EQ(date_text(45351.999999, false), "2024-03-01") << "a tenth of a second before midnight";
}

TEST(CellLook, numbers_outside_the_calendar_are_no_dates) {
  EXPECT_FALSE(date_text(-1, false));
  EXPECT_FALSE(date_text(3e6, false));
  EXPECT_FALSE(date_text(1e300, false));
}

}  // namespace
}  // namespace samspill::formats
