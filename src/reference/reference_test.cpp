#include "reference/reference.h"

#include <gtest/gtest.h>

#include "base/csv.h"

namespace samspill::reference {
namespace {

void add(Reference& reference, const std::string& name, const std::string& csv,
         Diagnostics& diagnostics, Status status = Status::published) {
  const auto table = read_csv(name, name + ".csv", csv, diagnostics);
  ASSERT_TRUE(table);
  reference.add(*table, status, diagnostics);
}

Reference small() {
  Reference reference;
  Diagnostics diagnostics;
  add(reference, "resources",
      "resource_id,broader,unit,name_en,name_nb\n"
      "wood,,t,wood,tre\nbark,wood,t,bark,bark;barkflis\nsawdust,wood,t,sawdust,sagflis\n"
      "coal,,t,coal,kull\nbiogas,,MWh,biogas,biogass\n",
      diagnostics);
  add(reference, "property_kinds", "property,unit\nlhv,MJ/kg\ndensity,t/m3\n", diagnostics);
  add(reference, "property_values",
      "resource_id,property,value,unit\nwood,density,0.3,t/m3\nbiogas,lhv,18,MJ/kg\n", diagnostics);
  add(reference, "prices",
      "price_id,kind,resource,route,country,value,unit\n"
      "wood-any,disposal,wood,,,50,EUR/t\nwood-no,disposal,wood,,NO,60,EUR/t\n"
      "wood-r1,disposal,wood,R1,,20,EUR/t\nbark-se,disposal,bark,,SE,5,EUR/t\n"
      "coal-buy,purchase,coal,,,0.1,EUR/kg\n",
      diagnostics);
  add(reference, "synergies",
      "synergy_id,offer_resource,need_resource,substitution\nS1,bark,coal,0.4\n", diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << to_text(diagnostics.list().front());
  return reference;
}

double disposal(const Reference& reference, const char* resource, const char* route,
                const char* country) {
  const Price* row =
      reference.price(PriceKind::disposal, reference.find_resource(resource), route, country);
  return row == nullptr ? -1 : row->value.in(euro / unit_amount);
}

TEST(Reference, finds_resources_by_any_name_however_spelt) {
  const Reference reference = small();
  EXPECT_EQ(reference.find_resource("SAGFLIS"), reference.find_resource_id("sawdust"));
  EXPECT_EQ(reference.find_resource("Barkflis"), reference.find_resource_id("bark"));
  EXPECT_FALSE(reference.find_resource("gold"));
  EXPECT_EQ(in_english(reference.suggest_resource("sagflsi")),
            "; did you mean \"sawdust\" (sagflis)?");
}

TEST(Reference, a_price_comes_from_the_nearest_concept_then_the_country_then_the_route) {
  const Reference reference = small();
  EXPECT_EQ(disposal(reference, "sawdust", "", "DK"), 50);
  EXPECT_EQ(disposal(reference, "sawdust", "", "NO"), 60);
  EXPECT_EQ(disposal(reference, "sawdust", "R1", "DK"), 20);
  EXPECT_EQ(disposal(reference, "sawdust", "R1", "NO"), 60) << "the country's row comes first";
  EXPECT_EQ(disposal(reference, "bark", "", "SE"), 5) << "bark's own row comes before wood's";
  EXPECT_EQ(disposal(reference, "bark", "", "NO"), 60)
      << "a row for Sweden never answers for Norway";
  EXPECT_EQ(disposal(reference, "coal", "", "NO"), -1) << "unknown is not zero";
}

TEST(Reference, prices_are_turned_into_the_resources_unit) {
  const Reference reference = small();
  const Price* coal = reference.price(PriceKind::purchase, reference.find_resource("coal"), "", "");
  ASSERT_NE(coal, nullptr);
  EXPECT_DOUBLE_EQ(coal->value.in(euro / unit_amount), 100);
}

TEST(Reference, a_datasets_row_replaces_the_row_with_its_id) {
  Reference reference = small();
  Diagnostics diagnostics;
  add(reference, "prices", "price_id,kind,resource,value,unit\nwood-any,disposal,wood,70,EUR/t\n",
      diagnostics, Status::stated);
  EXPECT_EQ(disposal(reference, "sawdust", "", "DK"), 70);
}

TEST(Reference, fits_the_same_then_narrower_then_synergies) {
  const Reference reference = small();
  const auto fit = [&](const char* offered, const char* needed) {
    return reference.fit(reference.find_resource(offered), reference.find_resource(needed));
  };
  EXPECT_EQ(fit("bark", "bark")->kind, Fit::Kind::same);
  EXPECT_EQ(fit("bark", "wood")->kind, Fit::Kind::narrower);
  EXPECT_FALSE(fit("wood", "bark")) << "a broader offer does not meet a narrower need";
  EXPECT_EQ(fit("bark", "coal")->kind, Fit::Kind::synergy);
  EXPECT_DOUBLE_EQ(fit("bark", "coal")->substitution, 0.4);
  EXPECT_FALSE(fit("sawdust", "coal"));
}

TEST(Reference, amounts_change_kind_only_through_known_properties) {
  const Reference reference = small();
  EXPECT_NEAR(*reference.to_base_units(AmountKind::volume, reference.find_resource("bark")), 0.3,
              1e-12);
  EXPECT_NEAR(*reference.to_base_units(AmountKind::mass, reference.find_resource("biogas")), 5.0,
              1e-12);
  EXPECT_FALSE(reference.to_base_units(AmountKind::volume, reference.find_resource("coal")));
}

TEST(Reference, wrong_rows_are_diagnostics_that_name_the_cell) {
  Reference reference = small();
  Diagnostics diagnostics;
  add(reference, "prices",
      "price_id,kind,resource,value,unit\nP1,disposal,bakr,1,EUR/t\nP2,disposal,bark,1,EUR/MWh\n",
      diagnostics);
  ASSERT_EQ(diagnostics.errors(), 2u);
  EXPECT_EQ(to_text(diagnostics.list()[0]),
            "prices.csv row 2, column resource: found \"bakr\", expected a resource; did you mean "
            "\"bark\"?");
  EXPECT_EQ(diagnostics.list()[1].column, "unit");
}

TEST(Reference, a_circle_of_broader_concepts_is_refused) {
  Reference reference;
  Diagnostics diagnostics;
  add(reference, "resources", "resource_id,broader,unit\na,b,t\nb,a,t\n", diagnostics);
  EXPECT_EQ(diagnostics.errors(), 1u);
}

TEST(Reference, the_built_in_tables_are_sound) {
  const Reference& reference = built_in();
  EXPECT_GE(reference.resources().size(), 155u);
  EXPECT_TRUE(reference.is_low_code("10 01 02"));
  EXPECT_TRUE(reference.is_rd_code("R1"));
  EXPECT_TRUE(reference.is_nace_code("24.10"));
  EXPECT_TRUE(reference.find_resource("fiskeslam"));
  for (const Resource& resource : reference.resources()) {
    EXPECT_FALSE(resource.name(Language::en).empty()) << resource.key;
  }
}

TEST(Reference, waste_codes_are_those_of_the_day) {
  const Reference& tables = built_in();
  EXPECT_FALSE(tables.is_hazardous_low_code("16 06 04", "2026-12-08"));
  EXPECT_TRUE(tables.is_hazardous_low_code("16 06 04", "2026-12-09"));
  EXPECT_TRUE(tables.is_low_code_between("16 06 05", "2025-01-01", "2025-12-31"));
  EXPECT_FALSE(tables.is_low_code_between("16 06 05", "2027-01-01", "2027-12-31"));
  EXPECT_FALSE(tables.is_low_code_between("99 99 99", "2025-01-01", "2025-12-31"));
  EXPECT_EQ(tables.low_code_title("10 01 02"), "coal fly ash");
}

TEST(Reference, a_usual_code_may_stand_at_a_broader_or_narrower_concept) {
  const Reference& tables = built_in();
  const ResourceId ash = tables.find_resource_id("ash");
  const ResourceId fly_ash = tables.find_resource_id("fly-ash");
  EXPECT_TRUE(tables.is_usual_low_code(fly_ash, "10 01 02"));
  EXPECT_TRUE(tables.is_usual_low_code(ash, "10 01 02"));
  EXPECT_FALSE(tables.is_usual_low_code(fly_ash, "02 01 06"));
}

}  // namespace
}  // namespace samspill::reference
