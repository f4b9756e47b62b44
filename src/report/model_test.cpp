#include "report/model.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>
#include <set>
#include <sstream>

#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "report/sample_world_test.h"

namespace samspill::report::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kExact = 1e-9;

// Columns of the table of exchanges.
constexpr std::size_t kAmount = 3;
constexpr std::size_t kBenefit = 4;
constexpr std::size_t kCo2eSaved = 5;
constexpr std::size_t kState = 6;
constexpr std::size_t kGiverSaves = 7;
constexpr std::size_t kTakerSaves = 8;
constexpr std::size_t kTransport = 9;

/// The row whose first cells read so.
Row row_of(const ReportModel& model, std::string_view table_id,
           const std::vector<std::string>& begin) {
  const Table* table = model.table(table_id);
  if (table == nullptr) throw std::runtime_error("no table " + std::string(table_id));
  const auto found = std::ranges::find_if(table->rows, [&](const Row& row) {
    for (std::size_t i = 0; i < begin.size(); ++i) {
      if (row.cells[i].text != begin[i]) return false;
    }
    return true;
  });
  if (found == table->rows.end()) throw std::runtime_error("no row " + begin.front());
  return *found;
}

std::string key_figure(const ReportModel& model, std::string_view id) {
  const auto& figures = model.summary.key_figures;
  const auto found = std::ranges::find(figures, id, &KeyFigure::id);
  return found == figures.end() ? "" : found->number + "|" + found->remark();
}

std::string all_points(const ReportModel& model) {
  std::string all;
  for (const std::string& point : model.summary.points) all += point + "\n";
  return all;
}

TEST(Report, flows_of_all_periods_are_one_exchange) {
  const ReportModel model = make_sample_world()->model();
  const Row bark = row_of(model, "exchanges", {"Testvik sawmill", "Board works", "bark"});
  EXPECT_NEAR(bark.cells[kAmount].value, 800, kExact);
  EXPECT_EQ(bark.cells[kAmount].unit, "t/yr");
  EXPECT_NEAR(bark.cells[kTransport].value, 4000, kExact);
}

TEST(Report, an_exchange_is_worth_what_both_sides_save_less_transport) {
  const ReportModel model = make_sample_world()->model();
  const Row bark = row_of(model, "exchanges", {"Testvik sawmill", "Board works"});
  EXPECT_NEAR(bark.cells[kGiverSaves].value, 40000, kExact);
  EXPECT_NEAR(bark.cells[kTakerSaves].value, 24000, kExact);
  EXPECT_NEAR(bark.cells[kBenefit].value, 60000, kExact);
  EXPECT_NEAR(bark.cells[kCo2eSaved].value, 22.4, kExact);
  EXPECT_EQ(bark.cells[kState].text, "in operation, more");
}

TEST(Report, a_pipe_built_for_an_exchange_is_taken_from_its_benefit) {
  const ReportModel model = make_sample_world()->model();
  const Row heat = row_of(model, "exchanges", {"Smelter"});
  EXPECT_NEAR(heat.cells[kTransport].value, 23000, kExact);
  EXPECT_NEAR(heat.cells[kBenefit].value, 85000, kExact);
}

TEST(Report, what_is_not_known_is_unknown_and_not_zero) {
  const ReportModel model = make_sample_world()->model();
  EXPECT_EQ(row_of(model, "exchanges", {"Smelter"}).cells[kCo2eSaved].kind, Cell::Kind::unknown);
  EXPECT_EQ(row_of(model, "disposals", {"Smelter"}).cells[5].kind, Cell::Kind::unknown);
  EXPECT_EQ(row_of(model, "ledger", {"Treatment avoided", "Smelter"}).cells[6].kind,
            Cell::Kind::unknown);
  const Table* matches = model.table("matches");
  EXPECT_EQ(matches->rows.back().cells[4].kind, Cell::Kind::unknown);
}

TEST(Report, a_plant_has_no_saving_of_its_own_on_one_exchange) {
  const ReportModel model = make_sample_world()->model();
  const Row sludge = row_of(model, "exchanges", {"Hatchery", "Biogas plant (Biogas site)"});
  EXPECT_EQ(sludge.cells[kTakerSaves].kind, Cell::Kind::not_applicable);
  EXPECT_NEAR(sludge.cells[kBenefit].value, 18000, kExact);
}

TEST(Report, a_rest_left_by_rounding_is_no_exchange) {
  const ReportModel model = make_sample_world()->model();
  EXPECT_EQ(model.table("exchanges")->rows.size(), 4U);
  EXPECT_EQ(model.map.exchanges.size(), 3U);
}

TEST(Report, estimates_and_unchecked_figures_are_marked) {
  const ReportModel model = make_sample_world()->model();
  const Row heat = row_of(model, "exchanges", {"Smelter"});
  EXPECT_EQ(heat.cells[kAmount].mark, Mark::estimated);
  EXPECT_EQ(heat.cells[kTakerSaves].mark, Mark::unverified);
  const Row bark = row_of(model, "exchanges", {"Testvik sawmill"});
  EXPECT_EQ(bark.cells[kAmount].mark, Mark::none);
  EXPECT_EQ(bark.cells[kTakerSaves].mark, Mark::none);
}

TEST(Report, the_summary_says_what_the_plan_earns_and_saves) {
  const ReportModel model = make_sample_world()->model();
  // Today 192 530 EUR and 120.6 t; the plan 55 942.5 EUR and 6.85 t; carbon 6 030 − 342.5.
  EXPECT_EQ(
      model.summary.lead,
      "2 new exchanges in Testvik are worth making. Against today the plan earns 137,000 EUR a "
      "year and saves 114 t CO₂e a year. Of this, 5,690 EUR a year is the price put on "
      "greenhouse gases.");
  EXPECT_EQ(key_figure(model, "new_exchanges"), "2|besides 1 that run today and go on");
  EXPECT_EQ(key_figure(model, "tonnes"), "1,000|t/yr, between sites, in the plan");
  EXPECT_EQ(key_figure(model, "megawatt_hours"), "3,000|MWh/yr, between sites, in the plan");
  EXPECT_EQ(key_figure(model, "sites"), "6|of 7");
}

TEST(Report, the_three_worth_most_are_named_by_what_they_add_to_today) {
  const std::string points = all_points(make_sample_world()->model());
  const std::size_t heat = points.find("85,000 EUR");
  const std::size_t bark = points.find("37,500 EUR");
  const std::size_t sludge = points.find("18,000 EUR");
  EXPECT_LT(heat, bark);
  EXPECT_LT(bark, sludge);
  EXPECT_NE(sludge, std::string::npos);
}

TEST(Report, the_summary_says_how_sure_it_is_and_what_is_unknown) {
  const std::string points = all_points(make_sample_world()->model());
  EXPECT_THAT(points, HasSubstr("remaining gap less than 0.1%"));
  EXPECT_THAT(points, HasSubstr("43% of the streams are estimates; 29% are measured"));
  EXPECT_THAT(points, HasSubstr("one stream without a price and one change without an emission"));
  // 108 000 of 195 000 EUR rest on the guessed price of heat, 81 of 117 t on its factor.
  EXPECT_THAT(points, HasSubstr("behind 55% of the cost of treatment and purchases and 69%"));
}

TEST(Report, a_plan_that_costs_more_than_today_says_so) {
  auto world = make_sample_world();
  world->plan.planned.cost.operation = 200000.0 * euro / year;
  EXPECT_THAT(world->model().summary.lead, HasSubstr("the plan costs 56,400 EUR a year more"));
}

TEST(Report, without_a_feasible_plan_nothing_is_promised) {
  auto world = make_sample_world();
  world->plan = Plan{};
  world->ledger = Ledger{};
  const ReportModel model = world->model();
  EXPECT_THAT(model.summary.lead, HasSubstr("No plan for Testvik meets all the limits"));
  EXPECT_TRUE(model.summary.key_figures.empty());
  EXPECT_TRUE(model.map.exchanges.empty());
}

TEST(Report, comparison_totals_are_the_plans_own) {
  auto world = make_sample_world();
  const ReportModel model = world->model();
  const ComparisonPart& total = model.comparison.back();
  EXPECT_EQ(total.key, "total");
  EXPECT_NEAR(*total.baseline_eur_per_year, 192530, kExact);
  EXPECT_NEAR(*total.plan_eur_per_year, 55942.5, kExact);
  double sum = 0;
  for (const ComparisonPart& part : model.comparison) {
    if (part.key != "total") sum += part.plan_eur_per_year.value_or(0);
  }
  EXPECT_NEAR(sum, *total.plan_eur_per_year, kExact);
}

TEST(Report, the_map_knows_who_gives_takes_and_emits) {
  const ReportModel model = make_sample_world()->model();
  const auto site = [&](std::string_view key) {
    return *std::ranges::find(model.map.sites, key, &MapSite::key);
  };
  EXPECT_EQ(site("mill").role, Role::giver);
  EXPECT_EQ(site("board").role, Role::taker);
  EXPECT_EQ(site("idle").role, Role::other);
  EXPECT_NEAR(*site("smelter").emission_t_co2, 95000, kExact) << "2023 alone, both origins";
  EXPECT_FALSE(site("mill").emission_t_co2.has_value());
}

TEST(Report, flow_diagrams_hold_one_unit_each_and_plants_as_nodes) {
  const ReportModel model = make_sample_world()->model();
  ASSERT_EQ(model.sankeys.size(), 2U);
  EXPECT_EQ(model.sankeys[0].unit, "t");
  EXPECT_EQ(model.sankeys[1].unit, "MWh");
  double tonnes = 0;
  for (const SankeyLink& link : model.sankeys[0].links) tonnes += link.value;
  EXPECT_NEAR(tonnes, 1000, kExact);
  // Gas from the plant to the need beside it: a flow between nodes of one site.
  EXPECT_EQ(model.sankeys[1].links.size(), 2U);
}

TEST(Report, every_row_used_is_listed_with_source_year_and_status) {
  const ReportModel model = make_sample_world()->model();
  const Row heat = row_of(model, "sources", {"Purchase price", "heat"});
  EXPECT_EQ(heat.cells[3].text, "own guess");
  EXPECT_EQ(heat.cells[4].text, "2024");
  EXPECT_EQ(heat.cells[5].mark, Mark::unverified);
  EXPECT_EQ(heat.cells[6].text, "price-heat");
  std::set<std::string> keys;
  for (const Row& row : model.table("sources")->rows) keys.insert(row.cells[6].text);
  EXPECT_EQ(keys, (std::set<std::string>{"price-sludge", "price-heat", "price-heat-away",
                                         "price-gas", "factor-sludge", "factor-heat", "factor-gas",
                                         "tra-lorry", "tra-pipe"}));
}

TEST(Report, matches_of_known_benefit_come_first_with_reasons_in_words) {
  const ReportModel model = make_sample_world()->model(Language::nb);
  const Table* matches = model.table("matches");
  ASSERT_EQ(matches->rows.size(), 2U);
  EXPECT_NEAR(matches->rows[0].cells[4].value, 60000, kExact);
  EXPECT_THAT(matches->rows[0].cells[8].text, HasSubstr("begge gjelder ressursen bark\n"));
}

TEST(Report, norwegian_words_and_numbers) {
  const ReportModel model = make_sample_world()->model(Language::nb);
  EXPECT_THAT(model.summary.lead, HasSubstr("137\u00a0000 EUR i året"));
  EXPECT_EQ(model.title, "Industriell symbiose i Testvik");
  EXPECT_EQ(row_of(model, "exchanges", {"Testvik sawmill"}).cells[kAmount].unit, "t/år");
}

TEST(Report, a_region_without_anything_still_makes_a_report) {
  SampleWorld world;
  world.dataset.region.settings.name = "Tomt";
  const ReportModel model = make_report(world.input());
  EXPECT_TRUE(model.map.sites.empty());
  EXPECT_FALSE(model.sections.empty());
}

/// Every text key that the folder's source names, also those built from a stem.
std::set<std::string> keys_in_source() {
  std::set<std::string> keys;
  const std::regex key(R"re("(report\.[a-zA-Z0-9_.]+)")re");
  const auto folder = std::filesystem::path(SAMSPILL_SOURCE_DIR) / "src" / "report";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().contains("_test.")) continue;
    const std::string text = read_file(entry.path());
    for (std::sregex_iterator it(text.begin(), text.end(), key), end; it != end; ++it) {
      keys.insert((*it)[1].str());
    }
  }
  return keys;
}

TEST(ReportTexts, every_key_has_english_and_norwegian_words) {
  Diagnostics diagnostics;
  const auto path = std::filesystem::path(SAMSPILL_SOURCE_DIR) / "data" / "texts.csv";
  const auto table = read_csv("texts", "texts.csv", read_file(path), diagnostics);
  ASSERT_TRUE(table);
  std::set<std::string> known;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const std::string key(table->cell(row, 0));
    if (!key.starts_with("report.")) continue;
    EXPECT_TRUE(known.insert(key).second) << key << " twice";
    EXPECT_FALSE(table->cell(row, 1).empty()) << key;
    EXPECT_FALSE(table->cell(row, 2).empty()) << key;
  }
  for (const std::string& key : keys_in_source()) {
    const bool is_stem = key.ends_with('.') || !known.contains(key);
    if (!is_stem) continue;
    const auto longer = known.lower_bound(key);
    EXPECT_TRUE(longer != known.end() && longer->starts_with(key)) << key;
  }
}

TEST(ReportTexts, the_page_has_the_words_its_script_asks_for) {
  const auto folder = std::filesystem::path(SAMSPILL_SOURCE_DIR) / "web/src/report/texts";
  for (const auto& [language, name] :
       {std::pair(Language::en, "en.json"), {Language::nb, "nb.json"}}) {
    const Wording words(language);
    const Json texts = Json::parse(read_file(folder / name));
    for (const auto& [key, text] : texts.items()) {
      EXPECT_EQ(words.text("report.web." + key), text.get<std::string>());
    }
  }
}

}  // namespace
}  // namespace samspill::report::testing
