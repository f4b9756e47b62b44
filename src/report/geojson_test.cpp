#include "report/geojson.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/json.h"
#include "report/sample_world_test.h"

namespace samspill::report::testing {
namespace {

Json sample() {
  return Json::parse(to_geojson(make_sample_world()->model()));
}

Json feature(const Json& collection, std::string_view key, std::string_view value) {
  const auto& features = collection["features"];
  const auto found = std::ranges::find_if(features, [&](const Json& made) {
    return made["properties"].value(std::string(key), "") == value;
  });
  return found == features.end() ? Json() : *found;
}

TEST(GeoJson, sites_are_points_with_longitude_first) {
  const Json mill = feature(sample(), "site_id", "mill");
  EXPECT_EQ(mill["type"], "Feature");
  EXPECT_EQ(mill["geometry"]["type"], "Point");
  EXPECT_EQ(mill["geometry"]["coordinates"], Json({9.85, 63.3}));
  EXPECT_TRUE(mill["properties"]["emission_t_co2_per_year"].is_null());
  EXPECT_EQ(feature(sample(), "site_id", "smelter")["properties"]["emission_t_co2_per_year"],
            95000);
}

TEST(GeoJson, exchanges_are_lines_from_giver_to_taker_with_units_in_their_keys) {
  const Json bark = feature(sample(), "resource", "bark");
  EXPECT_EQ(bark["geometry"]["type"], "LineString");
  EXPECT_EQ(bark["geometry"]["coordinates"], Json::array({{9.85, 63.3}, {10.4, 63.43}}));
  EXPECT_EQ(bark["properties"]["quantity_t_per_year"], 800);
  EXPECT_EQ(bark["properties"]["benefit_eur_per_year"], 60000);
  const Json heat = feature(sample(), "resource", "surplus-heat");
  EXPECT_EQ(heat["properties"]["quantity_mwh_per_year"], 3000);
  EXPECT_TRUE(heat["properties"]["co2e_saved_t_per_year"].is_null());
}

TEST(GeoJson, holds_every_site_and_exchange_of_the_map) {
  const ReportModel model = make_sample_world()->model();
  const Json collection = Json::parse(to_geojson(model));
  EXPECT_EQ(collection["type"], "FeatureCollection");
  EXPECT_EQ(collection["features"].size(), model.map.sites.size() + model.map.exchanges.size());
}

TEST(GeoJson, a_hostile_name_comes_back_as_it_was) {
  EXPECT_EQ(feature(sample(), "site_id", "green")["properties"]["name"], std::string(kHostileName));
}

}  // namespace
}  // namespace samspill::report::testing
