// Storage between periods, by hand. 10 % a month leave 0.9^6 = 0.531 441 after half a year.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

constexpr double kHalfYearLeft = 0.531441;

const std::string kStreamHead =
    "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,profile,"
    "storable\n";
const std::string kStorageHead =
    "storage_id,name,site_id,resource,status,capacity,capacity_unit,loss_percent_per_month,"
    "capex_fixed_eur,capex_eur_per_capacity,lifetime_years,opex_fixed_eur_per_year,"
    "opex_eur_per_unit\n";
/// 100 t of bark in summer, 60 t wanted 10 km away in winter.
const std::string kBark = kStreamHead +
                          "bark,a,offer,bark,100,t/yr,90,1;0,no\n"
                          "fuel,b,need,bark,60,t/yr,40,0;1,no\n";

World bark_world(const std::string& storages, const std::string& streams = kBark) {
  return make("a 0\nb 10\n", {{"streams", streams}, {"storages", kStorageHead + storages}}, {},
              kTwoPeriods);
}

/// The only holding of the plan.
const Holding& holding_of(const Plan& plan) {
  EXPECT_EQ(plan.planned.storages.size(), 1u);
  EXPECT_EQ(plan.planned.storages.front().holdings.size(), 1u);
  return plan.planned.storages.at(0).holdings.at(0);
}

double units(Amount amount) {
  return amount.in(unit_amount);
}

// A tonne on the heap costs 2, and what is left of it in winter saves 90 + 40 − 10: the heap is
// filled with 80 t. 42.51528 t are left to go; 37.48472 t are lost, which counts as disposed of.
TEST(PlanStorage, a_heap_keeps_summers_bark_for_winter_less_the_loss) {
  const World world = bark_world("heap,h,a,bark,existing,80,t,10,,,,100,2\n");
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "bark > fuel 42.5153 lorry\nbark disposes of bark 57.4847\nfuel buys bark 17.4847\n");
  const Holding& held = holding_of(plan);
  EXPECT_NEAR(units(held.put_in[0]), 80, 1e-6);
  EXPECT_NEAR(units(held.level[0]), 80, 1e-6);
  EXPECT_NEAR(units(held.taken_out[1]), 80 * kHalfYearLeft, 1e-6);
  EXPECT_NEAR(units(lost(held, 1)), 80 * (1 - kHalfYearLeft), 1e-6);
  EXPECT_NEAR(units(held.level[1]), 0, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.operation), 100 + 160, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.total()), 260 + 425.1528 + (20 + 37.48472) * 90 + 17.48472 * 40,
              1e-4);
  // Today nothing is exchanged, so nothing is kept; the heap costs its 100 all the same.
  EXPECT_EQ(world.text(plan.baseline), "bark disposes of bark 100\nfuel buys bark 60\n");
  EXPECT_NEAR(eur(plan.baseline.cost.total()), 100 + 9000 + 2400, 1e-6);
}

// 9.37 t of the 20 t rot in the shed, which its giver has to pay as if they had gone to the dump.
TEST(PlanStorage, a_taker_stores_what_comes_before_it_is_needed) {
  const World world = bark_world("shed,s,b,bark,existing,20,t,10,,,,,\n");
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "bark > fuel 20 lorry\nbark disposes of bark 89.3712\nfuel buys bark 49.3712\n");
  EXPECT_EQ(plan.planned.flows.front().period, 0u);
  ASSERT_TRUE(holding_of(plan).taker);
  EXPECT_EQ(world.name(*holding_of(plan).taker), "fuel");
}

TEST(PlanStorage, what_lies_from_winter_to_summer_passes_the_turn_of_the_year) {
  const World world = bark_world("heap,h,a,bark,existing,80,t,0,,,,,\n",
                                 kStreamHead +
                                     "bark,a,offer,bark,100,t/yr,90,0;1,no\n"
                                     "fuel,b,need,bark,60,t/yr,40,1;0,no\n");
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned), "bark > fuel 60 lorry\nbark disposes of bark 40\n");
  EXPECT_NEAR(units(holding_of(plan).level[1]), 60, 1e-6);
}

// Letting things rot is no way to be rid of them, though the heap has room for all.
TEST(PlanStorage, a_loss_saves_no_disposal) {
  const World world = bark_world("heap,h,a,bark,existing,1000,t,50,,,,,\n",
                                 kStreamHead + "bark,a,offer,bark,100,t/yr,90,1;1,no\n");
  EXPECT_NEAR(eur(world.plan().planned.cost.total()), 9000, 1e-6);
}

// Storable streams wait for free as long as nobody says where; with a storage at the site they wait
// there, and it is full at 5 t.
TEST(PlanStorage, a_storable_stream_waits_in_its_storage_where_there_is_one) {
  const std::string storable = kStreamHead +
                               "bark,a,offer,bark,100,t/yr,90,1;0,yes\n"
                               "fuel,b,need,bark,60,t/yr,40,0;1,no\n";
  const auto sent = [&](const std::string& storages) {
    const World world = bark_world(storages, storable);
    Amount sum;
    for (const PlanFlow& flow : world.plan().planned.flows) sum += flow.sent;
    return units(sum);
  };
  EXPECT_NEAR(sent(""), 60, 1e-6);
  EXPECT_NEAR(sent("tank,t,a,sludge,existing,5,t,0,,,,,\n"), 60, 1e-6);
  EXPECT_NEAR(sent("heap,h,a,bark,existing,5,t,0,,,,,\n"), 5, 1e-6);
  EXPECT_NEAR(sent("heap,h,a,organic,existing,5,t,0,,,,,\n"), 5, 1e-6);
}

// Two offers share the 50 t of the heap; only the dry one is good enough for the taker.
TEST(PlanStorage, each_offer_in_a_storage_keeps_its_own_quality) {
  const World world = make("a 0\nb 10\n",
                           {{"streams", kStreamHead + "wet,a,offer,bark,100,t/yr,90,1;0,no\n"
                                                      "dry,a,offer,bark,30,t/yr,5,1;0,no\n"
                                                      "fuel,b,need,bark,60,t/yr,40,0;1,no\n"},
                            {"qualities",
                             "stream_id,property,min,typical,max,unit\nwet,temperature,,90,,°C\n"
                             "dry,temperature,,20,,°C\nfuel,temperature,,,50,°C\n"},
                            {"storages", kStorageHead + "heap,h,a,bark,existing,50,t,0,,,,,\n"}},
                           {}, kTwoPeriods);
  EXPECT_EQ(world.text(world.plan().planned),
            "dry > fuel 30 lorry\nwet disposes of bark 100\nfuel buys bark 30\n");
}

// A tonne of ash replaces half a tonne of cement. It lies in a silo for ash, at either site, and in
// none for cement.
TEST(PlanStorage, what_replaces_a_resource_does_not_lie_in_its_storage) {
  const Text synergy = {
      {"synergies", "synergy_id,offer_resource,need_resource,substitution\ns,ash,cement,0.5\n"}};
  const auto text = [&](const std::string& storage) {
    const World world = make("a 0\nb 10\n",
                             {{"streams", kStreamHead + "ash,a,offer,ash,100,t/yr,30,1;0,no\n"
                                                        "cement,b,need,cement,20,t/yr,80,0;1,no\n"},
                              {"storages", kStorageHead + storage}},
                             synergy, kTwoPeriods);
    return world.text(world.plan().planned);
  };
  EXPECT_EQ(text("silo,s,b,cement,existing,50,t,0,,,,,\n"),
            "ash disposes of ash 100\ncement buys cement 20\n");
  const std::string stored = "ash > cement 40 lorry\nash disposes of ash 60\n";
  EXPECT_EQ(text("silo,s,a,ash,existing,50,t,0,,,,,\n"), stored);
  EXPECT_EQ(text("silo,s,b,ash,existing,50,t,0,,,,,\n"), stored);
}

// Bark gives 2 MWh of gas per tonne, sludge 1. What lies before the digester keeps its own yield.
TEST(PlanStorage, what_lies_at_a_process_keeps_its_properties) {
  const World world = make(
      "a 0\nb 10\n",
      {{"streams", kStreamHead + "bark,b,offer,bark,100,t/yr,20,1;0,no\n"
                                 "sludge,a,offer,sludge,10,t/yr,20,0;1,no\n"
                                 "gas,a,need,gas,150,MWh/yr,10,0;1,no\n"},
       {"processes", "process_id,name,status,sites,capacity_unit\ndigester,d,existing,a,t/yr\n"},
       {"process_flows",
        "process_id,direction,resource,amount,unit,times_property\n"
        "digester,in,organic,1,t,\ndigester,out,gas,1,MWh,yield\ndigester,out,loss,1,t,\n"},
       {"storages", kStorageHead + "shed,s,a,bark,existing,30,t,0,,,,,\n"}},
      {{"property_values",
        "resource_id,property,value,unit\nbark,yield,2,MWh/t\nsludge,yield,1,MWh/t\n"}},
      kTwoPeriods);
  EXPECT_EQ(world.text(world.plan().planned),
            "bark > digester@a 30 lorry\ndigester@a > gas 70\nsludge > digester@a 10\n"
            "bark disposes of bark 70\ngas buys gas 80\ndigester@a takes 40\n");
}

// The digester runs in summer when the sludge comes; gas is wanted in winter and can't be disposed
// of, so only as much is digested as the gas holder takes: 80 MWh, 40 t.
TEST(PlanStorage, a_process_gives_from_its_storage_while_it_stands_still) {
  const World world = make("a 0\n",
                           {{"streams", kStreamHead + "sludge,a,offer,sludge,100,t/yr,20,1;0,no\n"
                                                      "gas,a,need,gas,150,MWh/yr,10,0;1,no\n"},
                            {"processes",
                             "process_id,name,status,sites,capacity_unit\n"
                             "digester,d,existing,a,t/yr\n"},
                            {"process_flows",
                             "process_id,direction,resource,amount,unit\n"
                             "digester,in,sludge,1,t\ndigester,out,gas,2,MWh\n"
                             "digester,out,loss,1,t\n"},
                            {"storages", kStorageHead + "holder,h,a,gas,existing,80,MWh,0,,,,,\n"}},
                           {}, kTwoPeriods);
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "digester@a > gas 80\nsludge > digester@a 40\nsludge disposes of sludge 60\n"
            "gas buys gas 70\ndigester@a takes 40\n");
  EXPECT_NEAR(units(plan.planned.activities.front().main_input[1]), 0, 1e-9);
}

// The same with the tank before the digester, which then runs in winter.
TEST(PlanStorage, a_process_runs_on_what_it_has_stored) {
  const World world = make(
      "a 0\nb 10\n",
      {{"streams", kStreamHead + "sludge,b,offer,sludge,100,t/yr,20,1;0,no\n"
                                 "gas,a,need,gas,150,MWh/yr,10,0;1,no\n"},
       {"processes", "process_id,name,status,sites,capacity_unit\ndigester,d,candidate,a,t/yr\n"},
       {"process_flows",
        "process_id,direction,resource,amount,unit\n"
        "digester,in,sludge,1,t\ndigester,out,gas,2,MWh\ndigester,out,loss,1,t\n"},
       {"storages", kStorageHead + "tank,t,a,sludge,existing,30,t,0,,,,,\n"}},
      {}, kTwoPeriods);
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "digester@a > gas 60\nsludge > digester@a 30 lorry\nsludge disposes of sludge 70\n"
            "gas buys gas 90\ndigester@a takes 30\ndigester@a is built for 60\n");
}

// A tonne held saves 90 + 40 − 10 = 120 a year and costs 500 / 10 yr: 60 t are built for 3000, with
// 30 000 / 10 yr + 1000 besides. That is 7200 − 7000 better than nothing.
TEST(PlanStorage, a_candidate_is_built_as_large_as_it_is_used) {
  const World world = bark_world("heap,h,a,bark,candidate,,t,0,30000,500,10,1000,\n");
  const Plan plan = world.plan();
  ASSERT_EQ(plan.planned.storages.size(), 1u);
  EXPECT_TRUE(plan.planned.storages.front().is_built);
  EXPECT_NEAR(units(plan.planned.storages.front().capacity), 60, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.investment), 6000, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.total()), eur(plan.baseline.cost.total()) - 200, 1e-4);
  EXPECT_TRUE(plan.baseline.storages.empty());
}

TEST(PlanStorage, a_candidate_is_not_built_where_it_does_not_pay) {
  const World world = bark_world("heap,h,a,bark,candidate,,t,0,30000,500,10,1201,\n");
  EXPECT_TRUE(world.plan().planned.storages.empty());
}

// To have 60 t in winter, 60 / 0.531 441 = 112.9 t must lie there before.
TEST(PlanStorage, a_candidate_of_any_size_has_room_for_its_losses) {
  const World world = bark_world("shed,s,b,bark,candidate,,t,10,100,0,10,,\n",
                                 kStreamHead +
                                     "bark,a,offer,bark,200,t/yr,90,1;0,no\n"
                                     "fuel,b,need,bark,60,t/yr,400,0;1,no\n");
  EXPECT_NEAR(units(world.plan().planned.storages.at(0).capacity), 60 / kHalfYearLeft, 1e-6);
}

TEST(PlanStorage, a_year_of_one_period_keeps_nothing) {
  const World world =
      make("a 0\nb 10\n",
           {{"streams",
             "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
             "bark,a,offer,bark,100,t/yr,90\n"},
            {"storages", kStorageHead + "heap,h,a,bark,existing,80,t,10,,,,100,0\n"}});
  const Plan plan = world.plan();
  EXPECT_TRUE(plan.planned.storages.at(0).holdings.empty());
  EXPECT_NEAR(eur(plan.planned.cost.total()), 9100, 1e-6);
}

TEST(PlanStorage, prices_of_room_and_goods_prove_the_plan) {
  const World world = bark_world("heap,h,a,bark,existing,50,t,10,,,,100,2\n");
  const Plan plan = world.plan();
  ASSERT_TRUE(plan.proof);
  EXPECT_NEAR(eur(plan.proof->least), eur(plan.planned.cost.total()), 1e-6);
}

TEST(PlanStorage, a_site_left_away_takes_its_storage_with_it) {
  const World world = bark_world("heap,h,a,bark,existing,80,t,0,,,,100,0\n");
  EXPECT_TRUE(world.plan({.without = {world.site("a")}}).planned.storages.empty());
}

/// What is wrong with a plan with a heap after the change.
std::vector<FactKind> broken(auto change) {
  const World world = bark_world("heap,h,a,bark,existing,80,t,10,,,,100,2\n");
  NetworkState state = world.plan().planned;
  change(state.storages.at(0), state.storages.at(0).holdings.at(0));
  return world.broken(state);
}

TEST(PlanStorage, checkers_find_what_is_wrong_with_a_storage) {
  using ::testing::Contains;
  using Use = StorageUse;
  EXPECT_TRUE(broken([](Use&, Holding&) {}).empty());
  EXPECT_THAT(broken([](Use&, Holding& held) { held.taken_out[1] = held.put_in[0]; }),
              Contains(FactKind::storage));
  EXPECT_THAT(broken([](Use&, Holding& held) { held.put_in[0] *= 0.9; }),
              Contains(FactKind::stream));
  EXPECT_THAT(broken([](Use& use, Holding&) { use.capacity = 79.0 * unit_amount; }),
              Contains(FactKind::capacity));
  EXPECT_THAT(broken([](Use& use, Holding&) { use.capacity = 81.0 * unit_amount; }),
              Contains(FactKind::capacity));
  EXPECT_THAT(broken([](Use&, Holding& held) { held.taker = held.giver; }),
              Contains(FactKind::storage));
  EXPECT_THAT(broken([](Use& use, Holding&) { use.operation *= 0.5; }), Contains(FactKind::cost));
  EXPECT_THAT(broken([](Use& use, Holding&) { use.is_built = true; }), Contains(FactKind::rule));
  EXPECT_THAT(broken([](Use& use, Holding&) { use.holdings.clear(); }), Contains(FactKind::stream));
}

// Lot sizing in a year that comes again: a factory wants 10, 40, 20 and 30 t in four quarters. An
// order in a quarter costs 50 (a supplier for each, who has goods in that quarter alone, and a way
// to him), whatever its size; a tonne that is stored costs 2. A quarter that orders spends 50 and
// stores nothing of its own; one that does not stores its whole demand, from whichever order, at 2
// each. So with one order at least each quarter costs min(50, 2·demand): 20, 50, 40, 50, in all
// 160, with orders in the second and the fourth.
TEST(PlanStorage, lot_sizing) {
  const int demand[] = {10, 40, 20, 30};
  std::string places = "f 0\n", links = "from_site,to_site,mode,fixed_eur_per_year\n";
  std::string streams = kStreamHead + "wanted,f,need,goods,100,t/yr,5000,";
  for (int i = 0; i < 4; ++i) streams += std::format("{}{}", i > 0 ? ";" : "", demand[i]);
  streams += ",no\n";
  for (int i = 0; i < 4; ++i) {
    places += std::format("s{} {}\n", i, 10 + i);
    links += std::format("s{},f,cart,50\n", i);
    streams += std::format("o{0},s{0},offer,goods,200,t/yr,0,{1};{2};{3};{4},no\n", i, +(i == 0),
                           +(i == 1), +(i == 2), +(i == 3));
  }
  const World world =
      make(places,
           {{"streams", streams},
            {"links", links},
            {"storages", kStorageHead + "store,s,f,goods,existing,1000,t,0,,,,,2\n"}},
           {{"resources", "resource_id,broader,unit,state\ngoods,,t,solid\n"},
            {"transport", "mode,carries,max_km\ncart,goods,0.001\n"}},
           kSettings + "periods = [2190, 2190, 2190, 2190]\n");
  const Plan plan = world.plan({.gap = 0});
  EXPECT_NEAR(eur(plan.planned.cost.total()), 160, 1e-6);
  EXPECT_EQ(plan.planned.link_builds.size(), 2u);
  EXPECT_TRUE(plan.planned.purchases.empty());
}

}  // namespace
}  // namespace samspill::network
