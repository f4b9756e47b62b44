#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;
using ::testing::Contains;

/// A world in which everything happens: an exchange by lorry with losses, one by a new pipe, a
/// digester that is built, disposal and purchase, two periods, a carbon price.
class CheckState : public ::testing::Test {
 protected:
  CheckState()
      : world_(make(
            "a 0\nb 10\n",
            {{"streams",
              "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,"
              "present_co2e_kg_per_unit,profile,storable\n"
              "bark,a,offer,bark,100,t/yr,90,50,3;1,no\nfuel,b,need,bark,60,t/yr,40,80,1;1,yes\n"
              "sludge,a,offer,sludge,100,t/yr,70,30,1;1,no\n"
              "gas,b,need,gas,500,MWh/yr,40,200,1;1,no\n"
              "surplus,a,offer,heat,400,MWh/yr,0,0,1;1,no\n"
              "wanted,b,need,heat,300,MWh/yr,30,150,1;1,no\n"},
             {"processes",
              "process_id,name,status,sites,capacity_min,capacity_unit,"
              "capex_fixed_eur,lifetime_years,opex_eur_per_unit\n"
              "digester,d,candidate,a,10,t/yr,10000,10,3\n"
              "stove,s,existing,a,,t/yr,,,\n"},
             {"process_flows",
              "process_id,direction,resource,amount,unit,times_property\n"
              "digester,in,sludge,1,t,\ndigester,in,power,0.1,MWh,\n"
              "digester,out,gas,1,MWh,yield\n"
              "digester,out,digestate,0.9,t,\n"
              "digester,out,loss,0.1,t,\nstove,in,ash,1,t,\n"
              "stove,out,loss,1,t,\n"}},
            {{"transport",
              "mode,carries,cost_eur_per_unit_km,co2e_kg_per_unit_km,"
              "loss_percent_per_km\nlorry,bark,1,0.1,0.5\n"},
             {"property_values", "resource_id,property,value,unit\nsludge,yield,2,MWh/t\n"},
             {"prices",
              "price_id,kind,resource,value,unit\np,purchase,power,60,EUR/MWh\n"
              "d,disposal,digestate,5,EUR/t\n"},
             {"factors", "factor_id,kind,resource,value,unit\nf,production,power,20,kg/MWh\n"}},
            kTwoPeriods + "carbon_price_eur_per_t = 10\n")),
        state_(world_.plan().planned) {}

  std::vector<FactKind> broken() const {
    return world_.broken(state_, 10.0 * euro / tonne_co2e, without_);
  }

  PlanFlow& flow_of(ResourceId resource) {
    return *std::ranges::find(state_.flows, resource, &PlanFlow::resource);
  }
  ResourceId resource(std::string_view key) const {
    return world_.data.reference.find_resource_id(key);
  }

  World world_;
  NetworkState state_;
  std::vector<SiteId> without_;
};

TEST_F(CheckState, a_plan_breaks_no_law) {
  EXPECT_EQ(state_.link_builds.size(), 2u);
  EXPECT_EQ(state_.activities.size(), 2u);
  EXPECT_FALSE(state_.disposals.empty());
  EXPECT_FALSE(state_.purchases.empty());
  EXPECT_TRUE(broken().empty());
}

TEST_F(CheckState, a_negative_amount_is_found) {
  flow_of(resource("bark")).sent = -1.0 * unit_amount;
  EXPECT_THAT(broken(), Contains(FactKind::rule));
}

TEST_F(CheckState, waste_that_vanishes_is_found) {
  flow_of(resource("bark")).sent *= 0.99;
  EXPECT_THAT(broken(), Contains(FactKind::stream));
}

TEST_F(CheckState, an_offer_that_cannot_wait_may_not_change_its_period) {
  flow_of(resource("heat")).period = 1;
  const auto laws = broken();
  EXPECT_THAT(laws, Contains(FactKind::stream));
  EXPECT_THAT(laws, Contains(FactKind::stream));
}

TEST_F(CheckState, a_need_that_is_not_met_is_found) {
  state_.purchases.pop_back();
  const auto laws = broken();
  EXPECT_TRUE(std::ranges::contains(laws, FactKind::stream) ||
              std::ranges::contains(laws, FactKind::process));
  EXPECT_THAT(laws, Contains(FactKind::sum));
}

TEST_F(CheckState, a_process_that_makes_more_than_it_can_is_found) {
  flow_of(resource("gas")).sent *= 1.01;
  EXPECT_THAT(broken(), Contains(FactKind::process));
}

TEST_F(CheckState, a_process_that_takes_less_than_it_runs_is_found) {
  state_.activities.front().main_input.front() *= 0.5;
  const auto laws = broken();
  EXPECT_THAT(laws, Contains(FactKind::process));
  EXPECT_THAT(laws, Contains(FactKind::cost));
}

TEST_F(CheckState, flows_of_a_process_that_does_not_run_are_found) {
  state_.activities.erase(state_.activities.begin());
  EXPECT_THAT(broken(), Contains(FactKind::process));
}

TEST_F(CheckState, an_existing_process_that_is_not_counted_is_found) {
  state_.activities.pop_back();
  EXPECT_THAT(broken(), Contains(FactKind::rule));
}

TEST_F(CheckState, a_process_beyond_its_capacity_is_found) {
  state_.activities.front().capacity *= 0.5;
  EXPECT_THAT(broken(), Contains(FactKind::capacity));
  state_.activities.front().capacity = 5.0 * unit_amount / year;
  EXPECT_THAT(broken(), Contains(FactKind::capacity));  // capacity_min is 10
}

TEST_F(CheckState, losses_that_do_not_happen_are_found) {
  PlanFlow& flow = flow_of(resource("bark"));
  EXPECT_LT(flow.received, flow.sent);
  flow.received = flow.sent;
  EXPECT_THAT(broken(), Contains(FactKind::way));
}

TEST_F(CheckState, a_substitution_that_is_not_known_is_found) {
  flow_of(resource("bark")).substitution = 2;
  EXPECT_THAT(broken(), Contains(FactKind::way));
}

TEST_F(CheckState, costs_that_do_not_add_up_are_found) {
  state_.cost.transport *= 1.01;
  EXPECT_EQ(broken(), std::vector{FactKind::sum});
}

TEST_F(CheckState, a_carbon_cost_that_is_not_price_times_co2e_is_found) {
  state_.cost.carbon *= 1.01;
  EXPECT_EQ(broken(), std::vector{FactKind::sum});
}

TEST_F(CheckState, co2e_that_does_not_add_up_is_found) {
  state_.co2e.disposal += 1.0 * tonne_co2e / year;
  EXPECT_EQ(broken(), std::vector{FactKind::sum});
}

TEST_F(CheckState, a_wrong_price_is_found) {
  state_.disposals.front().cost *= 1.01;
  EXPECT_THAT(broken(), Contains(FactKind::cost));
}

TEST_F(CheckState, a_factor_left_out_is_found) {
  state_.purchases.front().co2e.reset();
  EXPECT_THAT(broken(), Contains(FactKind::co2e));
}

TEST_F(CheckState, cheaper_transport_than_there_is_is_found) {
  flow_of(resource("bark")).cost *= 0.5;
  EXPECT_THAT(broken(), Contains(FactKind::cost));
}

TEST_F(CheckState, a_pipe_that_nobody_pays_for_is_found) {
  state_.link_builds.pop_back();
  EXPECT_THAT(broken(), Contains(FactKind::cost));
}

TEST_F(CheckState, a_pipe_that_carries_nothing_is_found) {
  state_.link_builds.push_back(state_.link_builds.front());
  std::swap(state_.link_builds.back().from, state_.link_builds.back().to);
  EXPECT_THAT(broken(), Contains(FactKind::rule));
}

TEST_F(CheckState, capital_that_is_too_low_is_found) {
  state_.activities.front().investment *= 0.9;
  EXPECT_THAT(broken(), Contains(FactKind::cost));
}

TEST_F(CheckState, streams_of_a_site_that_is_left_away_take_no_part) {
  without_ = {world_.site("b")};
  EXPECT_THAT(broken(), Contains(FactKind::stream));
}

}  // namespace
}  // namespace samspill::network
