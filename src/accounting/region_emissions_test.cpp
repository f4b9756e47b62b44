#include "accounting/region_emissions.h"

#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace samspill::accounting {
namespace {

using reference::GwpSet;
using samspill::testing::make_world;

constexpr Co2eFlow kTonnes = tonne_co2e / year;

formats::Dataset two_sites(const std::string& emissions, const std::string& initiatives = {}) {
  return make_world(
      "name = \"Test\"\ncountry = \"NO\"\nbase_year = 2023\n",
      {{"sites",
        "site_id,name,country,municipality,latitude_deg,longitude_deg,nace\n"
        "a,smelter,NO,Orkland,63,10,24.10\nb,dairy,NO,Verdal,63,10,10.51\n"},
       {"streams", "stream_id,site_id,direction,resource,quantity,unit\n"},
       {"emissions", "site_id,year,gas,tonnes,origin,scope\n" + emissions},
       {"initiatives",
        "initiative_id,name,site_id,emitter_id,stage,start_year,cut_kt_per_year_likely\n" +
            initiatives}},
      {{"built_in", ""}});
}

TEST(RegionEmissions, gases_become_co2e_by_the_set_that_is_asked_for) {
  const auto world = two_sites("a,2023,CH4,100,process,1\n");
  const auto co2e = [&](GwpSet set) {
    return make_region_emissions(world.region, world.reference, set).today.fossil.in(kTonnes);
  };
  EXPECT_NEAR(co2e(GwpSet::ar6), 2790, 1e-9);
  EXPECT_NEAR(co2e(GwpSet::ar5), 2800, 1e-9);
  EXPECT_NEAR(co2e(GwpSet::ar4), 2500, 1e-9);
}

TEST(RegionEmissions, the_latest_year_of_each_figure_counts_and_biogenic_stands_apart) {
  const auto world = two_sites(
      "a,2016,CO2,800,fossil,1\na,2020,CO2,300,fossil,1\na,2021,CO2,90,biogenic,1\n"
      "b,2019,CO2,50,fossil,\n");
  const auto out = make_region_emissions(world.region, world.reference, GwpSet::ar6);
  EXPECT_EQ(out.today.fossil, 350.0 * kTonnes);
  EXPECT_EQ(out.today.biogenic, 90.0 * kTonnes);
  EXPECT_EQ(out.first_year, 2019);
  EXPECT_EQ(out.last_year, 2021);
  ASSERT_EQ(out.by_municipality.size(), 2u);
  EXPECT_EQ(out.by_municipality[0].key, "Orkland");
  ASSERT_EQ(out.by_sector.size(), 2u);
  EXPECT_EQ(out.by_sector[0].name, "Manufacture of basic metals");
  ASSERT_EQ(out.by_year.size(), 4u);
  EXPECT_EQ(out.by_year[0].sum.fossil, 800.0 * kTonnes);
}

TEST(RegionEmissions, scopes_2_and_3_are_in_no_sum) {
  const auto world = two_sites("a,2023,CO2,300,fossil,1\na,2023,CO2,70,fossil,2\n");
  const auto out = make_region_emissions(world.region, world.reference, GwpSet::ar6);
  EXPECT_EQ(out.today.fossil, 300.0 * kTonnes);
  ASSERT_EQ(out.by_scope.size(), 2u);
  EXPECT_EQ(out.by_scope[1].key, "2");
  EXPECT_EQ(out.by_scope[1].sum.fossil, 70.0 * kTonnes);
}

TEST(RegionEmissions, a_gas_without_a_potential_is_counted_as_unknown_never_zero) {
  const auto world = two_sites("a,2023,CO2,300,fossil,1\na,2023,vapour,70,fossil,1\n");
  const auto out = make_region_emissions(world.region, world.reference, GwpSet::ar6);
  EXPECT_EQ(out.today.fossil, 300.0 * kTonnes);
  EXPECT_EQ(out.today.unknown, 1u);
}

TEST(RegionEmissions, a_figure_from_before_an_operating_cut_is_out_of_date) {
  const auto world = two_sites("a,2016,CO2,800000,fossil,1\n",
                               "i-1,Chips,a,a,operating,2019,800\ni-2,Later,a,a,idea,2030,9\n");
  const auto out = make_region_emissions(world.region, world.reference, GwpSet::ar6);
  ASSERT_EQ(out.outdated.size(), 1u);
  EXPECT_EQ(out.outdated[0].year, 2016);
  EXPECT_EQ(out.outdated[0].initiative, InitiativeId(0));
}

}  // namespace
}  // namespace samspill::accounting
