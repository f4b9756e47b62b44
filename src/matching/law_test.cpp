#include "matching/law.h"

#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "matching/small_world_test.h"
#include "reference/texts.h"

namespace samspill::matching {
namespace {

using reference::Fit;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::SmallWorld;

/// One offer at one site, one need at another, judged by the tables that ship with the program.
struct Pair : SmallWorld {
  Pair(std::string_view offered, std::string_view needed) {
    reference = reference::built_in();
    region.settings.base_year = 2026;
    offer_id = offer("offer", site("giver"), offered, 100);
    need_id = need("need", site("taker"), needed, 100);
  }

  Pair& code(std::string low_code) { return set(region.streams[0].low_code, std::move(low_code)); }
  Pair& need_code(std::string low_code) {
    return set(region.streams[1].low_code, std::move(low_code));
  }
  Pair& nace(std::string nace) { return set(region.sites[1].nace, std::move(nace)); }
  Pair& base_year(int year) { return set(region.settings.base_year, year); }
  Pair& today(std::string route) { return set(region.streams[0].present_route, std::move(route)); }
  Pair& from(std::string country) { return set(region.sites[0].country, std::move(country)); }
  Pair& to(std::string country) { return set(region.sites[1].country, std::move(country)); }
  Pair& has(std::string_view property, double value) {
    quality(offer_id, property, {}, value, {});
    return *this;
  }
  Pair& treated(std::vector<std::string> names, std::string_view product = {}) {
    processing.treatments = std::move(names);
    if (!product.empty()) processing.product = reference.find_resource_id(product);
    return *this;
  }
  template <typename Value>
  Pair& set(Value& field, Value value) {
    field = std::move(value);
    return *this;
  }

  Fit fit() const {
    const auto found = reference.fit(region[offer_id].resource, region[need_id].resource);
    return found.value_or(Fit{});
  }
  LawCheck check() const {
    const Law law(region, reference);
    const LawCheck found = law.check(offer_id, need_id, fit(), processing);
    EXPECT_EQ(found.allows(), law.allows(offer_id, need_id, fit(), processing));
    return found;
  }

  StreamId offer_id;
  StreamId need_id;
  Processing processing;
};

std::vector<std::string> keys(const std::vector<Remark>& remarks) {
  std::vector<std::string> out;
  for (const Remark& remark : remarks) out.push_back(remark.key);
  return out;
}

/// The remark in full; a plain failure where there is none of that key.
std::string words(const std::vector<Remark>& remarks, std::string_view key) {
  for (const Remark& remark : remarks) {
    if (remark.key == key) return reference::text(remark, reference::Language::en);
  }
  ADD_FAILURE() << "no remark " << key;
  return {};
}

TEST(Law, hazardous_waste_reaches_no_harmless_need_even_through_a_synergy) {
  Pair pair("eaf-dust", "zinc-concentrate");
  ASSERT_EQ(pair.fit().kind, Fit::Kind::synergy);
  EXPECT_THAT(words(pair.check().excluded, "law.hazardous_excluded"),
              HasSubstr("mixing it to dilute it is forbidden"));
  // A taker with a permit says so by the code on its need.
  const LawCheck permitted = pair.need_code("10 02 07").check();
  EXPECT_TRUE(permitted.allows());
  EXPECT_THAT(keys(permitted.to_check), Contains("law.hazardous_permit"));
}

TEST(Law, a_hazardous_code_counts_whatever_the_resource) {
  EXPECT_TRUE(Pair("steel-slag", "natural-aggregate").check().allows());
  EXPECT_FALSE(Pair("steel-slag", "natural-aggregate").code("10 02 07").check().allows());
}

TEST(Law, a_need_that_may_be_hazardous_takes_hazardous_waste) {
  const LawCheck found = Pair("battery-lead", "batteries").check();
  EXPECT_TRUE(found.allows());
  EXPECT_THAT(keys(found.to_check), Contains("law.hazardous_permit"));
}

TEST(Law, the_list_changes_on_9_december_2026_so_2026_and_2027_differ) {
  Pair pair("battery-alkaline", "scrap-steel");
  pair.code("16 06 04");
  EXPECT_TRUE(pair.base_year(2026).check().allows());
  EXPECT_THAT(keys(pair.check().to_check), Not(Contains("law.possibly_hazardous")));
  EXPECT_FALSE(pair.base_year(2027).check().allows());
  // 16 06 05 is gone in 2027, and what took its place is mostly hazardous.
  const LawCheck gone =
      Pair("battery-alkaline", "scrap-steel").code("16 06 05").base_year(2027).check();
  EXPECT_THAT(words(gone.to_check, "law.code_not_valid"), HasSubstr("16 06 05"));
  EXPECT_THAT(keys(gone.to_check), Contains("law.possibly_hazardous"));
}

TEST(Law, the_harmless_twin_of_a_mirror_entry_asks_for_tests) {
  const LawCheck mirror = Pair("filter-dust", "cement-raw-material").code("10 02 08").check();
  EXPECT_TRUE(mirror.allows());
  EXPECT_THAT(words(mirror.to_check, "law.mirror_entry"), HasSubstr("10 02 08"));
  const LawCheck uncoded = Pair("filter-dust", "cement-raw-material").check();
  EXPECT_THAT(keys(uncoded.to_check), Contains("law.possibly_hazardous"));
}

TEST(Law, category_2_goes_to_biogas_only_after_method_1) {
  Pair pair("slaughter-waste-cat2", "organic");
  pair.nace("35.21");
  const LawCheck raw = pair.check();
  EXPECT_FALSE(raw.allows());
  EXPECT_THAT(words(raw.excluded, "law.animal_by_product_untreated"), HasSubstr("method-1"));
  const LawCheck treated = pair.treated({"method-1"}).check();
  EXPECT_TRUE(treated.allows());
  EXPECT_THAT(keys(treated.met), Contains("law.animal_by_product_treated"));
  // 70 °C for an hour is not enough for category 2.
  EXPECT_FALSE(pair.treated({"hygienisation"}).check().allows());
}

TEST(Law, category_2_dead_fish_may_be_ensiled_and_manure_and_ensilage_have_rules_of_their_own) {
  const auto to_biogas = [](std::string_view offered) {
    Pair pair(offered, "organic");
    return pair.nace("35.21");
  };
  EXPECT_FALSE(to_biogas("dead-fish").check().allows());
  EXPECT_TRUE(to_biogas("dead-fish").treated({"ensilage-fish"}).check().allows());
  const LawCheck manure = to_biogas("cattle-slurry").check();
  EXPECT_TRUE(manure.allows());
  EXPECT_THAT(keys(manure.met), Contains("law.animal_by_product_allowed"));
  const LawCheck ensilage = to_biogas("fish-ensilage").check();
  EXPECT_TRUE(ensilage.allows());
  EXPECT_THAT(keys(ensilage.to_check), Contains("law.animal_by_product_condition"));
}

TEST(Law, category_1_is_for_burning_only) {
  EXPECT_TRUE(Pair("animal-fat-cat1", "heating-oil").check().allows());
  EXPECT_FALSE(
      Pair("fallen-stock", "organic").nace("35.21").treated({"method-1"}).check().allows());
  EXPECT_FALSE(Pair("animal-fat-cat1", "pig-feed").check().allows());
  EXPECT_TRUE(Pair("fallen-stock", "organic").treated({"incineration"}).check().allows());
  // What the taker does is not known: a question, no exclusion.
  EXPECT_THAT(keys(Pair("fallen-stock", "organic").check().to_check),
              Contains("law.animal_by_product_use_unknown"));
}

TEST(Law, a_pathway_through_a_digester_is_judged_as_biogas) {
  EXPECT_FALSE(Pair("dead-fish", "heat").treated({"biogas"}, "biogas").check().allows());
  EXPECT_TRUE(Pair("dead-fish", "heat").treated({"method-1", "biogas"}, "biogas").check().allows());
}

TEST(Law, category_3_to_biogas_asks_for_hygienisation) {
  Pair pair("slaughter-waste-cat3", "organic");
  pair.nace("35.21");
  EXPECT_THAT(words(pair.check().to_check, "law.animal_by_product_condition"), HasSubstr("70 °C"));
  EXPECT_THAT(keys(pair.treated({"hygienisation"}).check().met),
              Contains("law.animal_by_product_treated"));
}

TEST(Law, feed_bans_hold) {
  EXPECT_FALSE(Pair("catering-waste", "pig-feed").check().allows());
  EXPECT_FALSE(Pair("slaughter-waste-cat3", "cattle-feed").check().allows());
  EXPECT_FALSE(Pair("cattle-slurry", "fish-feed").check().allows());
  const LawCheck whey = Pair("whey", "pig-feed").check();
  EXPECT_TRUE(whey.allows());
  EXPECT_THAT(keys(whey.to_check), Contains("law.animal_by_product_condition"));
}

TEST(Law, a_farm_that_takes_a_side_stream_feeds_its_cattle) {
  Pair pair("meat-processing-waste", "food-side-stream");
  EXPECT_TRUE(pair.nace("10.39").check().allows());
  // Category 3 from the food industry: former food without meat only, which somebody must check.
  EXPECT_THAT(words(pair.nace("01.41").check().to_check, "law.animal_by_product_condition"),
              HasSubstr("ruminant-feed"));
}

/// Danish sludge with 25 % dry matter and 8 kg phosphorus per wet tonne: 32 g per kg dry matter.
LawCheck danish_sludge(double cadmium) {
  Pair pair("sewage-sludge", "mineral-fertiliser");
  pair.from("DK").to("DK").has("dry_matter", 25).has("phosphorus", 8).has("cadmium", cadmium);
  return pair.check();
}

TEST(Law, cadmium_per_dry_matter_and_per_phosphorus_are_different_limits) {
  // Keeps 0.8 mg per kg dry matter.
  EXPECT_THAT(words(danish_sludge(0.5).met, "law.limits_kept"), HasSubstr("cadmium 0.5 mg/kg"));
  // Breaks it, but 2 / 0.032 = 62.5 mg per kg phosphorus keeps 100.
  const LawCheck by_phosphorus = danish_sludge(2);
  EXPECT_TRUE(by_phosphorus.allows());
  EXPECT_THAT(words(by_phosphorus.met, "law.limits_kept"),
              HasSubstr("cadmium_per_phosphorus 62.5 mg/kg (≤ 100)"));
  // 156 keeps only the order of 2001: no more than a doubt.
  const LawCheck by_old_order = danish_sludge(5);
  EXPECT_TRUE(by_old_order.allows());
  EXPECT_THAT(words(by_old_order.to_check, "law.limits_doubtful"), HasSubstr("156"));
  // 219 keeps none.
  const LawCheck broken = danish_sludge(7);
  EXPECT_FALSE(broken.allows());
  EXPECT_THAT(words(broken.excluded, "law.limits_broken"), HasSubstr("cadmium 7 mg/kg (≤ 0.8)"));
}

TEST(Law, without_phosphorus_a_breach_per_dry_matter_stays_open) {
  Pair pair("sewage-sludge", "mineral-fertiliser");
  pair.reference = reference::Reference();
  pair.add("resources", "resource_id,unit,state\nsewage-sludge,t,sludge\nfertiliser,t,solid\n");
  pair.add("property_kinds",
           "property,unit\ncadmium,mg/kg\ncadmium_per_phosphorus,mg/kg\n"
           "phosphorus,kg/t\ndry_matter,%\n");
  pair.add("resource_uses", "use,resource,nace\nfertiliser,fertiliser,\n");
  pair.add("contaminant_limits",
           "use,country,resource,property,limit_kind,value,unit,class,taker_use,applies,"
           "instead_of,breach\n"
           "land,NO,sewage-sludge,cadmium,most,0.8,mg/kg,,fertiliser,always,,excludes\n"
           "land,NO,sewage-sludge,cadmium_per_phosphorus,most,100,mg/kg,,fertiliser,instead,"
           "cadmium,excludes\n");
  pair.region.streams[0].resource = pair.reference.find_resource_id("sewage-sludge");
  pair.region.streams[1].resource = pair.reference.find_resource_id("fertiliser");
  pair.has("cadmium", 2);
  EXPECT_THAT(words(pair.check().to_check, "law.limits_unknown"),
              HasSubstr("cadmium_per_phosphorus"));
  EXPECT_TRUE(pair.check().allows());
  pair.has("dry_matter", 25).has("phosphorus", 2);  // 2 / 0.008 = 250
  EXPECT_FALSE(pair.check().allows());
}

TEST(Law, an_unknown_value_is_a_question) {
  const LawCheck found = Pair("sewage-sludge", "mineral-fertiliser").from("SE").to("SE").check();
  EXPECT_TRUE(found.allows());
  EXPECT_THAT(words(found.to_check, "law.limits_unknown"), HasSubstr("mercury"));
}

TEST(Law, the_class_that_admits_is_named) {
  Pair pair("sewage-sludge", "mineral-fertiliser");
  pair.from("LT").to("LT");
  for (const char* metal : {"chromium", "copper", "lead", "nickel", "zinc", "mercury"}) {
    pair.has(metal, 0.1);
  }
  EXPECT_THAT(words(Pair(pair).has("cadmium", 1).check().met, "law.limits_kept"),
              HasSubstr("LT, category I:"));
  EXPECT_THAT(words(Pair(pair).has("cadmium", 10).check().met, "law.limits_kept"),
              HasSubstr("LT, category II:"));
  EXPECT_FALSE(Pair(pair).has("cadmium", 30).check().allows());
}

TEST(Law, the_limits_are_those_of_the_takers_country_and_use) {
  Pair pair("sewage-sludge", "mineral-fertiliser");
  pair.has("cadmium", 5);
  EXPECT_FALSE(Pair(pair).to("SE").check().allows());  // 2 mg/kg
  EXPECT_TRUE(Pair(pair).to("PL").check().allows());   // 20 mg/kg
  // Burnt, it meets no limit of farmland.
  Pair burnt("sewage-sludge-dried", "coal");
  EXPECT_TRUE(burnt.has("cadmium", 5).to("SE").check().allows());
}

TEST(Law, replaced_rules_do_not_exclude) {
  // Norway's classes of 2003: 5 mg/kg at most, replaced in 2025; the Union's limit is 1.5.
  const LawCheck found = Pair("compost", "organic-fertiliser").has("cadmium", 9).check();
  EXPECT_TRUE(found.allows());
  EXPECT_THAT(words(found.to_check, "law.limits_doubtful"), HasSubstr("2003"));
}

TEST(Law, a_part_cannot_exceed_the_whole) {
  Pair pair("compost", "soil-improver");
  const auto unknown = [](const Pair& world) {
    return words(world.check().to_check, "law.limits_unknown");
  };
  EXPECT_THAT(unknown(pair), HasSubstr("chromium_vi"));
  EXPECT_THAT(unknown(Pair(pair).has("chromium", 1.5)), Not(HasSubstr("chromium_vi")));
  EXPECT_THAT(unknown(Pair(pair).has("chromium", 30)), HasSubstr("chromium_vi"));
}

TEST(Law, the_salt_of_marine_sludge_breaks_a_sodium_limit_of_soil) {
  const auto sludge = [](std::string_view offered) {
    Pair pair(offered, "soil-improver");
    pair.add("contaminant_limits",
             "use,country,resource,property,limit_kind,value,unit,taker_use,applies,breach\n"
             "soil,NO,organic-sludge,sodium,most,2,%,fertiliser,always,excludes\n");
    return pair;
  };
  // 2.5 % salt of the wet mass at 10 % dry matter: 9.8 % sodium of the dry matter.
  EXPECT_THAT(words(sludge("fish-sludge-saline").check().excluded, "law.limits_broken"),
              HasSubstr("sodium 9.8"));
  // Sludge of a hatchery is another thing: nothing is known of its salt.
  EXPECT_THAT(words(sludge("fish-sludge").check().to_check, "law.limits_unknown"),
              HasSubstr("sodium"));
  EXPECT_TRUE(sludge("fish-sludge").has("salt", 0.1).check().allows());
}

TEST(Law, a_product_of_the_way_is_judged_by_its_own_values) {
  Pair pair("sewage-sludge", "mineral-fertiliser");
  pair.to("SE").has("cadmium", 50);
  EXPECT_FALSE(pair.check().allows());
  EXPECT_TRUE(pair.treated({}, "struvite").check().allows());
}

TEST(Law, the_list_decides_how_waste_crosses_a_border) {
  const auto scrap = [] { return Pair("scrap-steel", "pig-iron").code("17 04 05"); };
  EXPECT_THAT(words(scrap().to("SE").check().met, "law.border_green"), HasSubstr("B1010"));
  EXPECT_THAT(keys(scrap().check().met), Not(Contains("law.border_green")));
  const LawCheck amber =
      Pair("sewage-sludge", "mineral-fertiliser").code("19 08 05").to("DK").check();
  EXPECT_THAT(words(amber.to_check, "law.border_notification"), HasSubstr("19 08 05"));
  const LawCheck unlisted =
      Pair("sorting-residue", "sorting-residue").code("19 12 12").to("SE").check();
  EXPECT_THAT(keys(unlisted.to_check), Contains("law.border_notification"));
  const LawCheck hazardous = Pair("battery-lead", "batteries").code("16 06 01").to("SE").check();
  EXPECT_TRUE(hazardous.allows());
  EXPECT_THAT(keys(hazardous.to_check), Contains("law.border_notification"));
}

TEST(Law, hazardous_waste_and_waste_for_disposal_stay_inside) {
  const auto battery = [] { return Pair("battery-lead", "batteries").code("16 06 01"); };
  EXPECT_THAT(keys(battery().to("RU").check().excluded), Contains("law.border_hazardous_export"));
  EXPECT_TRUE(battery().to("GB").check().allows());
  const auto landfilled = [](std::string country) {
    Pair pair("residual-waste", "clay");
    pair.add("synergies",
             "synergy_id,offer_resource,need_resource,substitution,rd_code\n"
             "cover,residual-waste,clay,1,D1\n");
    return pair.code("20 03 01").to(std::move(country)).check();
  };
  EXPECT_THAT(keys(landfilled("GB").excluded), Contains("law.border_disposal_export"));
  EXPECT_TRUE(landfilled("CH").allows());
  EXPECT_TRUE(landfilled("SE").allows());
}

TEST(Law, heat_products_and_animal_by_products_are_no_shipments_of_waste) {
  const auto border = [](const LawCheck& found) {
    std::vector<std::string> out;
    for (const auto* list : {&found.excluded, &found.to_check, &found.met}) {
      for (const Remark& remark : *list) {
        if (remark.key.starts_with("law.border")) out.push_back(remark.key);
      }
    }
    return out;
  };
  EXPECT_THAT(border(Pair("surplus-heat", "district-heat").to("SE").check()), IsEmpty());
  EXPECT_THAT(border(Pair("wood-pellets", "coal").to("SE").check()), IsEmpty());
  EXPECT_THAT(border(Pair("whey", "pig-feed").code("02 05 99").to("SE").check()),
              ::testing::ElementsAre("law.border_animal_by_product"));
  EXPECT_THAT(border(Pair("steel-slag", "natural-aggregate").to("SE").check()),
              ::testing::ElementsAre("law.border_status"));
  EXPECT_THAT(border(Pair("steel-slag", "natural-aggregate").code("10 02 02").to("").check()),
              ::testing::ElementsAre("law.border_unknown"));
}

TEST(Law, a_step_down_the_hierarchy_is_shown_and_a_step_up_is_a_reason) {
  Pair pair("recovered-wood", "wood-chips-fuel");
  const LawCheck down = pair.today("R3").check();
  EXPECT_TRUE(down.allows());
  EXPECT_THAT(words(down.to_check, "law.step_down"), HasSubstr("R3"));
  EXPECT_THAT(keys(pair.today("D1").check().met), Contains("law.step_up"));
  EXPECT_THAT(keys(pair.today("none").check().met), Not(Contains("law.step_up")));
  // Without a synergy the use of what is needed tells.
  const LawCheck feed_to_fuel = Pair("rapeseed-cake", "organic").nace("35.30").today("R3").check();
  EXPECT_THAT(words(feed_to_fuel.to_check, "law.step_down"), HasSubstr("burning"));
}

TEST(Law, every_animal_by_product_of_the_vocabulary_has_a_group) {
  const auto& reference = reference::built_in();
  for (std::size_t i = 0; i < reference.resources().size(); ++i) {
    const auto* group = reference.law().animal_by_product(reference, ResourceId(i));
    const auto category = reference.resources()[i].animal_by_product_category;
    ASSERT_EQ(group != nullptr, category.has_value()) << reference.resources()[i].key;
    if (group != nullptr) {
      EXPECT_EQ(group->category, *category);
    }
  }
}

TEST(Law, the_quick_verdict_is_that_of_the_check_and_every_remark_has_words) {
  SmallWorld world;
  world.reference = reference::built_in();
  world.region.settings.base_year = 2027;
  std::vector<StreamId> offers, needs;
  const SiteId giver = world.site("giver");
  const auto& resources = world.reference.resources();
  for (std::size_t i = 0; i < resources.size(); ++i) {
    offers.push_back(world.offer("offer", giver, resources[i].key, 1));
    Stream& stream = world.region.streams.back();
    const auto& codes = resources[i].low_codes;
    if (!codes.empty() && i % 3 != 0) stream.low_code = codes[i % codes.size()];
    stream.present_route = std::vector<std::string>{"R3", "D1", "R1", "purchase"}[i % 4];
    for (const char* metal : {"cadmium", "zinc", "salt"}) {
      if (i % 5 == 1)
        world.region.qualities.push_back(
            {offers.back(), world.reference.find_property(metal), {}, double(i % 7), {}});
    }
  }
  std::size_t number = 0;
  for (const char* country : {"NO", "SE", "DK", "RU", "GB"}) {
    for (const char* nace : {"35.21", "35.30", "01.41", "10.91", ""}) {
      const SiteId taker = world.site("taker", 63, 10, country);
      world.region.sites.back().nace = nace;
      for (; number % 37 != 0 || number == 0; ++number) {
        needs.push_back(
            world.need("need", taker, resources[number * 101 % resources.size()].key, 1));
      }
      ++number;
    }
  }
  const Law law(world.region, world.reference);
  const std::vector<Processing> ways = {
      {},
      {{"method-1"}, {}},
      {{"hygienisation", "biogas"}, world.reference.find_resource_id("biogas")},
      {{"incineration"}, {}}};
  std::size_t allowed = 0, excluded = 0;
  std::set<std::string> said;
  for (const StreamId offer : offers) {
    for (const StreamId need : needs) {
      const auto fit =
          world.reference.fit(world.region[offer].resource, world.region[need].resource);
      const Processing& way = ways[(offer.index() + need.index()) % ways.size()];
      const LawCheck found = law.check(offer, need, fit.value_or(Fit{}), way);
      ASSERT_EQ(found.allows(), law.allows(offer, need, fit.value_or(Fit{}), way));
      ++(found.allows() ? allowed : excluded);
      for (const auto* list : {&found.excluded, &found.to_check, &found.met}) {
        for (const Remark& remark : *list) {
          if (!said.insert(remark.key).second) continue;
          for (const auto language : {reference::Language::en, reference::Language::nb}) {
            const std::string text = reference::text(remark, language);
            EXPECT_NE(text, remark.key);
            EXPECT_THAT(text, Not(HasSubstr("{"))) << remark.key;
          }
        }
      }
    }
  }
  EXPECT_GT(allowed, 10000U);
  EXPECT_GT(excluded, 10000U);
  EXPECT_GT(said.size(), 20U);
}

TEST(Law, needs_of_one_resource_are_told_apart_by_sector_and_country) {
  SmallWorld world;
  world.reference = reference::built_in();
  world.region.settings.base_year = 2026;
  const StreamId offer = world.offer("offer", world.site("giver"), "sewage-sludge", 100);
  world.quality(offer, "cadmium", {}, 30, {});
  std::vector<bool> allowed;
  for (const auto& [nace, country] : {std::pair("01.11", "SE"), std::pair("38.21", "SE"),
                                      std::pair("01.11", "NO"), std::pair("38.21", "NO")}) {
    const SiteId site = world.site(std::format("{} {}", nace, country), 63, 10, country);
    world.region.sites.back().nace = nace;
    const StreamId need =
        world.need(std::format("need {} {}", nace, country), site, "sewage-sludge", 100);
    allowed.push_back(Law(world.region, world.reference).allows(offer, need, Fit{}));
  }
  // All four in one region, asked one after the other with one memo.
  const Law law(world.region, world.reference);
  LawMemo memo;
  const Fit fit;
  const auto untreated = [] { return Processing{}; };
  for (int round = 0; round < 2; ++round) {
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      EXPECT_EQ(law.allows(offer, StreamId(i + 1), fit, offer, memo, untreated), allowed[i]) << i;
    }
  }
  EXPECT_THAT(allowed, ::testing::ElementsAre(false, true, true, true));
}

}  // namespace
}  // namespace samspill::matching
