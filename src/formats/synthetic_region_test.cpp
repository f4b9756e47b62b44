#include "formats/synthetic_region.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace samspill::formats {
namespace {

std::string all_text(const Tables& tables) {
  std::string out = tables.settings;
  for (const Table& table : tables.tables) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t i = 0; i < table.columns().size(); ++i) {
        out += table.cell(row, i);
        out += '|';
      }
    }
  }
  return out;
}

Tables make(std::size_t sites, std::uint64_t seed) {
  return make_synthetic_region({sites, seed}, reference::built_in());
}

TEST(SyntheticRegion, the_same_seed_gives_the_same_bytes) {
  EXPECT_EQ(all_text(make(50, 7)), all_text(make(50, 7)));
  EXPECT_NE(all_text(make(50, 7)), all_text(make(50, 8)));
}

TEST(SyntheticRegion, the_region_passes_the_check) {
  Diagnostics diagnostics;
  const auto dataset = read_dataset(make(300, 1), reference::built_in(), diagnostics);
  ASSERT_TRUE(dataset) << to_text(diagnostics.list().front());
  EXPECT_EQ(dataset->region.sites.size(), 300u);
  EXPECT_GT(dataset->region.streams.size(), 900u);
  EXPECT_FALSE(dataset->region.qualities.empty());
  EXPECT_FALSE(dataset->region.processes.empty());
}

TEST(SyntheticRegion, no_sites_are_no_region) {
  EXPECT_THROW(make(0, 1), Error);
}

}  // namespace
}  // namespace samspill::formats
