#include <Highs.h>
#include <gtest/gtest.h>

#include "base/temporary_folder.h"
#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

TEST(ModelNames, a_written_model_has_the_plans_optimum_and_names_for_people) {
  const World world =
      make("a 0\nb 10\n",
           {{"streams",
             "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
             "bark,a,offer,bark,100,t/yr,90\nfuel,b,need,bark,60,t/yr,40\n"
             "warm,a,offer,heat,1000,MWh/yr,5\ncold,b,need,heat,800,MWh/yr,60\n"},
            {"processes",
             "process_id,name,status,sites,capacity_min,capacity_max,capacity_unit,capex_fixed_eur,"
             "capex_eur_per_capacity,lifetime_years,opex_fixed_eur_per_year,opex_eur_per_unit\n"
             "press,p,candidate,a,10,90,t/yr,2000,40,10,100,3\nkiln,k,existing,b,,,t/yr,,,,70,\n"},
            {"process_flows",
             "process_id,direction,resource,amount,unit\npress,in,bark,1,t\n"
             "press,out,loss,1,t\nkiln,in,bark,1,t\nkiln,out,loss,1,t\n"}},
           {}, kTwoPeriods);
  const double cost = eur(world.plan({.gap = 0}).planned.cost.total());
  const samspill::TemporaryFolder folder;
  for (const char* file : {"model.mps", "model.lp"}) {
    write_model(world.data.region, world.data.reference, {}, folder / file);
    Highs highs;
    highs.setOptionValue("output_flag", false);
    ASSERT_EQ(highs.readModel((folder / file).string()), HighsStatus::kOk);
    highs.run();
    EXPECT_NEAR(highs.getInfo().objective_function_value, cost, 1e-6 * cost);
    const auto& names = highs.getLp().col_names_;
    for (const char* name :
         {"send.bark.fuel.bark.lorry.p1", "dispose.bark.bark.p2", "buy.fuel.bark.p1",
          "run.press@a.p2", "size.press@a", "build.press@a", "connect.a.b.heat.pipe"}) {
      EXPECT_TRUE(std::ranges::contains(names, name)) << name;
    }
    for (const char* name : {"given.bark.bark.p1", "taken.kiln@b.bark.p2", "within_size.press@a.p1",
                             "connection.a.b.heat.pipe.p1"}) {
      EXPECT_TRUE(std::ranges::contains(highs.getLp().row_names_, name)) << name;
    }
  }
}

}  // namespace
}  // namespace samspill::network
