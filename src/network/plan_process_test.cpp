#include <gtest/gtest.h>

#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

const std::string kStreamHead =
    "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n";
const std::string kProcessHead =
    "process_id,name,status,sites,capacity_min,capacity_max,capacity_unit,capex_fixed_eur,"
    "capex_eur_per_capacity,lifetime_years,opex_fixed_eur_per_year,opex_eur_per_unit\n";
const std::string kFlowHead = "process_id,direction,resource,amount,unit,times_property\n";
/// A tonne of sludge makes 2 MWh of gas and 0.9 t of digestate.
const std::string kDigester = kFlowHead +
                              "digester,in,sludge,1,t,\ndigester,out,gas,2,MWh,\n"
                              "digester,out,digestate,0.9,t,\ndigester,out,loss,0.1,t,\n";
const Text kDigestatePrice = {
    {"prices", "price_id,kind,resource,value,unit\nspread,disposal,digestate,5,EUR/t\n"}};

/// 100 t of sludge that costs 20 to be rid of, 150 MWh of gas bought at 10, all at one site, and a
/// digester as stated.
World digester_world(const std::string& digester, const Text& reference = kDigestatePrice) {
  return make("a 0\n",
              {{"streams", kStreamHead + "sludge,a,offer,sludge,100,t/yr,20\n"
                                         "gas,a,need,gas,150,MWh/yr,10\n"},
               {"processes", kProcessHead + digester + "\n"},
               {"process_flows", kDigester}},
              reference);
}

// 75 t make the 150 MWh. They save 75·20 + 150·10 = 3000 and cost 75·(0.9·5 + 3) = 562.50 to run,
// capital 10 000 / 10 yr + 75·40 / 10 yr = 1300. Gas has no way out, so the other 25 t can't be
// digested.
TEST(PlanProcess, a_candidate_is_built_where_it_pays) {
  const World world = digester_world("digester,d,candidate,any,,,t/yr,10000,40,10,0,3");
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "digester@a > gas 150\nsludge > digester@a 75\n"
            "digester@a disposes of digestate 67.5\nsludge disposes of sludge 25\n"
            "digester@a takes 75\ndigester@a is built for 75\n");
  EXPECT_NEAR(eur(plan.planned.cost.investment), 1300, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.operation), 225, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.total()), 25 * 20 + 67.5 * 5 + 225 + 1300, 1e-6);
  EXPECT_EQ(world.text(plan.baseline), "sludge disposes of sludge 100\ngas buys gas 150\n");
}

// It earns 2437.50 a year before capital: at 2500 a year of capital it is not built.
TEST(PlanProcess, a_candidate_is_not_built_where_it_does_not_pay) {
  const World world = digester_world("digester,d,candidate,any,,,t/yr,25000,0,10,0,3");
  EXPECT_EQ(world.text(world.plan().planned), "sludge disposes of sludge 100\ngas buys gas 150\n");
  const World fixed = digester_world("digester,d,candidate,any,,,t/yr,0,0,10,2500,3");
  EXPECT_EQ(fixed.text(fixed.plan().planned), "sludge disposes of sludge 100\ngas buys gas 150\n");
}

// 5 % over 10 years: annuity 0.129 504 6 of 10 000.
TEST(PlanProcess, capital_bears_interest) {
  const World world =
      make("a 0\n",
           {{"streams", kStreamHead + "sludge,a,offer,sludge,100,t/yr,20\n"
                                      "gas,a,need,gas,150,MWh/yr,10\n"},
            {"processes", kProcessHead + "digester,d,candidate,a,,,t/yr,10000,0,10,0,3\n"},
            {"process_flows", kDigester}},
           kDigestatePrice, "name = \"test\"\ncountry = \"NO\"\ndiscount_rate = 0.05\n");
  EXPECT_NEAR(eur(world.plan().planned.cost.investment), 1295.046, 0.001);
}

// Built for 200 t as that is the least there is: capital 200·40/10 = 800, though it runs at 75.
TEST(PlanProcess, a_candidate_is_no_smaller_than_its_least_size) {
  const World world = digester_world("digester,d,candidate,any,200,,t/yr,0,40,10,0,3");
  const Plan plan = world.plan();
  ASSERT_EQ(plan.planned.activities.size(), 1u);
  EXPECT_NEAR(plan.planned.activities.front().capacity.in(unit_amount / year), 200, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.investment), 800, 1e-6);
  const World dear = digester_world("digester,d,candidate,any,1000,,t/yr,0,40,10,0,3");
  EXPECT_TRUE(dear.plan().planned.activities.empty());  // 4000 > 2437.50
}

TEST(PlanProcess, a_process_takes_no_more_than_its_capacity) {
  for (const char* status : {"existing", "candidate"}) {
    const World world =
        digester_world(std::string("digester,d,") + status + ",a,,60,t/yr,0,0,10,0,3");
    EXPECT_EQ(world.plan().planned.activities.front().main_input.front(), 60.0 * unit_amount);
  }
}

// Capacity is a rate: 60 t a year is 30 t in each half, though all sludge comes in the first.
TEST(PlanProcess, capacity_holds_in_each_period) {
  const World world =
      make("a 0\n",
           {{"streams",
             "stream_id,site_id,direction,resource,quantity,unit,"
             "present_cost_eur_per_unit,profile,storable\n"
             "sludge,a,offer,sludge,100,t/yr,20,9;1,no\n"
             "gas,a,need,gas,500,MWh/yr,10,flat,yes\n"},
            {"processes", kProcessHead + "digester,d,existing,a,,60,t/yr,0,0,10,0,3\n"},
            {"process_flows", kDigester}},
           kDigestatePrice, kTwoPeriods);
  const Plan plan = world.plan();
  ASSERT_EQ(plan.planned.activities.size(), 1u);
  EXPECT_NEAR(plan.planned.activities.front().main_input[0].in(unit_amount), 30, 1e-6);
  EXPECT_NEAR(plan.planned.activities.front().main_input[1].in(unit_amount), 10, 1e-6);
}

// An existing digester costs its 500 a year whether it runs or not, and no capital.
TEST(PlanProcess, an_existing_process_costs_its_running_and_no_capital) {
  const World world = digester_world("digester,d,existing,a,,1000,t/yr,10000,40,10,500,3");
  const Plan plan = world.plan();
  EXPECT_NEAR(eur(plan.planned.cost.total()), 25 * 20 + 67.5 * 5 + 225 + 500, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.investment), 0, 1e-9);
  EXPECT_NEAR(eur(plan.baseline.cost.total()), 2000 + 1500 + 500, 1e-6);
  EXPECT_FALSE(plan.planned.activities.front().is_built);
  EXPECT_NEAR(plan.planned.activities.front().capacity.in(unit_amount / year), 1000, 1e-6);
}

TEST(PlanProcess, an_existing_process_stands_where_it_is_said_to) {
  const World world = digester_world("digester,d,existing,any,,1000,t/yr,0,0,10,0,3");
  const Plan plan = world.plan();
  EXPECT_TRUE(plan.planned.activities.empty());
  EXPECT_TRUE(has_note(plan, "network.process_without_site"));
}

// What can't be disposed of and finds no taker stops the process.
TEST(PlanProcess, an_output_without_a_price_must_be_taken) {
  const World world = digester_world("digester,d,existing,a,,1000,t/yr,0,0,10,0,3", {});
  EXPECT_EQ(world.text(world.plan().planned),
            "sludge disposes of sludge 100\ngas buys gas 150\ndigester@a takes 0\n");
}

// Sludge 15 km away at 20 EUR/t disposal: the digester stands at either site (any); at b it would
// need a gas pipe of 1500 a year, at a the sludge travels for 15 EUR/t.
TEST(PlanProcess, a_candidate_stands_where_it_is_cheapest) {
  const World world =
      make("a 0\nb 15\n",
           {{"streams", kStreamHead + "sludge,b,offer,sludge,75,t/yr,20\n"
                                      "gas,a,need,gas,150,MWh/yr,10\n"},
            {"processes", kProcessHead + "digester,d,candidate,any,,,t/yr,1000,0,10,0,0\n"},
            {"process_flows", kDigester}},
           kDigestatePrice);
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "digester@a > gas 150\nsludge > digester@a 75 lorry\n"
            "digester@a disposes of digestate 67.5\ndigester@a takes 75\n"
            "digester@a is built for 75\n");
  EXPECT_NEAR(eur(plan.planned.cost.total()), 75 * 15 + 67.5 * 5 + 100, 1e-6);
}

// Sludge → digester → gas → engine → power: 10 t make 20 MWh of gas, 8 MWh of power worth 100 each;
// the heat of 12 MWh is let go. The chain saves 10·20 + 800 − 10·4.5 = 955 a year before capital.
TEST(PlanProcess, processes_feed_each_other) {
  const auto world = [](double capital) {
    return make(
        "a 0\n",
        {{"streams", kStreamHead + "sludge,a,offer,sludge,10,t/yr,20\n"
                                   "power,a,need,power,50,MWh/yr,100\n"},
         {"processes", kProcessHead + std::format("digester,d,candidate,any,,,t/yr,{},0,10,0,0\n"
                                                  "engine,e,candidate,any,,,MWh/yr,1000,0,10,0,0\n",
                                                  capital)},
         {"process_flows", kDigester + "engine,in,gas,1,MWh,\nengine,out,power,0.4,MWh,\n"
                                       "engine,out,loss,0,t,\n"}},
        kDigestatePrice);
  };
  const World built = world(8000);  // 800 + 100 < 955
  EXPECT_EQ(built.text(built.plan().planned),
            "digester@a > engine@a 20\nengine@a > power 8\nsludge > digester@a 10\n"
            "digester@a disposes of digestate 9\npower buys power 42\n"
            "digester@a takes 10\ndigester@a is built for 10\n"
            "engine@a takes 20\nengine@a is built for 20\n");
  EXPECT_TRUE(world(9000).plan().planned.activities.empty());  // 900 + 100 > 955
}

// A dryer needs 0.5 MWh of heat per tonne: 30 from a neighbour's surplus, 20 bought at 25.
TEST(PlanProcess, a_side_input_comes_by_arc_or_is_bought) {
  const Text prices = {
      {"prices", "price_id,kind,resource,value,unit\nboiler,purchase,heat,25,EUR/MWh\n"}};
  const World world =
      make("a 0\n",
           {{"streams", kStreamHead + "sludge,a,offer,sludge,100,t/yr,80\n"
                                      "surplus,a,offer,heat,30,MWh/yr,1\n"
                                      "fertiliser,a,need,fertiliser,500,t/yr,10\n"},
            {"processes", kProcessHead + "dryer,d,existing,a,,1000,t/yr,0,0,10,0,0\n"},
            {"process_flows", kFlowHead + "dryer,in,sludge,1,t,\ndryer,in,heat,0.5,MWh,\n"
                                          "dryer,out,fertiliser,0.3,t,\ndryer,out,loss,0.7,t,\n"}},
           prices);
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "dryer@a > fertiliser 30\nsludge > dryer@a 100\nsurplus > dryer@a 30\n"
            "dryer@a buys heat 20\nfertiliser buys fertiliser 470\ndryer@a takes 100\n");
  EXPECT_NEAR(eur(plan.planned.cost.total()), 20 * 25 + 470 * 10, 1e-6);
}

// The main input too can be bought: ash at 4, ground into cement worth 30, up to what is wanted.
TEST(PlanProcess, a_main_input_can_be_bought_up_to_what_its_takers_want) {
  const Text prices = {{"prices",
                        "price_id,kind,resource,value,unit\nm,purchase,ash,4,EUR/t\n"
                        "d,disposal,cement,-1000,EUR/t\n"}};
  const World world =
      make("a 0\n",
           {{"streams", kStreamHead + "cement,a,need,cement,50,t/yr,30\n"},
            {"processes", kProcessHead + "mill,m,existing,a,,,t/yr,0,0,10,0,1\n"},
            {"process_flows", kFlowHead + "mill,in,ash,1,t,\nmill,out,cement,1,t,\n"}},
           prices);
  const Plan plan = world.plan();
  // Selling cement for 1000 on the market would pay without end: the mill is held to 50 t.
  EXPECT_NEAR(plan.planned.activities.front().main_input.front().in(unit_amount), 50, 1e-6);
}

// Gas is amount 1 × yield: 3 MWh/t of the fish sludge (own figure), 2 MWh/t of plain sludge
// (reference).
TEST(PlanProcess, a_yield_depends_on_what_enters) {
  const Text reference = {
      {"property_values", "resource_id,property,value,unit\nsludge,yield,2,MWh/t\n"},
      {"prices", "price_id,kind,resource,value,unit\nspread,disposal,digestate,5,EUR/t\n"}};
  const Text tables = {
      {"streams", kStreamHead + "sludge,a,offer,sludge,100,t/yr,20\n"
                                "rich,a,offer,fish-sludge,10,t/yr,20\n"
                                "bark,a,offer,bark,10,t/yr,20\n"
                                "gas,a,need,gas,1000,MWh/yr,10\n"},
      {"qualities", "stream_id,property,min,typical,max,unit\nrich,yield,,3,,MWh/t\n"},
      {"processes", kProcessHead + "digester,d,existing,a,,1000,t/yr,0,0,10,0,0\n"},
      {"process_flows", kFlowHead + "digester,in,organic,1,t,\ndigester,out,gas,1,MWh,yield\n"
                                    "digester,out,digestate,1,t,\n"}};
  const World world = make("a 0\n", tables, reference);
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "digester@a > gas 230\nrich > digester@a 10\nsludge > digester@a 100\n"
            "bark disposes of bark 10\ndigester@a disposes of digestate 110\n"
            "gas buys gas 770\ndigester@a takes 110\n");
  // The yield of bark is unknown, so it may not enter.
  EXPECT_TRUE(has_note(plan, "network.property_unknown"));
}

// Two inputs could take fish sludge; it enters by the one that names it most closely.
TEST(PlanProcess, a_resource_enters_by_the_input_that_names_it_most_closely) {
  const World world =
      make("a 0\n", {{"streams", kStreamHead + "fish,a,offer,fish-sludge,10,t/yr,20\n"
                                               "bark,a,offer,bark,10,t/yr,20\n"
                                               "fertiliser,a,need,fertiliser,100,t/yr,10\n"},
                     {"processes", kProcessHead + "mixer,m,existing,a,,1000,t/yr,0,0,10,0,0\n"},
                     {"process_flows", kFlowHead + "mixer,in,organic,1,t,\nmixer,in,sludge,0.5,t,\n"
                                                   "mixer,out,fertiliser,1.5,t,\n"}});
  EXPECT_EQ(world.text(world.plan().planned),
            "bark > mixer@a 10\nfish > mixer@a 5\nmixer@a > fertiliser 15\n"
            "fish disposes of fish-sludge 5\nfertiliser buys fertiliser 85\nmixer@a takes 10\n");
}

// What a process makes has its resource's reference temperature; where there is none, no need takes
// it.
TEST(PlanProcess, what_a_process_makes_must_meet_the_needs_quality) {
  const auto world = [](const Text& reference) {
    return make("a 0\n",
                {{"streams", kStreamHead + "bark,a,offer,bark,10,t/yr,20\n"
                                           "heat,a,need,heat,100,MWh/yr,10\n"},
                 {"qualities",
                  "stream_id,property,min,typical,max,unit\n"
                  "heat,temperature,70,,,°C\n"},
                 {"processes", kProcessHead + "boiler,b,existing,a,,1000,t/yr,0,0,10,0,0\n"},
                 {"process_flows", kFlowHead + "boiler,in,bark,1,t,\nboiler,out,heat,3,MWh,\n"
                                               "boiler,out,loss,1,t,\n"}},
                reference);
  };
  EXPECT_TRUE(world({}).plan().planned.flows.empty());
  const auto at = [](int degrees) {
    return Text{{"property_values", std::format("resource_id,property,value,unit\n"
                                                "heat,temperature,{},°C\n",
                                                degrees)}};
  };
  EXPECT_TRUE(world(at(60)).plan().planned.flows.empty());
  EXPECT_EQ(world(at(90)).plan().planned.flows.size(), 2u);
}

TEST(PlanProcess, a_process_does_not_feed_itself) {
  const World world = make(
      "a 0\n", {{"streams", kStreamHead + "bark,a,offer,bark,10,t/yr,20\n"},
                {"processes", kProcessHead + "stove,s,existing,a,,1000,t/yr,0,0,10,0,0\n"},
                {"process_flows", kFlowHead + "stove,in,bark,1,t,\nstove,in,heat,1,MWh,\n"
                                              "stove,out,heat,1,MWh,\nstove,out,loss,1,t,\n"}});
  EXPECT_TRUE(world.plan().planned.flows.empty());
}

}  // namespace
}  // namespace samspill::network
