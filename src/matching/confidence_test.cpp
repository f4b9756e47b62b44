#include "matching/confidence.h"

#include <gtest/gtest.h>

#include "matching/small_world_test.h"

namespace samspill::matching {
namespace {

using reference::Fit;

ConfidenceInputs sure() {
  return {.offer_evidence = Evidence::measured,
          .need_evidence = Evidence::measured,
          .offer_uncertainty = 0.1,
          .need_uncertainty = 0.1};
}

TEST(Confidence, worked_numbers) {
  const testing::SmallWorld world;
  EXPECT_NEAR(confidence(world.reference, sure()), 0.826446, 1e-6);
  ConfidenceInputs exact = sure();
  exact.offer_uncertainty = exact.need_uncertainty = 0;
  EXPECT_DOUBLE_EQ(confidence(world.reference, exact), 1);
  // Estimates without a stated uncertainty: 0.85 / (1 + 2 · 0.40) each.
  EXPECT_NEAR(confidence(world.reference, {}), 0.222994, 1e-6);
}

TEST(Confidence, every_doubt_lowers_it) {
  const testing::SmallWorld world;
  const double best = confidence(world.reference, sure());
  const auto lower = [&](auto change) {
    ConfidenceInputs inputs = sure();
    change(inputs);
    return confidence(world.reference, inputs) < best;
  };
  EXPECT_TRUE(lower([](auto& in) { in.fit = Fit::Kind::narrower; }));
  EXPECT_TRUE(lower([](auto& in) { in.fit = Fit::Kind::synergy; }));
  EXPECT_TRUE(lower([](auto& in) { in.offer_evidence = Evidence::calculated; }));
  EXPECT_TRUE(lower([](auto& in) { in.need_evidence = Evidence::estimated; }));
  EXPECT_TRUE(lower([](auto& in) { in.offer_uncertainty = 0.2; }));
  EXPECT_TRUE(lower([](auto& in) { in.need_uncertainty = 0.2; }));
  EXPECT_TRUE(lower([](auto& in) { in.unknown_qualities = 1; }));
  EXPECT_TRUE(lower([](auto& in) { in.unverified_figures = 1; }));
  EXPECT_TRUE(lower([](auto& in) { in.unknown_figures = 1; }));
}

}  // namespace
}  // namespace samspill::matching
