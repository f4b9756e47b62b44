// Problems with published optima that the network model contains as special cases.
#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <vector>

#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

/// Goods go only where links.csv says: the mode itself reaches nowhere.
const Text kLinksOnly = {
    {"resources", "resource_id,broader,unit,state\ngoods,,t,solid\nraw,,t,solid\n"},
    {"transport", "mode,carries,max_km\ncart,goods,0.001\n"},
};
const std::string kStreamHead =
    "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n";
const std::string kPlantHead =
    "process_id,name,status,sites,capacity_max,capacity_unit,capex_fixed_eur,lifetime_years\n";
const std::string kFlowHead = "process_id,direction,resource,amount,unit\n";

/// Raw goods can be bought for nothing.
Text with_free_raw() {
  Text reference = kLinksOnly;
  reference.push_back({"prices", "price_id,kind,resource,value,unit\nfree,purchase,raw,0,EUR/t\n"});
  return reference;
}

// The P & T Company (F. S. Hillier, G. J. Lieberman, Introduction to Operations Research): three
// canneries, four warehouses, least shipping cost 152 535.
TEST(SpecialCases, a_transportation_problem) {
  const int supply[] = {75, 125, 100}, demand[] = {80, 65, 70, 85};
  const int cost[3][4] = {{464, 513, 654, 867}, {352, 416, 690, 791}, {995, 682, 388, 685}};
  std::string places, streams = kStreamHead, links = "from_site,to_site,mode,cost_eur_per_unit\n";
  for (int i = 0; i < 3; ++i) {
    places += std::format("c{} {}\n", i, i);
    streams += std::format("o{0},c{0},offer,goods,{1},t/yr,0\n", i, supply[i]);
    for (int j = 0; j < 4; ++j) links += std::format("c{},w{},cart,{}\n", i, j, cost[i][j]);
  }
  for (int j = 0; j < 4; ++j) {
    places += std::format("w{} {}\n", j, 10 + j);
    streams += std::format("n{0},w{0},need,goods,{1},t/yr,5000\n", j, demand[j]);
  }
  const World world = make(places, {{"streams", streams}, {"links", links}}, kLinksOnly);
  const Plan plan = world.plan();
  EXPECT_NEAR(eur(plan.planned.cost.total()), 152535, 1e-3);
  EXPECT_TRUE(plan.planned.purchases.empty());
}

// The example of Google's OR-Tools for minimum-cost flow: five nodes, nine arcs with capacities and
// costs, 20 units in at node 0, 5 out at node 3 and 15 at node 4; least cost 150.
TEST(SpecialCases, a_minimum_cost_flow) {
  const int from[] = {0, 0, 1, 1, 1, 2, 2, 3, 4}, to[] = {1, 2, 2, 3, 4, 3, 4, 4, 2};
  const int capacity[] = {15, 8, 20, 4, 10, 15, 4, 20, 5}, cost[] = {4, 4, 2, 2, 6, 1, 3, 2, 3};
  std::string links = "from_site,to_site,mode,cost_eur_per_unit,capacity\n";
  for (int i = 0; i < 9; ++i) {
    links += std::format("n{},n{},cart,{},{}\n", from[i], to[i], cost[i], capacity[i]);
  }
  const World world = make(
      "n0 0\nn1 10\nn2 20\nn3 30\nn4 40\n",
      {{"streams", kStreamHead + "in,n0,offer,goods,20,t/yr,0\nout3,n3,need,goods,5,t/yr,5000\n"
                                 "out4,n4,need,goods,15,t/yr,5000\n"},
       {"links", links}},
      kLinksOnly);
  const Plan plan = world.plan();
  EXPECT_NEAR(eur(plan.planned.cost.total()), 150, 1e-6);
  EXPECT_TRUE(plan.planned.purchases.empty());
}

// A minimum-cost flow with negative costs, by hand: 6 units at n0, all wanted at n3. Over n1 a unit
// costs 4 - 3 = 1, of which 4 fit; over n2 it costs 2 + 1 = 3. So 4 go over n1 and 2 over n2: 10.
TEST(SpecialCases, a_minimum_cost_flow_with_a_negative_cost) {
  const World world = make(
      "n0 0\nn1 10\nn2 20\nn3 30\n",
      {{"streams", kStreamHead + "in,n0,offer,goods,6,t/yr,0\nout,n3,need,goods,6,t/yr,5000\n"},
       {"links",
        "from_site,to_site,mode,cost_eur_per_unit,capacity\n"
        "n0,n1,cart,4,\nn1,n3,cart,-3,4\nn0,n2,cart,2,\nn2,n3,cart,1,\n"}},
      kLinksOnly);
  EXPECT_NEAR(eur(world.plan().planned.cost.total()), 10, 1e-6);
}

// Two sources and two sinks that share a bridge between two stations for at most 10 of all goods: 8
// units at each source, 8 wanted at each sink. By the bridge a unit costs 1 + 1 + 1, around it 5:
// 10·3 + 6·5 = 60.
TEST(SpecialCases, transshipment_over_a_shared_bridge) {
  std::string links = "from_site,to_site,mode,cost_eur_per_unit,capacity\nleft,right,cart,1,10\n";
  std::string streams = kStreamHead;
  for (const char* number : {"1", "2"}) {
    links += std::format("a{0},left,cart,1,\nright,b{0},cart,1,\n", number);
    links += std::format("a{},b1,cart,5,\na{},b2,cart,5,\n", number, number);
    streams +=
        std::format("o{0},a{0},offer,goods,8,t/yr,0\nn{0},b{0},need,goods,8,t/yr,5000\n", number);
  }
  const World world = make("a1 0\na2 1\nleft 2\nright 20\nb1 21\nb2 22\n",
                           {{"streams", streams}, {"links", links}}, kLinksOnly);
  const Plan plan = world.plan();
  EXPECT_NEAR(eur(plan.planned.cost.total()), 60, 1e-6);
  Amount passed_on;
  for (const PlanFlow& flow : plan.planned.flows) {
    if (flow.legs.size() == 3) passed_on += flow.sent;
  }
  EXPECT_NEAR(passed_on.in(unit_amount), 10, 1e-6);
}

// Capacitated facility location (M. Kubo, J. P. Pedroso, M. Muramatsu, A. Rais, Mathematical
// Optimization: Solving Problems using Gurobi and Python): five customers, three places for a plant
// of 500 at 1000 each; least cost 5610 with plants at 2 and 3.
TEST(SpecialCases, a_capacitated_facility_location) {
  const int demand[] = {80, 270, 250, 160, 180};
  const int cost[5][3] = {{4, 6, 9}, {5, 4, 7}, {6, 3, 4}, {8, 5, 3}, {10, 8, 4}};
  std::string places = "f0 0\nf1 1\nf2 2\n", streams = kStreamHead;
  std::string links = "from_site,to_site,mode,cost_eur_per_unit\n";
  for (int i = 0; i < 5; ++i) {
    places += std::format("c{} {}\n", i, 10 + i);
    streams += std::format("n{0},c{0},need,goods,{1},t/yr,500\n", i, demand[i]);
    for (int j = 0; j < 3; ++j) links += std::format("f{},c{},cart,{}\n", j, i, cost[i][j]);
  }
  const World world =
      make(places,
           {{"streams", streams},
            {"links", links},
            {"processes", kPlantHead + "plant,p,candidate,f0;f1;f2,500,t/yr,1000,1\n"},
            {"process_flows", kFlowHead + "plant,in,raw,1,t\nplant,out,goods,1,t\n"}},
           with_free_raw());
  const Plan plan = world.plan({.gap = 0});
  EXPECT_NEAR(eur(plan.planned.cost.total()), 5610, 1e-3);
  ASSERT_EQ(plan.planned.activities.size(), 2u);
  EXPECT_EQ(world.name({{}, ProcessId(0), plan.planned.activities[0].site}), "plant@f1");
  EXPECT_EQ(world.name({{}, ProcessId(0), plan.planned.activities[1].site}), "plant@f2");
}

// Uncapacitated facility location: six places for a plant, eight customers, drawn by chance; the
// least of all 63 ways to build, each customer served by the cheapest plant that stands.
TEST(SpecialCases, an_uncapacitated_facility_location) {
  constexpr int kPlants = 6, kCustomers = 8;
  std::mt19937 random(4);
  const auto between = [&](int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random);
  };
  int fixed[kPlants], demand[kCustomers], cost[kPlants][kCustomers];
  std::string places, plants = kPlantHead, recipes = kFlowHead, streams = kStreamHead;
  std::string links = "from_site,to_site,mode,cost_eur_per_unit\n";
  for (int i = 0; i < kPlants; ++i) {
    fixed[i] = between(2000, 6000);
    places += std::format("f{} {}\n", i, i);
    plants += std::format("p{0},p,candidate,f{0},,t/yr,{1},1\n", i, fixed[i]);
    recipes += std::format("p{0},in,raw,1,t\np{0},out,goods,1,t\n", i);
  }
  for (int j = 0; j < kCustomers; ++j) {
    demand[j] = between(50, 150);
    places += std::format("c{} {}\n", j, 20 + j);
    streams += std::format("n{0},c{0},need,goods,{1},t/yr,1000\n", j, demand[j]);
    for (int i = 0; i < kPlants; ++i) {
      cost[i][j] = between(5, 60);
      links += std::format("f{},c{},cart,{}\n", i, j, cost[i][j]);
    }
  }
  int least = std::numeric_limits<int>::max();
  for (int open = 1; open < 1 << kPlants; ++open) {
    int sum = 0;
    for (int i = 0; i < kPlants; ++i) sum += open >> i & 1 ? fixed[i] : 0;
    for (int j = 0; j < kCustomers; ++j) {
      int cheapest = std::numeric_limits<int>::max();
      for (int i = 0; i < kPlants; ++i) {
        if (open >> i & 1) cheapest = std::min(cheapest, cost[i][j]);
      }
      sum += cheapest * demand[j];
    }
    least = std::min(least, sum);
  }
  const World world = make(
      places,
      {{"streams", streams}, {"links", links}, {"processes", plants}, {"process_flows", recipes}},
      with_free_raw());
  EXPECT_NEAR(eur(world.plan({.gap = 0}).planned.cost.total()), least, 1e-3);
}

// Fixed-charge transportation, by hand: 20 and 30 at two sources, 10, 25 and 15 wanted. Every lane
// costs 1 a unit and 100 to open, but s2 to t2 50. Three sinks need three lanes at least, and with
// three lanes one source serves one sink alone, which no split of 20 and 30 does; so four lanes,
// s2 to t2 among them: 50 + 350 = 400.
TEST(SpecialCases, a_transportation_problem_with_fixed_charges) {
  const int supply[] = {20, 30}, demand[] = {10, 25, 15};
  std::string places = "s0 0\ns1 1\nt0 10\nt1 11\nt2 12\n", streams = kStreamHead;
  std::string links = "from_site,to_site,mode,cost_eur_per_unit,fixed_eur_per_year\n";
  for (int i = 0; i < 2; ++i) {
    streams += std::format("o{0},s{0},offer,goods,{1},t/yr,0\n", i, supply[i]);
    for (int j = 0; j < 3; ++j) {
      links += std::format("s{},t{},cart,1,{}\n", i, j, i == 1 && j == 1 ? 50 : 100);
    }
  }
  for (int j = 0; j < 3; ++j) {
    streams += std::format("n{0},t{0},need,goods,{1},t/yr,500\n", j, demand[j]);
  }
  const World world = make(places, {{"streams", streams}, {"links", links}}, kLinksOnly);
  const Plan plan = world.plan({.gap = 0});
  EXPECT_NEAR(eur(plan.planned.cost.total()), 400, 1e-3);
  EXPECT_EQ(plan.planned.link_builds.size(), 4u);
}

// Siting in two stages with conversion: mills at one of two places make pulp of raw goods (half its
// weight), works at one of three places make goods of pulp (four fifths). The least of all 21 ways
// to build in which each customer is served along the cheapest chain that stands.
TEST(SpecialCases, siting_in_two_stages_with_conversion) {
  const int mill[] = {3000, 2600}, works[] = {1500, 900, 1200};
  const int first[2][3] = {{2, 9, 14}, {12, 6, 3}};
  const int second[3][4] = {{4, 8, 13, 16}, {9, 3, 5, 11}, {15, 10, 6, 2}};
  const int demand[] = {40, 60, 80, 50};
  std::string places, plants = kPlantHead, recipes = kFlowHead, streams = kStreamHead;
  std::string links = "from_site,to_site,mode,cost_eur_per_unit\n";
  for (int i = 0; i < 2; ++i) {
    places += std::format("m{} {}\n", i, i);
    plants += std::format("mill{0},m,candidate,m{0},,t/yr,{1},1\n", i, mill[i]);
    recipes +=
        std::format("mill{0},in,raw,1,t\nmill{0},out,pulp,0.5,t\nmill{0},out,loss,0.5,t\n", i);
    for (int k = 0; k < 3; ++k) links += std::format("m{},w{},cart,{}\n", i, k, first[i][k]);
  }
  for (int k = 0; k < 3; ++k) {
    places += std::format("w{} {}\n", k, 10 + k);
    plants += std::format("works{0},w,candidate,w{0},,t/yr,{1},1\n", k, works[k]);
    recipes +=
        std::format("works{0},in,pulp,1,t\nworks{0},out,goods,0.8,t\nworks{0},out,loss,0.2,t\n", k);
    for (int j = 0; j < 4; ++j) links += std::format("w{},c{},cart,{}\n", k, j, second[k][j]);
  }
  for (int j = 0; j < 4; ++j) {
    places += std::format("c{} {}\n", j, 20 + j);
    streams += std::format("n{0},c{0},need,goods,{1},t/yr,900\n", j, demand[j]);
  }
  double least = std::numeric_limits<double>::infinity();
  for (int mills = 1; mills < 4; ++mills) {
    for (int open = 1; open < 8; ++open) {
      double sum = 0;
      for (int i = 0; i < 2; ++i) sum += mills >> i & 1 ? mill[i] : 0;
      for (int k = 0; k < 3; ++k) sum += open >> k & 1 ? works[k] : 0;
      for (int j = 0; j < 4; ++j) {
        double cheapest = std::numeric_limits<double>::infinity();
        for (int i = 0; i < 2; ++i) {
          for (int k = 0; k < 3; ++k) {
            if (!(mills >> i & 1) || !(open >> k & 1)) continue;
            cheapest = std::min(cheapest, first[i][k] / 0.8 + second[k][j]);
          }
        }
        sum += cheapest * demand[j];
      }
      least = std::min(least, sum);
    }
  }
  Text reference = with_free_raw();
  reference[0].second += "pulp,,t,solid\n";
  reference[1].second = "mode,carries,max_km\ncart,goods;pulp,0.001\n";
  const World world = make(
      places,
      {{"streams", streams}, {"links", links}, {"processes", plants}, {"process_flows", recipes}},
      reference);
  EXPECT_NEAR(eur(world.plan({.gap = 0}).planned.cost.total()), least, 1e-3);
}

// A process network, by hand. Product sells at 100 a tonne, 10 t of it: made of an intermediate,
// one for one, by a plant that costs 50 a year and 2 a tonne. The intermediate can be bought at 60,
// or made of raw goods that cost nothing, one for one: by process A at 200 a year and 20 a tonne,
// or by B at 500 a year and 5 a tonne. Per year for 10 t: bought 600, A 400, B 550. So A: 400 + 50
// + 20 = 470 against 1000 for the product.
TEST(SpecialCases, a_process_network) {
  Text reference = with_free_raw();
  reference[0].second += "half,,t,solid\n";
  reference[2].second += "half,purchase,half,60,EUR/t\n";
  const World world =
      make("a 0\n",
           {{"streams", kStreamHead + "sold,a,need,goods,10,t/yr,100\n"},
            {"processes",
             "process_id,name,status,sites,capacity_unit,capex_fixed_eur,lifetime_years,"
             "opex_eur_per_unit\n"
             "last,l,candidate,a,t/yr,50,1,2\na,a,candidate,a,t/yr,200,1,20\n"
             "b,b,candidate,a,t/yr,500,1,5\n"},
            {"process_flows", kFlowHead + "last,in,half,1,t\nlast,out,goods,1,t\na,in,raw,1,t\n"
                                          "a,out,half,1,t\nb,in,raw,1,t\nb,out,half,1,t\n"}},
           reference);
  const Plan plan = world.plan({.gap = 0});
  EXPECT_NEAR(eur(plan.planned.cost.total()), 470, 1e-6);
  EXPECT_EQ(plan.planned.activities.size(), 2u);
}

/// An amount of water and what it has, or bears, of a contaminant.
struct Water {
  int amount, contaminant;
};

/// Fresh water costs 1 a tonne.
World water_world(const std::vector<Water>& sources, const std::vector<Water>& sinks) {
  std::string streams = kStreamHead, qualities = "stream_id,property,min,typical,max,unit\n";
  for (std::size_t i = 0; i < sources.size(); ++i) {
    streams += std::format("o{},a,offer,goods,{},t/yr,0\n", i, sources[i].amount);
    qualities += std::format("o{},salt,,{},,%\n", i, sources[i].contaminant);
  }
  for (std::size_t i = 0; i < sinks.size(); ++i) {
    streams += std::format("n{},a,need,goods,{},t/yr,1\n", i, sinks[i].amount);
    qualities += std::format("n{},salt,,,{},%\n", i, sinks[i].contaminant);
  }
  Text reference = kLinksOnly;
  reference.emplace_back("property_kinds", "property,unit,name_en,mixes\nsalt,%,salt,amount\n");
  return make("a 0\n", {{"streams", streams}, {"qualities", qualities}}, reference);
}

// Reuse of water between four sources and four sinks, each of which bears so much of a contaminant
// (G. T. Polley, H. L. Polley, Chemical Engineering Progress 96 (2000) 47; figures from memory):
// at least 70 t/h of fresh water and 50 t/h of waste water. In the worst mix the sinks' limits
// bind.
TEST(SpecialCases, reuse_of_water_with_a_contaminant_limit) {
  const World world = water_world({{50, 50}, {100, 100}, {70, 150}, {60, 250}},
                                  {{50, 20}, {100, 50}, {80, 100}, {70, 200}});
  const Plan plan = world.plan({.gap = 0});
  EXPECT_NEAR(eur(plan.planned.cost.total()), 70, 1e-6);
  Amount waste;
  for (const Recourse& row : plan.planned.disposals) waste += row.amount;
  EXPECT_NEAR(waste.in(unit_amount), 50, 1e-6);
}

// Four operations that each hand a fixed load of a contaminant to water (Y. P. Wang, R. Smith,
// Chemical Engineering Science 49 (1994) 981; figures from memory): 2, 5, 30 and 4 kg/h, from 0,
// 50, 50 and 400 to 100, 100, 800 and 800 ppm at most. At these limits they take 20, 100, 40 and 10
// t/h, and what comes out is what they give; least fresh water 90 t/h.
TEST(SpecialCases, reuse_of_water_with_fixed_loads) {
  const World world = water_world({{20, 100}, {100, 100}, {40, 800}, {10, 800}},
                                  {{20, 0}, {100, 50}, {40, 50}, {10, 400}});
  EXPECT_NEAR(eur(world.plan({.gap = 0}).planned.cost.total()), 90, 1e-6);
}

// The four streams of B. Linnhoff's group (I. C. Kemp, Pinch Analysis and Process Integration,
// figures from memory): hot ones 170 to 60 °C at 3 kW/K and 150 to 30 °C at 1.5, cold ones 20 to
// 135 °C at 2 and 80 to 140 °C at 4, at least 10 K between them. Each gives or takes by intervals
// of shifted temperature; heat falls freely. Hot utility at least 20 kW, cold 60 kW, pinch at 85
// °C.
TEST(SpecialCases, heat_targets_by_temperature_intervals) {
  struct Side {
    bool is_hot;
    double from, to, rate;
  };
  const Side sides[] = {
      {true, 165, 55, 3}, {true, 145, 25, 1.5}, {false, 25, 140, 2}, {false, 85, 145, 4}};
  const double bounds[] = {165, 145, 140, 85, 55, 25};
  std::string streams = kStreamHead, qualities = "stream_id,property,min,typical,max,unit\n";
  for (int k = 0; k < 4; ++k) {
    for (int i = 0; i < 5; ++i) {
      const double above = bounds[i], below = bounds[i + 1];
      const Side& side = sides[k];
      if (above > std::max(side.from, side.to) || below < std::min(side.from, side.to)) continue;
      const std::string key = std::format("x{}{}", k, i);
      streams += std::format("{},a,{},heat,{},MWh/yr,{}\n", key, side.is_hot ? "offer" : "need",
                             (above - below) * side.rate, side.is_hot ? 0 : 1);
      qualities += std::format("{},temperature,{},{},,°C\n", key,
                               side.is_hot ? "" : std::format("{}", above),
                               side.is_hot ? std::format("{}", above) : "");
    }
  }
  const World world = make("a 0\n", {{"streams", streams}, {"qualities", qualities}});
  const Plan plan = world.plan({.gap = 0});
  EXPECT_NEAR(eur(plan.planned.cost.total()), 20, 1e-6);
  Amount cooled;
  for (const Recourse& row : plan.planned.disposals) cooled += row.amount;
  EXPECT_NEAR(cooled.in(unit_amount), 60, 1e-6);
  // Above the pinch nothing is cooled, below it nothing heated.
  for (const Recourse& row : plan.planned.purchases) {
    EXPECT_LT(world.data.region[row.at.stream].key.back(), '3');
  }
}

}  // namespace
}  // namespace samspill::network
