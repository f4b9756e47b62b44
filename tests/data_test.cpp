// Every row of data/: known codes and units, a source, no name twice, no loop.
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "base/text.h"
#include "reference/browse.h"
#include "reference/distance.h"
#include "reference/reference.h"
#include "reference/road_areas.h"

namespace samspill {
namespace {

using reference::rows_of;
using reference::TableRow;

std::set<std::string, std::less<>> keys_of(std::string_view table) {
  std::set<std::string, std::less<>> keys;
  for (const TableRow& row : rows_of(table)) keys.emplace(row.key());
  return keys;
}

std::string name_of(const TableRow& row) {
  return row.table + ": " + std::string(row.key());
}

TEST(Data, every_fact_has_a_source_and_a_known_status) {
  const std::set<std::string_view> statuses = {"published", "published_in_part", "unverified"};
  for (const auto& table : reference::list_tables()) {
    const auto has = [&](std::string_view column) {
      return std::ranges::find(table.columns, column) != table.columns.end();
    };
    if (!has("source")) continue;
    for (const TableRow& row : rows_of(table.name)) {
      EXPECT_FALSE(row.cell("source").empty()) << name_of(row);
      if (has("status")) {
        EXPECT_TRUE(statuses.contains(row.cell("status"))) << name_of(row);
      }
    }
  }
}

TEST(Data, resources_name_known_codes_and_have_names_in_seven_languages) {
  std::set<std::string, std::less<>> low, nace;
  for (const TableRow& row : rows_of("list_of_waste")) {
    if (row.cell("level") == "3") low.emplace(row.key());
  }
  for (const TableRow& row : rows_of("nace")) nace.emplace(row.key());
  const auto resources = rows_of("resources");
  EXPECT_GE(resources.size(), 600U);
  for (const TableRow& row : resources) {
    for (const std::string_view code : split(row.cell("low_codes"), ';')) {
      EXPECT_TRUE(low.contains(code)) << name_of(row) << ' ' << code;
    }
    for (const std::string_view column : {"nace_from", "nace_to"}) {
      for (const std::string_view code : split(row.cell(column), ';')) {
        EXPECT_TRUE(nace.contains(code)) << name_of(row) << ' ' << code;
      }
    }
    for (const std::string_view language : reference::kLanguageCodes) {
      const std::string column = "name_" + std::string(language);
      EXPECT_FALSE(row.cell(column).empty()) << name_of(row) << ' ' << column;
    }
  }
}

TEST(Data, no_two_resources_share_a_preferred_name) {
  for (const std::string_view language : reference::kLanguageCodes) {
    std::map<std::string, std::string> owners;
    for (const TableRow& row : rows_of("resources")) {
      const std::string_view names = row.cell("name_" + std::string(language));
      const std::string name = fold(split(names, ';').front());
      const auto [owner, is_new] = owners.try_emplace(name, row.key());
      EXPECT_TRUE(is_new) << language << ' ' << name << ": " << owner->second << ", " << row.key();
    }
  }
}

TEST(Data, the_hierarchy_has_no_loop_and_five_roots) {
  std::map<std::string, std::string, std::less<>> broader;
  for (const TableRow& row : rows_of("resources")) {
    broader.emplace(row.key(), row.cell("broader"));
  }
  std::set<std::string> roots;
  for (const auto& [key, parent] : broader) {
    std::string_view at = key;
    for (int steps = 0; !broader.find(at)->second.empty(); ++steps) {
      ASSERT_LT(steps, 20) << key << " leads round in a loop";
      const auto next = broader.find(broader.find(at)->second);
      ASSERT_NE(next, broader.end()) << at << " names an unknown broader concept";
      at = next->first;
    }
    roots.emplace(at);
  }
  EXPECT_THAT(roots, ::testing::ElementsAre("capacity", "energy", "loss", "material", "water"));
}

TEST(Data, the_list_of_waste_is_whole_in_both_versions) {
  struct Version {
    std::size_t codes = 0;
    std::size_t hazardous = 0;
  };
  std::map<std::string, Version> versions;
  for (const TableRow& row : rows_of("list_of_waste")) {
    if (row.cell("level") != "3") continue;
    for (const std::string date : {"2026-12-08", "2026-12-09"}) {
      const std::string_view to = row.cell("valid_to");
      if (row.cell("valid_from") > date || (!to.empty() && to < date)) continue;
      ++versions[date].codes;
      if (row.cell("hazardous") == "yes") ++versions[date].hazardous;
    }
  }
  EXPECT_EQ(versions["2026-12-08"].codes, 842U);
  EXPECT_EQ(versions["2026-12-08"].hazardous, 408U);
  EXPECT_EQ(versions["2026-12-09"].codes, 880U);
}

TEST(Data, rows_that_point_elsewhere_find_it) {
  const auto resources = keys_of("resources");
  const auto properties = keys_of("property_kinds");
  for (const auto& table : reference::list_tables()) {
    for (const TableRow& row : rows_of(table.name)) {
      for (const std::string_view column :
           {"resource", "resource_id", "offer_resource", "need_resource", "main_input"}) {
        const std::string_view key = row.cell(column);
        EXPECT_TRUE(key.empty() || resources.contains(key)) << name_of(row) << ' ' << key;
      }
      const bool names_property =
          table.name == "property_values" || table.name == "contaminant_limits";
      if (names_property) {
        EXPECT_TRUE(properties.contains(row.cell("property")))
            << name_of(row) << ' ' << row.cell("property");
      }
    }
  }
}

TEST(Data, the_tables_of_law_use_the_same_words) {
  std::set<std::string, std::less<>> uses, groups, treatments;
  for (const TableRow& row : rows_of("resource_uses")) uses.emplace(row.key());
  for (const TableRow& row : rows_of("abp_categories")) {
    (row.cell("kind") == "category" ? groups : treatments).emplace(row.key());
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (const TableRow& row : rows_of("abp_uses")) {
    EXPECT_TRUE(groups.contains(row.key())) << name_of(row);
    EXPECT_TRUE(uses.contains(row.cell("use"))) << name_of(row) << ' ' << row.cell("use");
    EXPECT_TRUE(seen.emplace(row.key(), row.cell("use")).second) << name_of(row) << " twice";
    for (const std::string_view treatment : split(row.cell("treatments"), ';')) {
      EXPECT_TRUE(treatments.contains(treatment)) << name_of(row) << ' ' << treatment;
    }
  }
  for (const TableRow& row : rows_of("contaminant_limits")) {
    const std::string_view use = row.cell("taker_use");
    EXPECT_TRUE(use.empty() || uses.contains(use)) << name_of(row) << ' ' << use;
    EXPECT_EQ(row.cell("applies") == "instead", !row.cell("instead_of").empty()) << name_of(row);
  }
  const auto nace = keys_of("nace"), routes = keys_of("rd_codes");
  for (const TableRow& row : rows_of("resource_uses")) {
    const std::string_view code = row.cell("nace");
    EXPECT_TRUE(code.empty() || nace.contains(code)) << name_of(row) << ' ' << code;
  }
  for (const TableRow& row : rows_of("waste_hierarchy")) {
    EXPECT_TRUE(routes.contains(row.key()) || uses.contains(row.key())) << name_of(row);
  }
}

TEST(Data, property_values_are_in_the_unit_of_their_property) {
  std::map<std::string, std::string, std::less<>> units;
  for (const TableRow& row : rows_of("property_kinds")) units.emplace(row.key(), row.cell("unit"));
  std::set<std::string> seen;
  for (const TableRow& row : rows_of("property_values")) {
    const std::string_view property = row.cell("property");
    EXPECT_EQ(row.cell("unit"), units.find(property)->second) << name_of(row) << ' ' << property;
    EXPECT_TRUE(seen.insert(std::string(row.key()) + ' ' + std::string(property)).second)
        << name_of(row) << ' ' << property << " twice";
  }
}

TEST(Data, places_lie_where_they_can) {
  std::map<std::string, int> municipalities;
  for (const TableRow& row : rows_of("municipalities")) {
    ++municipalities[std::string(row.cell("country"))];
    const double latitude = std::stod(std::string(row.cell("latitude_deg")));
    const double longitude = std::stod(std::string(row.cell("longitude_deg")));
    EXPECT_TRUE(latitude > 53 && latitude < 79.5 && longitude > -25 && longitude < 32)
        << name_of(row) << ' ' << row.cell("name");
  }
  EXPECT_EQ(municipalities["NO"], 357);
  EXPECT_EQ(municipalities["SE"], 290);
  EXPECT_EQ(municipalities["DK"], 98);
  EXPECT_EQ(municipalities["FI"], 308);
  EXPECT_EQ(municipalities["EE"], 79);
  EXPECT_EQ(municipalities["LT"], 60);
}

Place place_of(const TableRow& row, std::string_view ending = "") {
  const auto degrees = [&](std::string_view name) {
    return std::stod(std::string(row.cell(std::format("{}{}_deg", name, ending))));
  };
  return {degrees("latitude"), degrees("longitude")};
}

/// The first road area that holds the place; empty outside all.
std::string road_area(Place place) {
  for (const auto& area : reference::built_in().way_tables().areas()) {
    if (reference::is_inside(place, area.outline)) return area.key;
  }
  return "";
}

TEST(Data, every_municipality_lies_in_a_road_area_of_its_country) {
  const std::map<std::string, std::set<std::string>, std::less<>> areas_of = {
      {"NO",
       {"norway", "south-norway", "bamble", "fosen", "haugalandet", "bergen", "sunnfjord",
        "sunnmore", "nordmore", "lofoten", "north-norway"}},
      {"SE", {"sweden", "gotland", "oland"}},
      {"DK", {"jutland", "funen", "zealand", "bornholm", "samso", "laeso", "aero"}},
      {"FI", {"finland", "aland"}},
      {"IS", {"iceland"}},
      {"EE", {"continent", "saaremaa", "hiiumaa"}},
      {"LV", {"continent"}},
      {"LT", {"continent"}}};
  const std::map<std::string, std::string, std::less<>> islands = {
      {"SE214", "gotland"}, {"DK014", "bornholm"}, {"FI200", "aland"}};
  for (const TableRow& row : rows_of("municipalities")) {
    if (row.cell("name") == "Ruhnu vald") continue;  // a ship alone goes there
    const std::string area = road_area(place_of(row));
    const auto& areas = areas_of.find(row.cell("country"))->second;
    EXPECT_TRUE(areas.contains(area)) << row.cell("name") << " lies in " << area;
    const auto island = islands.find(row.cell("nuts3"));
    if (island != islands.end()) {
      EXPECT_EQ(area, island->second) << row.cell("name");
    }
  }
}

TEST(Data, crossings_join_two_areas_and_cost_at_least_their_length) {
  std::set<std::string, std::less<>> joined;
  for (const TableRow& row : rows_of("road_crossings")) {
    for (const std::string_view end : {"_a", "_b"}) {
      const std::string area(row.cell(std::format("area{}", end)));
      joined.insert(area);
      // A road over land has its gate on the border.
      if (row.cell("kind") == "road") continue;
      EXPECT_EQ(road_area(place_of(row, end)), area) << name_of(row) << end;
    }
    const double straight =
        reference::great_circle(place_of(row, "_a"), place_of(row, "_b")).in(kilometre);
    const auto number = [&](std::string_view column, double otherwise) {
      const std::string cell(row.cell(column));
      return cell.empty() ? otherwise : std::stod(cell);
    };
    const double length = number("length_km", straight);
    EXPECT_GE(length, straight) << name_of(row);
    EXPECT_GE(number("cost_as_km", length), length) << name_of(row);
    EXPECT_TRUE(row.cell("kind") != "ferry" || !row.cell("cost_as_km").empty()) << name_of(row);
  }
  for (const TableRow& row : rows_of("road_areas")) {
    const bool is_reached_by_ship_alone =
        row.key() == "svalbard" || row.key() == "iceland" || row.key() == "faroes";
    EXPECT_NE(joined.contains(row.key()), is_reached_by_ship_alone) << name_of(row);
  }
}

TEST(Data, ports_lie_on_land_and_have_a_lane) {
  for (const TableRow& row : rows_of("ports")) {
    EXPECT_FALSE(row.cell("next").empty()) << name_of(row);
    EXPECT_FALSE(road_area(place_of(row)).empty()) << name_of(row);
    EXPECT_EQ(row.key().substr(0, 2), row.cell("country")) << name_of(row);
    EXPECT_EQ(row.key().size(), 5U) << name_of(row);
  }
}

TEST(Data, every_class_of_both_revisions_of_nace_is_crossed) {
  std::set<std::string, std::less<>> old_codes, new_codes;
  for (const TableRow& row : rows_of("nace_crosswalk")) {
    old_codes.emplace(row.cell("revision2"));
    new_codes.emplace(row.cell("revision2_1"));
  }
  for (const TableRow& row : rows_of("nace")) {
    if (row.cell("level") != "class") continue;
    const auto& codes = row.cell("revision") == "2" ? old_codes : new_codes;
    EXPECT_TRUE(codes.contains(row.key())) << name_of(row);
  }
}

}  // namespace
}  // namespace samspill
