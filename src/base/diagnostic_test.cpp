#include "base/diagnostic.h"

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(Diagnostic, names_the_place_as_far_as_it_is_known) {
  const auto shown = [](std::string file, int row, std::string column) {
    return to_text({Severity::error, std::move(file), row, std::move(column), Message("wrong")});
  };
  EXPECT_EQ(shown("streams.csv", 14, "quantity"), "streams.csv row 14, column quantity: wrong");
  EXPECT_EQ(shown("streams.csv", 14, ""), "streams.csv row 14: wrong");
  EXPECT_EQ(shown("streams.csv", 0, "quantity"), "streams.csv column quantity: wrong");
  EXPECT_EQ(shown("streams.csv", 0, ""), "streams.csv: wrong");
  EXPECT_EQ(shown("", 14, "quantity"), "row 14, column quantity: wrong");
  EXPECT_EQ(shown("", 0, "quantity"), "column quantity: wrong");
  EXPECT_EQ(shown("", 0, ""), "wrong");
}

TEST(Diagnostic, only_errors_are_errors) {
  Diagnostics diagnostics;
  diagnostics.warning("a", 1, "", Message("odd"));
  diagnostics.add({Severity::info, "a", 1, "", Message("told")});
  EXPECT_FALSE(diagnostics.has_errors());
  diagnostics.error("a", 2, "", Message("wrong"));
  EXPECT_TRUE(diagnostics.has_errors());
  EXPECT_EQ(diagnostics.errors(), 1u);
  EXPECT_EQ(diagnostics.warnings(), 1u);
  EXPECT_EQ(diagnostics.list().size(), 3u);
}

TEST(Diagnostic, a_flood_is_counted_but_not_kept) {
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < Diagnostics::kMost + 5; ++i)
    diagnostics.error("a", 1, "", Message("wrong"));
  EXPECT_EQ(diagnostics.list().size(), Diagnostics::kMost);
  EXPECT_EQ(diagnostics.errors(), Diagnostics::kMost + 5);
  EXPECT_EQ(diagnostics.dropped(), 5u);
}

TEST(Diagnostic, a_flood_of_warnings_hides_no_error) {
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < Diagnostics::kMost + 5; ++i)
    diagnostics.warning("a", 1, "", Message("odd"));
  diagnostics.error("a", 2, "", Message("wrong"));
  EXPECT_EQ(diagnostics.list().back().message, Message("wrong"));
}

}  // namespace
}  // namespace samspill
