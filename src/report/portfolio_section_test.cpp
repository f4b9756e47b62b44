#include "report/portfolio_section.h"

#include <algorithm>
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>
#include <string>

#include "report/html.h"
#include "report/pdf.h"
#include "report/portfolio_pictures.h"
#include "report/portfolio_words.h"
#include "report/sample_world_test.h"
#include "tests/support/world.h"

namespace samspill::report::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kExact = 1e-6;

/// 100 kt and 60 allowed in 2026 and 2027; what is there cuts 30, or 30 and a hub's 20.
struct TargetWorld {
  std::string more_initiatives;
  std::string more_columns;
  std::string targets = "scope,base_year,base_kt,year,target_kt\nAll,2025,100,2026,60\n";

  SampleWorld read() const {
    return {samspill::testing::make_world(
        "name = \"Testvik\"\nbase_year = 2025\ndiscount_rate = 0.0\n"
        "planning_years = [2026, 2027]\n",
        {{"sites", "site_id,name,country,latitude_deg,longitude_deg\nworks,W,NO,63,10\n"},
         {"streams", "stream_id,site_id,direction,resource,quantity,unit\n"},
         {"initiatives",
          "initiative_id,name,municipality,level,stage,start_year,capex_meur,opex_meur_per_year,"
          "cut_kt_per_year_likely,source" +
              more_columns +
              "\n"
              "a,Capture <b>,Orkland,regional,agreement,2026,0,3,30,report.no p. 4\n"
              "u,Hydrogen,,,idea,2026,,,50,own guess; unverified\n"
              "v,Ferries,Hitra,municipal,idea,2026,1,1,,county.no\n" +
              more_initiatives},
         {"targets", targets}},
        {{"resources", "resource_id,broader,unit,state\nbark,,t,solid\n"}})};
  }

  ReportModel model(Language language = Language::en) const {
    const SampleWorld world = read();
    const Region& region = world.dataset.region;
    PortfolioFindings findings{.chosen = portfolio::choose(region, {})};
    findings.odds = portfolio::odds(region, {}, findings.chosen, {.trials = 50});
    findings.shortage = portfolio::shortage(region, {}, findings.chosen);
    findings.curve = portfolio::cost_curve(region, {}, 4);
    for (const auto& other : portfolio::alternatives(region, {}, findings.chosen)) {
      if (other.portfolio.scope != findings.chosen.scope) {
        findings.other_targets.push_back(other.portfolio);
      }
    }
    ReportInput input = world.input(language);
    input.findings = std::move(findings);
    return make_report(input);
  }
};

const Section& portfolio_of(const ReportModel& model) {
  return *std::ranges::find(model.sections, "portfolio", &Section::id);
}

/// All sentences of the section.
std::string told(const Section& section) {
  std::string out;
  for (const std::string& text : section.paragraphs) out += text + "\n";
  for (const std::string& text : section.points) out += text + "\n";
  return out;
}

const Row& row_of(const ReportModel& model, std::string_view name) {
  return *std::ranges::find_if(model.table("initiatives")->rows,
                               [&](const Row& row) { return row.cells.front().text == name; });
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++found;
  }
  return found;
}

TEST(PortfolioSection, a_region_without_targets_has_none) {
  const ReportModel model = make_sample_world()->model();
  EXPECT_FALSE(std::ranges::contains(model.sections, "portfolio", &Section::id));
}

TEST(PortfolioSection, says_first_whether_the_target_is_met_by_how_much_not_and_at_what_cost) {
  const ReportModel missed = TargetWorld().model();
  EXPECT_THAT(
      portfolio_of(missed).paragraphs.front(),
      HasSubstr(
          "“All” is missed, even by the portfolio that comes closest. In 2026, "
          "60\u00a0kt (thousand tonnes) of CO₂e are allowed and 70\u00a0kt are still emitted: "
          "10\u00a0kt too much."));
  EXPECT_THAT(portfolio_of(missed).paragraphs.back(), HasSubstr("2026–2027 carry 6 million EUR"));
  EXPECT_THAT(told(portfolio_of(missed)), HasSubstr("eight cases of ten"));
  const ReportModel met = TargetWorld{.more_initiatives = "h,Hub,,,idea,2026,0,1,20,x\n"}.model();
  EXPECT_THAT(portfolio_of(met).paragraphs.front(),
              HasSubstr("“All” can be met in all its years, 2026–2027"));
  EXPECT_THAT(told(portfolio_of(met)), HasSubstr("met in every year is 100%"));
  EXPECT_THAT(told(portfolio_of(met)), Not(HasSubstr("too much")));
}

TEST(PortfolioSection, has_a_line_for_every_other_target) {
  TargetWorld world;
  world.targets += "Half,2025,100,2026,70\nMost,2025,100,2027,20\n";
  EXPECT_THAT(portfolio_of(world.model()).paragraphs.front(),
              HasSubstr("The target “Half” can be met. The target “Most” is missed by "
                        "50\u00a0kt in 2027."));
}

TEST(PortfolioSection, never_tells_a_distance_that_nobody_knows) {
  const SampleWorld world = TargetWorld().read();
  const Region& region = world.dataset.region;
  PortfolioFindings findings{.chosen = portfolio::choose(region, {})};
  findings.chosen.status = portfolio::Status::feasible;
  const auto told = [&](double gap) {
    findings.chosen.gap = gap;
    std::string all;
    for (const std::string& one : portfolio_remarks(region, Wording(Language::en), findings)) {
      all += one;
    }
    return all;
  };
  EXPECT_THAT(told(0.0125), HasSubstr("a better portfolio, by at most 1.25 %."));
  EXPECT_THAT(told(std::numeric_limits<double>::infinity()),
              HasSubstr("how much better is not known"));
}

TEST(PortfolioSection, speaks_norwegian) {
  const Section section = portfolio_of(TargetWorld().model(Language::nb));
  EXPECT_EQ(section.title, "Klimamål og portefølje");
  EXPECT_THAT(told(section), HasSubstr("Målet «All» nås ikke"));
}

TEST(PortfolioSection, wedges_lie_between_baseline_and_plan_in_every_year) {
  const WedgeFigure wedges =
      TargetWorld{.more_initiatives = "h,Hub,,,idea,2027,0,1,20,x\n"}.model().wedges;
  ASSERT_EQ(wedges.years, (std::vector{2026, 2027}));
  for (std::size_t t = 0; t < wedges.years.size(); ++t) {
    double level = wedges.baseline_kt[t];
    for (const Wedge& wedge : wedges.wedges) level -= wedge.kt_co2e_per_year[t];
    EXPECT_NEAR(level, wedges.planned_kt[t], kExact);
  }
  EXPECT_NEAR(wedges.planned_kt[0], 70, kExact);
  EXPECT_NEAR(wedges.planned_kt[1], 50, kExact);
  EXPECT_EQ(*wedges.target_kt[1], 60);
}

TEST(PortfolioSection, more_wedges_than_colours_are_one_without_losing_a_tonne) {
  TargetWorld world;
  for (int i = 1; i <= 9; ++i) {
    world.more_initiatives += std::format("s{0},Small {0},,,idea,2026,0,1,{0}.0,x\n", i);
  }
  world.targets = "scope,base_year,base_kt,year,target_kt\nAll,2025,100,2026,0\n";
  const WedgeFigure wedges = world.model().wedges;
  ASSERT_EQ(wedges.wedges.size(), 8u);
  EXPECT_EQ(wedges.wedges.back().name, "3 smaller initiatives");
  EXPECT_EQ(wedges.wedges.back().colour, "wedge-other");
  EXPECT_NEAR(wedges.wedges.back().kt_co2e_per_year.back(), 1 + 2 + 3, kExact);
}

TEST(PortfolioSection, a_wedge_too_thin_to_see_has_no_colour_of_its_own) {
  const TargetWorld world{.more_initiatives = "h,Hub,,,idea,2026,0,1,0.4,x\n"};
  const WedgeFigure wedges = world.model().wedges;
  ASSERT_EQ(wedges.wedges.size(), 2u);
  EXPECT_EQ(wedges.wedges[1].name, "1 smaller initiative");
  EXPECT_EQ(wedges.wedges[1].colour, "wedge-other");
}

TEST(PortfolioSection, an_unknown_cost_is_told_apart_and_never_zero) {
  const ReportModel model = TargetWorld().model();
  ASSERT_FALSE(model.cost_curve.steps.empty());
  EXPECT_NEAR(model.cost_curve.steps.back().to_kt, 30, kExact);
  EXPECT_NEAR(*model.cost_curve.asked_kt, 40, kExact);
  EXPECT_THAT(portfolio_of(model).figures[2].note, HasSubstr("their cost: Hydrogen (50\u00a0kt)."));
  const Row& hydrogen = row_of(model, "Hydrogen");
  EXPECT_EQ(hydrogen.cells[1].kind, Cell::Kind::unknown);  // municipality
  EXPECT_EQ(hydrogen.cells[2].kind, Cell::Kind::unknown);  // level
  EXPECT_EQ(hydrogen.cells[6].kind, Cell::Kind::unknown);  // investment
  EXPECT_EQ(hydrogen.cells[7].kind, Cell::Kind::unknown);  // running cost
  EXPECT_EQ(hydrogen.cells[8].text, "no: cost unknown");
  EXPECT_EQ(hydrogen.cells[5].mark, Mark::unverified);
  EXPECT_EQ(row_of(model, "Ferries").cells[5].kind, Cell::Kind::unknown);  // cut
  EXPECT_EQ(row_of(model, "Ferries").cells[8].text, "no: cut unknown");
}

TEST(PortfolioSection, lists_initiatives_by_level_with_years_as_years_and_sources) {
  const ReportModel model = TargetWorld().model();
  const Table& table = *model.table("initiatives");
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[0].cells[2].text, "regional");
  EXPECT_EQ(table.rows[1].cells[2].text, "municipal");
  EXPECT_EQ(table.rows[0].cells[4].text, "2026");
  EXPECT_EQ(table.rows[0].cells[8].text, "yes");
  EXPECT_EQ(table.rows[0].cells[5].mark, Mark::none);
  EXPECT_EQ(table.rows[0].cells[9].text, "report.no p. 4");
  EXPECT_EQ(table.rows[0].cells[9].mark, Mark::none);
}

TEST(PortfolioSection, the_funnel_counts_by_stage_and_says_what_is_unknown) {
  const std::vector<StageBar> funnel = TargetWorld().model().funnel;
  ASSERT_EQ(funnel.size(), 2u);
  EXPECT_EQ(funnel[0].name, "Idea");
  EXPECT_EQ(funnel[0].told, "2 initiatives, 50\u00a0kt (1 of unknown cut)");
  EXPECT_EQ(funnel[1].told, "1 initiative, 30\u00a0kt");
}

std::string balance_of(const ReportModel& model) {
  std::string out;
  for (const BalanceStep& step : model.balance) {
    out += std::format("{}: {:.0f} to {:.0f}\n", step.name, step.from_kt, step.to_kt);
  }
  return out;
}

TEST(PortfolioSection, the_balance_leads_from_the_base_year_to_the_target_without_a_gap) {
  TargetWorld world;
  world.targets = "scope,base_year,base_kt,year,target_kt,baseline_kt\nAll,2020,90,2026,60,100\n";
  EXPECT_EQ(balance_of(world.model()),
            "Emitted in the base year 2020: 0 to 90\n"
            "Change until 2027 without the portfolio: 90 to 100\n"
            "Without the portfolio in 2027: 0 to 100\n"
            "Capture <b>: 100 to 70\n"
            "Still emitted in 2027: 0 to 70\n"
            "Target: most allowed in 2027: 0 to 60\n"
            "Missing to the target: 60 to 70\n");
}

TEST(PortfolioSection, the_balance_never_mixes_what_is_stored_with_what_is_cut) {
  TargetWorld world{.more_initiatives = "s,Store,,,idea,2026,0,1,20,x,0.75\n"};
  world.more_columns = ",removal_share";
  EXPECT_THAT(balance_of(world.model()),
              HasSubstr("Store: 70 to 65\nStill emitted in 2027: 0 to 65\n"));
  EXPECT_THAT(balance_of(world.model()), HasSubstr("Apart: stored biogenic CO₂, not counted: "
                                                   "0 to 15\n"));
  world.targets =
      "scope,base_year,base_kt,year,target_kt,counts_removals\nAll,2025,100,2026,40,yes\n";
  EXPECT_THAT(balance_of(world.model()),
              HasSubstr("Still emitted in 2027: 0 to 65\nStored biogenic CO₂: 65 to 50\n"
                        "Net in 2027: 0 to 50\nTarget: most allowed in 2027: 0 to 40\n"));
}

TEST(PortfolioSection, says_what_is_wrong_where_there_is_no_portfolio) {
  const SampleWorld world = TargetWorld().read();
  ReportInput input = world.input(Language::en);
  input.portfolio_errors = {{Severity::error, "initiatives.csv", 2, "needs",
                             tell("{} needs {}", "a", tell("{} needs {}", "b", "a"))}};
  ReportModel model = make_report(input);
  EXPECT_THAT(portfolio_of(model).warnings,
              ::testing::ElementsAre("initiatives.csv row 2, column needs: a needs b needs a"));
  EXPECT_THAT(portfolio_of(model).paragraphs.front(), HasSubstr("could not be worked out"));
  EXPECT_TRUE(std::ranges::contains(model.sections, "exchanges", &Section::id) ||
              std::ranges::contains(model.sections, "comparison", &Section::id));
  input.language = Language::nb;
  model = make_report(input);
  EXPECT_THAT(
      portfolio_of(model).warnings,
      ::testing::ElementsAre("initiatives.csv rad 2, kolonne needs: a trenger b trenger a"));
}

TEST(PortfolioSection, its_pictures_tell_sources_when_one_points_at_them) {
  EXPECT_THAT(to_html(TargetWorld().model()),
              HasSubstr("<title>Capture &lt;b&gt;: −30\u00a0kt\nSource: report.no p. 4</title>"));
}

TEST(PortfolioSection, its_pictures_stand_in_the_page_with_words_and_need_no_script) {
  const std::string html = to_html(TargetWorld().model());
  EXPECT_EQ(count(html, "class=\"still is-wide\""), 4u);
  EXPECT_EQ(count(html, "class=\"still is-narrow\""), 4u);
  EXPECT_THAT(html, HasSubstr("role=\"img\" aria-label=\"Emissions by year. In 2027: 100\u00a0kt "
                              "without the portfolio, 70\u00a0kt with it. The target is "
                              "60\u00a0kt. Cuts: Capture &lt;b&gt;: 30\u00a0kt.\""));
  EXPECT_THAT(html, Not(HasSubstr("Capture <b>")));
  EXPECT_THAT(html, HasSubstr(">10 kt too much in 2027</text>"));
}

TEST(PortfolioSection, its_pictures_are_printed_with_words) {
  const std::string with = to_pdf(TargetWorld().model());
  const std::string without = to_pdf(TargetWorld().read().model());
  EXPECT_EQ(count(with, "/Alt <FEFF"), count(without, "/Alt <FEFF") + 4);
}

TEST(PortfolioPictures, hatch_what_is_missing_and_nothing_else) {
  const Wording words(Language::en);
  WedgeFigure figure{.years = {2026}, .baseline_kt = {100}, .planned_kt = {70}, .wedges = {}};
  figure.target_kt = {60.0};
  const auto hatched = [&] {
    const Drawing drawing =
        draw_wedges(figure, words, {.width = 400, .height = 200, .letters = 10});
    return std::ranges::contains(drawing.shapes, "missing-soft", &Shape::colour);
  };
  EXPECT_TRUE(hatched());
  figure.planned_kt = {50};
  EXPECT_FALSE(hatched());
  figure.target_kt = {std::nullopt};
  EXPECT_FALSE(hatched());
}

TEST(PortfolioPictures, stay_within_their_size) {
  const Wording words(Language::nb);
  const CostCurveFigure figure{
      .year = 2030, .running_kt = 10, .steps = {{20, -500}, {21, 900}}, .asked_kt = 60};
  const DrawingSize size{.width = 300, .height = 200, .letters = 10};
  for (const Shape& shape : draw_cost_curve(figure, words, size).shapes) {
    for (const Point& point : shape.points) {
      EXPECT_TRUE(point.x >= 0 && point.x <= 300 && point.y >= 0 && point.y <= 200)
          << point.x << " " << point.y;
    }
  }
}

}  // namespace
}  // namespace samspill::report::testing
