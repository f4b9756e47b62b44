// Which figures change a plan, by hand.
#include "network/sensitivity.h"

#include <gtest/gtest.h>

#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;
using Kind = PlanInput::Kind;

/// 100 t of bark, disposed of at 90, and 60 t wanted, bought at 40, 100 km away: the lorry at 1 EUR
/// per t and km leaves 30 for each tonne.
World bark_world(const std::string& settings = kSettings) {
  return make("a 0\nb 100\n",
              {{"streams",
                "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,"
                "present_co2e_kg_per_unit\n"
                "bark,a,offer,bark,100,t/yr,90,\nfuel,b,need,bark,60,t/yr,40,\n"}},
              {}, settings);
}

Sensitivity find(const World& world, double range = 0.5) {
  return find_sensitivity(world.data.region, world.data.reference, world.plan(), {{}, range});
}

const BreakEven* find_row(const Sensitivity& found, Kind kind, const World& world,
                          std::string_view stream = "") {
  for (const BreakEven& row : found.break_evens) {
    if (row.input.kind != kind) continue;
    if (stream.empty() || world.name(row.input.at) == stream) return &row;
  }
  return nullptr;
}

TEST(Sensitivity, names_the_price_at_which_another_plan_is_better) {
  const World world = bark_world();
  const Sensitivity found = find(world);
  const BreakEven* disposal = find_row(found, Kind::disposal, world, "bark");
  ASSERT_NE(disposal, nullptr);
  EXPECT_NEAR(disposal->now, 90, 1e-9);
  ASSERT_TRUE(disposal->below);
  EXPECT_NEAR(*disposal->below, 60, 1e-4);
  EXPECT_FALSE(disposal->above);
  ASSERT_TRUE(disposal->change_below);
  EXPECT_NEAR(disposal->change_below->before.in(unit_amount / year), 60, 1e-6);
  EXPECT_NEAR(disposal->change_below->after.in(unit_amount / year), 0, 1e-6);
  EXPECT_NEAR(eur(disposal->per_tenth), 40 * 9, 1e-6);  // 40 t are still disposed of
  const BreakEven* lorry = find_row(found, Kind::transport, world);
  ASSERT_NE(lorry, nullptr);
  ASSERT_TRUE(lorry->above);
  EXPECT_NEAR(*lorry->above, 1.3, 1e-6);
  EXPECT_NEAR(eur(lorry->per_tenth), 600, 1e-6);
}

// At 60 t of bark the last tonne is worth no more than what it saves: fuel takes no more.
TEST(Sensitivity, names_the_quantity_at_which_a_unit_more_is_worth_another_price) {
  const World world = bark_world();
  const Sensitivity found = find(world);
  const BreakEven* bark = find_row(found, Kind::quantity, world, "bark");
  ASSERT_NE(bark, nullptr);
  ASSERT_TRUE(bark->below);
  EXPECT_NEAR(*bark->below, 60, 1e-3);
  EXPECT_FALSE(bark->above);
  EXPECT_NEAR(eur(bark->per_tenth), 900, 1e-6);
  const BreakEven* fuel = find_row(found, Kind::quantity, world, "fuel");
  EXPECT_EQ(fuel, nullptr);  // up to 90 t it takes more bark
  const Sensitivity wide = find(world, 0.8);
  const BreakEven* more = find_row(wide, Kind::quantity, world, "fuel");
  ASSERT_NE(more, nullptr);
  EXPECT_NEAR(more->above.value_or(0), 100, 1e-3);
}

TEST(Sensitivity, the_nearest_comes_first_and_the_rest_are_counted) {
  const World world = bark_world();
  const Sensitivity found = find(world);
  ASSERT_EQ(found.break_evens.size(), 3u);
  EXPECT_EQ(found.break_evens.front().input.kind, Kind::transport);
  EXPECT_TRUE(std::ranges::is_sorted(found.break_evens, {}, &BreakEven::distance));
  EXPECT_EQ(found.steady, 3u);  // fuel's price and quantity, the carbon price
  EXPECT_TRUE(found.is_complete);
}

// Each turn found is one: solved anew with the figure moved a little further the plan differs, and
// a little less far it does not.
TEST(Sensitivity, a_turn_is_where_the_plan_turns) {
  const World world = bark_world();
  const auto flows = [&](double disposal) {
    World moved = world;
    moved.data.region.streams[0].present_cost = disposal * euro / unit_amount;
    return moved.text(moved.plan().planned);
  };
  const double turn = *find_row(find(world), Kind::disposal, world, "bark")->below;
  EXPECT_EQ(flows(turn + 0.01), flows(90));
  EXPECT_NE(flows(turn - 0.01), flows(90));
}

TEST(Sensitivity, a_stop_leaves_what_was_found) {
  const World world = bark_world();
  const Plan plan = world.plan();
  std::stop_source source;
  SensitivityOptions options;
  options.plan.stop = source.get_token();
  options.plan.progress = [&](const Standing&) { source.request_stop(); };
  const Sensitivity found =
      find_sensitivity(world.data.region, world.data.reference, plan, options);
  EXPECT_FALSE(found.is_complete);
  EXPECT_EQ(found.break_evens.size() + found.steady, 1u);
}

}  // namespace
}  // namespace samspill::network
