#include "language/purpose.h"

#include <gtest/gtest.h>

namespace samspill::language {
namespace {

TEST(Purpose, what_a_thing_is_for_is_cut_off) {
  EXPECT_EQ(before_purpose("kull til sementovn"), "kull ");
  EXPECT_EQ(before_purpose("Kohle  FÜR den Ofen"), "Kohle  ");
  EXPECT_EQ(before_purpose("słoma dla koni"), "słoma ");
  EXPECT_EQ(before_purpose("varme til oppdrettskar"), "varme ");
}

TEST(Purpose, a_text_without_a_thing_before_the_purpose_stays_whole) {
  EXPECT_EQ(before_purpose("til sementovn"), "til sementovn");
  EXPECT_EQ(before_purpose("ca. 5 til 10 % slam"), "ca. 5 til 10 % slam");
  EXPECT_EQ(before_purpose("slam fra smoltanlegg"), "slam fra smoltanlegg");
  EXPECT_EQ(before_purpose(""), "");
}

}  // namespace
}  // namespace samspill::language
