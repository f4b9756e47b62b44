#include <gtest/gtest.h>

#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

const std::string kStreamHead =
    "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,max_distance_"
    "km\n";
const std::string kExchangeHead = "exchange_id,offer_id,need_id,stage,quantity,unit\n";

World bark_world(const std::string& exchanges, const std::string& reach = "") {
  return make("a 0\nb 10\n", {{"streams", kStreamHead + "bark,a,offer,bark,100,t/yr,90," + reach +
                                              "\nfuel,b,need,bark,60,t/yr,40,\n"},
                              {"exchanges", kExchangeHead + exchanges}});
}

// 25 t recorded: baseline 25·10 + 75·90 + 35·40 = 8400. The plan goes on to 60.
TEST(PlanToday, an_operating_exchange_runs_at_its_recorded_quantity) {
  const World world = bark_world("x,bark,fuel,operating,25,t/yr\n");
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.baseline),
            "bark > fuel 25 lorry\nbark disposes of bark 75\nfuel buys bark 35\n");
  EXPECT_NEAR(eur(plan.baseline.cost.total()), 8400, 1e-6);
  EXPECT_NEAR(eur(plan.planned.cost.total()), 4200, 1e-6);
}

TEST(PlanToday, an_exchange_in_another_stage_is_not_part_of_today) {
  for (const char* stage : {"idea", "agreement", "ended"}) {
    const World world = bark_world(std::format("x,bark,fuel,{},25,t/yr\n", stage));
    EXPECT_TRUE(world.plan().baseline.flows.empty()) << stage;
  }
}

TEST(PlanToday, a_recorded_exchange_stands_even_where_it_does_not_pay) {
  const World world =
      make("a 0\nb 10\n", {{"streams", kStreamHead + "bark,a,offer,bark,100,t/yr,2,\n"
                                                     "fuel,b,need,bark,60,t/yr,3,\n"},
                           {"exchanges", kExchangeHead + "x,bark,fuel,operating,25,t/yr\n"}});
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.baseline),
            "bark > fuel 25 lorry\nbark disposes of bark 75\nfuel buys bark 35\n");
  EXPECT_EQ(world.text(plan.planned), "bark disposes of bark 100\nfuel buys bark 60\n");
}

TEST(PlanToday, an_exchange_of_unknown_quantity_runs_as_far_as_it_pays) {
  const World world = bark_world("x,bark,fuel,operating,,\n");
  EXPECT_EQ(world.text(world.plan().baseline), "bark > fuel 60 lorry\nbark disposes of bark 40\n");
}

TEST(PlanToday, a_record_beyond_what_its_ends_allow_is_reduced_and_noted) {
  const World world = bark_world("x,bark,fuel,operating,500,t/yr\n");
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.baseline), "bark > fuel 60 lorry\nbark disposes of bark 40\n");
  EXPECT_TRUE(has_note(plan, "network.exchange_reduced"));
  EXPECT_FALSE(
      has_note(bark_world("x,bark,fuel,operating,60,t/yr\n").plan(), "network.exchange_reduced"));
}

// 70 t recorded to one and 60 t to another of an offer of 100 t: as much as can be, 100 in all.
TEST(PlanToday, records_that_compete_are_met_as_far_as_possible) {
  const World world =
      make("a 0\n", {{"streams", kStreamHead + "bark,a,offer,bark,100,t/yr,2,\n"
                                               "one,a,need,bark,70,t/yr,3,\ntwo,a,need,bark,60,"
                                               "t/yr,3,\n"},
                     {"exchanges", kExchangeHead + "x,bark,one,operating,70,t/yr\n"
                                                   "y,bark,two,operating,60,t/yr\n"}});
  const Plan plan = world.plan();
  EXPECT_TRUE(plan.baseline.disposals.empty());
}

TEST(PlanToday, an_exchange_beyond_the_rules_is_kept_with_a_note_today_and_in_the_plan) {
  const World world = bark_world("x,bark,fuel,operating,25,t/yr\n", "5");
  const Plan plan = world.plan();
  EXPECT_EQ(plan.baseline.flows.size(), 1u);
  EXPECT_EQ(world.text(plan.planned), "bark > fuel 60 lorry\nbark disposes of bark 40\n");
  EXPECT_TRUE(has_note(plan, "network.exchange_beyond_distance"));
}

TEST(PlanToday, quality_does_not_end_an_exchange_that_runs) {
  const World world =
      make("a 0\n", {{"streams", kStreamHead + "surplus,a,offer,heat,100,MWh/yr,0,\n"
                                               "wanted,a,need,heat,60,MWh/yr,20,\n"},
                     {"qualities",
                      "stream_id,property,min,typical,max,unit\n"
                      "wanted,temperature,70,,,°C\n"},
                     {"exchanges", kExchangeHead + "x,surplus,wanted,operating,50,MWh/yr\n"}});
  const Plan plan = world.plan();
  EXPECT_EQ(plan.baseline.flows.size(), 1u);
  EXPECT_EQ(plan.planned.flows.size(), 1u);
  EXPECT_TRUE(has_note(plan, "network.exchange_beyond_quality"));
}

// No synergy of ash and cement is known, but the exchange runs: one for one, and a note.
TEST(PlanToday, an_unlisted_exchange_counts_one_for_one) {
  const World world =
      make("a 0\n", {{"streams", kStreamHead + "ash,a,offer,ash,100,t/yr,30,\n"
                                               "cement,a,need,cement,60,t/yr,70,\n"},
                     {"exchanges", kExchangeHead + "x,ash,cement,operating,20,t/yr\n"}});
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.baseline),
            "ash > cement 20\nash disposes of ash 80\ncement buys cement 40\n");
  EXPECT_TRUE(has_note(plan, "network.exchange_unlisted"));
}

TEST(PlanToday, an_exchange_that_cannot_be_counted_is_left_out_with_a_note) {
  const World units =
      make("a 0\n", {{"streams", kStreamHead + "ash,a,offer,ash,100,t/yr,30,\n"
                                               "heat,a,need,heat,60,MWh/yr,70,\n"},
                     {"exchanges", kExchangeHead + "x,ash,heat,operating,20,t/yr\n"}});
  EXPECT_TRUE(units.plan().baseline.flows.empty());
  EXPECT_TRUE(has_note(units.plan(), "network.exchange_no_rate"));
  const World price =
      make("a 0\n", {{"streams", kStreamHead + "bark,a,offer,bark,100,t/yr,,\n"
                                               "fuel,a,need,bark,60,t/yr,70,\n"},
                     {"exchanges", kExchangeHead + "x,bark,fuel,operating,20,t/yr\n"}});
  EXPECT_TRUE(price.plan().baseline.flows.empty());
  EXPECT_TRUE(has_note(price.plan(), "network.exchange_no_price"));
  const World way =
      make("a 0\nb 10\n", {{"streams", kStreamHead + "power,a,offer,power,100,MWh/yr,0,\n"
                                                     "use,b,need,power,60,MWh/yr,70,\n"},
                           {"exchanges", kExchangeHead + "x,power,use,operating,20,MWh/yr\n"}});
  EXPECT_TRUE(way.plan().baseline.flows.empty());
  EXPECT_TRUE(has_note(way.plan(), "network.exchange_no_way"));
}

TEST(PlanToday, an_exchange_beyond_the_reach_of_every_mode_has_its_way) {
  const Text hose = {{"transport", "mode,carries,cost_eur_per_unit_km,max_km\nwire,power,1,5\n"}};
  const World world = make("a 0\nb 10\n",
                           {{"streams", kStreamHead + "power,a,offer,power,100,MWh/yr,0,\n"
                                                      "use,b,need,power,60,MWh/yr,70,\n"},
                            {"exchanges", kExchangeHead + "x,power,use,operating,20,MWh/yr\n"}},
                           hose);
  const Plan plan = world.plan();
  EXPECT_NEAR(eur(plan.baseline.cost.total()), 20 * 10 + 40 * 70, 1e-6);
  EXPECT_TRUE(has_note(plan, "network.exchange_beyond_distance"));
}

// The pipe costs 1000 EUR a year to build and saves 20 EUR/MWh on 40: it would not be built, but it
// stands.
TEST(PlanToday, the_pipe_of_an_operating_exchange_costs_nothing_to_build) {
  const Text streams = {{"streams", kStreamHead + "surplus,a,offer,heat,100,MWh/yr,0,\n"
                                                  "wanted,b,need,heat,40,MWh/yr,20,\n"}};
  EXPECT_TRUE(make("a 0\nb 10\n", streams).plan().planned.flows.empty());
  Text tables = streams;
  tables.push_back({"exchanges", kExchangeHead + "x,surplus,wanted,operating,30,MWh/yr\n"});
  const World world = make("a 0\nb 10\n", tables);
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.baseline),
            "surplus > wanted 30 pipe\nsurplus disposes of heat 70\nwanted buys heat 10\n");
  EXPECT_EQ(world.text(plan.planned), "surplus > wanted 40 pipe\nsurplus disposes of heat 60\n");
  EXPECT_NEAR(eur(plan.planned.cost.total()), 0, 1e-6);
}

// 20 MWh by hose at 3 EUR/MWh cost 60; a pipe at 1000 would be cheaper to run but not in all. So
// the hose is what runs today, and the pipe would have to be built.
TEST(PlanToday, what_stands_is_what_was_cheapest_to_build_for_the_record) {
  const Text hose = {{"transport", "mode,carries,cost_eur_per_unit\nhose,heat,3\n"}};
  const World world =
      make("a 0\nb 10\n",
           {{"streams", kStreamHead + "surplus,a,offer,heat,100,MWh/yr,0,\n"
                                      "wanted,b,need,heat,40,MWh/yr,20,\n"},
            {"exchanges", kExchangeHead + "x,surplus,wanted,operating,20,MWh/yr\n"}},
           hose);
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.baseline),
            "surplus > wanted 20 hose\nsurplus disposes of heat 80\nwanted buys heat 20\n");
  EXPECT_EQ(world.text(plan.planned), "surplus > wanted 40 hose\nsurplus disposes of heat 60\n");
}

// The main carries 25 a year, 12.5 in each half. 40 flow today, 32 of them in winter: it stands as
// it is, and in the plan it carries as much in each half as today, not more.
TEST(PlanToday, a_pipe_that_stands_carries_at_least_what_it_carries_today) {
  const Text pipe = {
      {"transport",
       "mode,carries,capex_eur_per_km,lifetime_years,capacity\nmain,heat,1000,10,25\n"
       "pipe,gas,1000,10,\n"}};
  const World world =
      make("a 0\nb 10\n",
           {{"streams",
             "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,"
             "profile,storable\n"
             "surplus,a,offer,heat,200,MWh/yr,0,flat,no\n"
             "wanted,b,need,heat,60,MWh/yr,20,4;1,no\n"},
            {"exchanges", kExchangeHead + "x,surplus,wanted,operating,40,MWh/yr\n"}},
           pipe, kTwoPeriods);
  const Plan plan = world.plan();
  Amount today, planned;
  for (const PlanFlow& flow : plan.baseline.flows) today += flow.sent;
  for (const PlanFlow& flow : plan.planned.flows) planned += flow.sent;
  EXPECT_NEAR(today.in(unit_amount), 40, 1e-6);
  EXPECT_GE(planned.in(unit_amount), 40 - 1e-6);
  EXPECT_LE(planned.in(unit_amount), 60 - 1e-6);
  EXPECT_TRUE(plan.planned.link_builds.empty());
}

// An existing digester fed by a recorded exchange; its gas has no way out, so it must go somewhere
// today: to the neighbour who wants gas, by a pipe that must be there already.
TEST(PlanToday, an_existing_process_runs_on_recorded_exchanges) {
  const World world =
      make("a 0\nb 10\nc 20\n",
           {{"streams", kStreamHead + "sludge,a,offer,sludge,100,t/yr,50,\n"
                                      "gas,c,need,gas,80,MWh/yr,30,\n"},
            {"processes",
             "process_id,name,status,sites,capacity_max,capacity_unit\n"
             "digester,d,existing,b,500,t/yr\n"},
            {"process_flows",
             "process_id,direction,resource,amount,unit\n"
             "digester,in,sludge,1,t\ndigester,out,gas,1,MWh\ndigester,out,loss,1,t\n"},
            {"exchanges", kExchangeHead + "x,sludge,digester@b,operating,60,t/yr\n"}});
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.baseline),
            "digester@b > gas 60 pipe\nsludge > digester@b 60 lorry\n"
            "sludge disposes of sludge 40\ngas buys gas 20\ndigester@b takes 60\n");
  EXPECT_EQ(world.text(plan.planned),
            "digester@b > gas 80 pipe\nsludge > digester@b 80 lorry\n"
            "sludge disposes of sludge 20\ndigester@b takes 80\n");
  EXPECT_NEAR(eur(plan.baseline.cost.total()), 60 * 10 + 40 * 50 + 20 * 30, 1e-6);
}

// Gas could be sold at 5 EUR/MWh anywhere, so it need not go to c. That 30 MWh go there is on
// record.
TEST(PlanToday, a_process_gives_what_is_recorded) {
  const auto world = [&](const std::string& more) {
    return make("a 0\nb 10\nc 20\n",
                {{"streams", kStreamHead + "sludge,a,offer,sludge,100,t/yr,50,\n"
                                           "gas,c,need,gas,80,MWh/yr,30,\n"},
                 {"processes",
                  "process_id,name,status,sites,capacity_max,capacity_unit\n"
                  "digester,d,existing,b,500,t/yr\n"},
                 {"process_flows",
                  "process_id,direction,resource,amount,unit\n"
                  "digester,in,sludge,1,t\ndigester,out,gas,1,MWh\n"
                  "digester,out,loss,1,t\n"},
                 {"exchanges",
                  "exchange_id,offer_id,need_id,resource,stage,quantity,unit\n"
                  "x,sludge,digester@b,,operating,60,t/yr\n" +
                      more}},
                {{"prices", "price_id,kind,resource,value,unit\nsold,disposal,gas,-5,EUR/MWh\n"}});
  };
  const World unrecorded = world("");
  EXPECT_EQ(unrecorded.text(unrecorded.plan().baseline),
            "sludge > digester@b 60 lorry\ndigester@b disposes of gas 60\n"
            "sludge disposes of sludge 40\ngas buys gas 80\ndigester@b takes 60\n");
  const World recorded = world("y,digester@b,gas,gas,operating,30,MWh/yr\n");
  const Plan plan = recorded.plan();
  EXPECT_EQ(recorded.text(plan.baseline),
            "digester@b > gas 30 pipe\nsludge > digester@b 60 lorry\n"
            "digester@b disposes of gas 30\nsludge disposes of sludge 40\ngas buys gas 50\n"
            "digester@b takes 60\n");
  EXPECT_TRUE(plan.planned.link_builds.empty());  // its pipe stands
}

TEST(PlanToday, an_existing_process_without_records_takes_nothing_by_arcs_today) {
  const World world =
      make("a 0\n", {{"streams", kStreamHead + "sludge,a,offer,sludge,100,t/yr,50,\n"
                                               "gas,a,need,gas,80,MWh/yr,30,\n"},
                     {"processes",
                      "process_id,name,status,sites,capacity_max,capacity_unit\n"
                      "digester,d,existing,a,500,t/yr\n"},
                     {"process_flows",
                      "process_id,direction,resource,amount,unit\n"
                      "digester,in,sludge,1,t\ndigester,out,gas,1,MWh\ndigester,out,loss,1,t\n"}});
  const Plan plan = world.plan();
  EXPECT_TRUE(plan.baseline.flows.empty());
  EXPECT_EQ(plan.planned.flows.size(), 2u);
}

TEST(PlanToday, a_candidate_takes_no_part_in_today) {
  const World world =
      make("a 0\n", {{"streams", kStreamHead + "sludge,a,offer,sludge,100,t/yr,50,\n"
                                               "gas,a,need,gas,80,MWh/yr,30,\n"},
                     {"processes",
                      "process_id,name,status,sites,capacity_max,capacity_unit\n"
                      "digester,d,candidate,a,500,t/yr\n"},
                     {"process_flows",
                      "process_id,direction,resource,amount,unit\n"
                      "digester,in,sludge,1,t\ndigester,out,gas,1,MWh\ndigester,out,loss,1,t\n"},
                     {"exchanges", kExchangeHead + "x,sludge,digester@a,operating,60,t/yr\n"}});
  const Plan plan = world.plan();
  EXPECT_TRUE(plan.baseline.flows.empty());
  EXPECT_TRUE(has_note(plan, "network.exchange_no_process"));
  EXPECT_EQ(plan.planned.flows.size(), 2u);
}

}  // namespace
}  // namespace samspill::network
