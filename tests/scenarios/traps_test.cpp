// Known traps of industrial symbiosis: each dataset falls into one, and the program says so in
// words of its own; mended, it matches. All by the tables that ship with the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <vector>

#include "matching/explain.h"
#include "matching/find_matches.h"
#include "tests/support/world.h"

namespace samspill {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

/// One offer and one need as a user writes them.
struct Trap {
  std::string offer;           // resource,low_code,quantity,unit,profile
  std::string need;            // the same
  std::string qualities = {};  // stream_id,property,min,typical,max,unit
  std::string country = "NO";
  std::string taker_place = "63.42,10.40";
  std::string taker_nace = {};
  int base_year = 2026;
  testing::Text more = {};
};

formats::Dataset read(const Trap& trap) {
  testing::Text tables = {
      {"sites", "site_id,name,country,latitude_deg,longitude_deg,nace\ngiver,G," + trap.country +
                    ",63.40,10.40,\ntaker,T," + trap.country + "," + trap.taker_place + "," +
                    trap.taker_nace + "\n"},
      {"streams",
       "stream_id,site_id,direction,resource,low_code,quantity,unit,profile\n"
       "o,giver,offer," +
           trap.offer + "\nn,taker,need," + trap.need + "\n"},
      {"qualities", "stream_id,property,min,typical,max,unit\n" + trap.qualities}};
  tables.insert(tables.end(), trap.more.begin(), trap.more.end());
  return testing::make_world("name = \"Trap\"\ncountry = \"NO\"\nperiods = 12\nbase_year = " +
                                 std::to_string(trap.base_year) + "\n",
                             tables, {{"built_in", ""}});
}

std::vector<std::string> keys(const std::vector<Remark>& remarks) {
  std::vector<std::string> out;
  for (const Remark& remark : remarks) out.push_back(remark.key);
  return out;
}

/// Why the offer does not go to the need, by text id; the search must agree.
std::vector<std::string> why_not(const Trap& trap) {
  const formats::Dataset dataset = read(trap);
  const auto found = matching::explain(dataset.region, dataset.reference, StreamId(0), StreamId(1));
  EXPECT_TRUE(found.is_excluded);
  EXPECT_TRUE(matching::find_matches(dataset.region, dataset.reference, {}).empty());
  return keys(found.exclusions);
}

/// The one match of the dataset; the explanation must agree.
Match only_match(const Trap& trap) {
  const formats::Dataset dataset = read(trap);
  const auto found = matching::explain(dataset.region, dataset.reference, StreamId(0), StreamId(1));
  EXPECT_FALSE(found.is_excluded);
  EXPECT_TRUE(found.exclusions.empty());
  const auto matches = matching::find_matches(dataset.region, dataset.reference, {});
  if (matches.size() != 1) throw std::runtime_error("expected one match");
  return matches.front();
}

TEST(Traps, tonnes_of_dry_matter_are_not_read_as_wet_ones) {
  const std::string need = "fish-sludge,,1000,t/yr,flat";
  try {
    read({.offer = "fish-sludge,,1000,t TS/yr,flat", .need = need});
    FAIL() << "tonnes of dry matter were read as tonnes";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("column unit: found \"t TS/yr\", expected a unit"));
  }
  const auto sludge = [&](int dry_matter_percent) {
    return Trap{.offer = "fish-sludge,,1000,t/yr,flat",
                .need = need,
                .qualities = "n,dry_matter,85,,,%\no,dry_matter,," +
                             std::to_string(dry_matter_percent) + ",,%\n"};
  };
  EXPECT_THAT(why_not(sludge(5)), Contains("quality.broken"));
  EXPECT_THAT(keys(only_match(sludge(90)).reasons), Contains("quality.met"));
}

TEST(Traps, heat_without_a_temperature_meets_no_need_for_one) {
  Trap heat{.offer = "surplus-heat,,1000,MWh/yr,flat",
            .need = "district-heat,,1000,MWh/yr,flat",
            .qualities = "n,temperature,70,,,°C\n"};
  EXPECT_THAT(why_not(heat), Contains("quality.unknown"));
  Trap lukewarm = heat;
  lukewarm.qualities += "o,temperature,,25,,°C\n";
  EXPECT_THAT(why_not(lukewarm), Contains("quality.broken"));
  heat.qualities += "o,temperature,,95,,°C\n";
  EXPECT_THAT(keys(only_match(heat).reasons), Contains("quality.met"));
}

TEST(Traps, heat_of_summer_meets_no_need_of_winter) {
  const std::string winter = "district-heat,,1000,MWh/yr,1;1;1;0;0;0;0;0;0;0;1;1";
  EXPECT_THAT(
      why_not({.offer = "district-heat,,1000,MWh/yr,0;0;0;0;0;1;1;1;0;0;0;0", .need = winter}),
      Contains("excluded.overlap"));
  const Match all_year = only_match({.offer = "district-heat,,1000,MWh/yr,flat", .need = winter});
  EXPECT_THAT(keys(all_year.reasons), Contains("match.overlap"));
  // Five months of twelve, less what the pipe loses.
  EXPECT_NEAR(all_year.quantity.in(unit_amount / year), 1000.0 * 5 / 12, 5);
}

TEST(Traps, cadmium_per_dry_matter_is_not_cadmium_per_phosphorus) {
  // 2 mg per kg dry matter breaks 0.8. At 25 % dry matter, 1 kg phosphorus per wet tonne makes it
  // 500 mg per kg phosphorus, 8 kg make it 62.5: Denmark allows 100 instead.
  const auto sludge = [](int phosphorus) {
    return Trap{.offer = "sewage-sludge,,100,t/yr,flat",
                .need = "mineral-fertiliser,,100,t/yr,flat",
                .qualities = "o,dry_matter,,25,,%\no,cadmium,,2,,mg/kg\no,phosphorus,," +
                             std::to_string(phosphorus) + ",,kg/t\n",
                .country = "DK"};
  };
  EXPECT_THAT(why_not(sludge(1)), Contains("law.limits_broken"));
  EXPECT_THAT(keys(only_match(sludge(8)).reasons), Contains("law.limits_kept"));
}

TEST(Traps, marine_sludge_is_saltier_than_that_of_a_hatchery) {
  const std::string need = "organic-sludge,,100,t/yr,flat";
  const std::string limit = "n,salt,,,0.5,%\n";
  EXPECT_THAT(
      why_not({.offer = "fish-sludge-saline,,100,t/yr,flat", .need = need, .qualities = limit}),
      Contains("quality.broken"));
  const Trap hatchery{.offer = "fish-sludge,,100,t/yr,flat", .need = need, .qualities = limit};
  EXPECT_THAT(keys(only_match(hatchery).checks), Contains("quality.unknown"));
  Trap measured = hatchery;
  measured.qualities += "o,salt,,0.1,,%\n";
  EXPECT_THAT(keys(only_match(measured).reasons), Contains("quality.met"));
}

TEST(Traps, category_2_goes_to_biogas_only_after_method_1) {
  const std::string offer = "slaughter-waste-cat2,,100,t/yr,flat";
  EXPECT_THAT(why_not({.offer = offer, .need = "organic,,100,t/yr,flat", .taker_nace = "35.21"}),
              Contains("law.animal_by_product_untreated"));
  const auto digester = [&](const std::string& treatments) {
    return Trap{.offer = offer,
                .need = "biogas,,100,MWh/yr,flat",
                .more = {{"processes",
                          "process_id,name,status,sites,capacity_max,capacity_unit,treatments\n"
                          "d,Digester,existing,taker,1000,t/yr," +
                              treatments + "\n"},
                         {"process_flows",
                          "process_id,direction,resource,amount,unit\n"
                          "d,in,slaughter-waste-cat2,1,t\nd,out,biogas,0.5,MWh\n"
                          "d,out,loss,0.898,t\n"}}};
  };
  EXPECT_THAT(why_not(digester("biogas")), Contains("excluded.process_law"));
  EXPECT_THAT(keys(only_match(digester("method-1;biogas")).reasons),
              Contains("law.animal_by_product_treated"));
}

TEST(Traps, a_code_turns_hazardous_on_9_december_2026) {
  Trap cells{.offer = "battery-alkaline,16 06 04,100,t/yr,flat",
             .need = "scrap-metal,,100,t/yr,flat",
             .more = {{"synergies",
                       "synergy_id,offer_resource,need_resource,substitution\n"
                       "cells-to-scrap,battery-alkaline,scrap-metal,0.5\n"}}};
  EXPECT_THAT(keys(only_match(cells).checks), Not(Contains("law.hazardous_permit")));
  cells.base_year = 2027;
  EXPECT_THAT(why_not(cells), Contains("law.hazardous_excluded"));
  // A taker with a permit says so by the code on its need.
  cells.need = "scrap-metal,16 06 04,100,t/yr,flat";
  EXPECT_THAT(keys(only_match(cells).checks), Contains("law.hazardous_permit"));
}

TEST(Traps, a_fjord_is_driven_around_or_crossed_by_ferry) {
  // Rissa lies 27 km from Heimdal as the crow flies.
  Trap bark{.offer = "bark,,100,t/yr,flat", .need = "bark,,100,t/yr,flat"};
  bark.taker_place = "63.58,9.97";
  const Match driven = only_match(bark);
  EXPECT_THAT(keys(driven.reasons), Contains("match.distance_ferries"));
  EXPECT_GT(driven.distance.in(kilometre), 1.3 * 27);
  bark.more = {{"links", "from_site,to_site,mode,distance_km\ngiver,taker,lorry,60\n"}};
  const Match stated = only_match(bark);
  EXPECT_THAT(keys(stated.reasons), Contains("match.distance_stated"));
  EXPECT_DOUBLE_EQ(stated.distance.in(kilometre), 60);
}

TEST(Traps, a_straight_line_where_no_map_helps_is_a_check) {
  Trap bark{.offer = "bark,,100,t/yr,flat", .need = "bark,,100,t/yr,flat"};
  bark.taker_place = "45.00,9.00";
  EXPECT_THAT(keys(only_match(bark).checks), Contains("check.distance_guessed"));
}

}  // namespace
}  // namespace samspill
