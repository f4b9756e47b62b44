#include "app/run_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace samspill::app {
namespace {

using ::testing::HasSubstr;

std::string refusal(std::string_view kind, std::string_view options) {
  try {
    read_order(kind, Json::parse(options));
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    return error.what();
  }
  return "no refusal";
}

TEST(RunOrder, an_empty_order_asks_for_the_usual) {
  const auto order = std::get<MatchOrder>(read_order("match", Json::object()));
  EXPECT_EQ(order.top, 5);
  EXPECT_EQ(order.rank, matching::Rank::benefit);
  EXPECT_FALSE(std::get<PlanOrder>(read_order("plan", Json::object())).pareto);
}

TEST(RunOrder, each_option_reaches_the_engine) {
  Region region;
  region.sites.push_back({.key = "mill"});
  region.initiatives.push_back({.key = "biogas"});
  const auto match = std::get<MatchOrder>(
      read_order("match", {{"top", 3}, {"rank", "both"}, {"site_id", "mill"}}));
  EXPECT_EQ(match_options(region, match).top, 3);
  EXPECT_EQ(match_options(region, match).rank, matching::Rank::both);
  EXPECT_EQ(match_options(region, match).site, SiteId(0));

  const auto plan = std::get<PlanOrder>(read_order("plan", {{"objective", "climate"},
                                                            {"carbon_price_eur_per_t", 80},
                                                            {"cap_t_per_year", -5.5},
                                                            {"without", {"mill"}},
                                                            {"gap", 0.01},
                                                            {"time_limit_s", 2},
                                                            {"pareto", 20}}));
  const network::NetworkOptions options = plan_options(region, plan);
  EXPECT_EQ(options.objective, Objective::climate);
  EXPECT_EQ(options.carbon_price, 80 * euro / tonne_co2e);
  EXPECT_EQ(options.cap, -5.5 * tonne_co2e / year);
  EXPECT_EQ(options.without, std::vector{SiteId(0)});
  EXPECT_EQ(options.gap, 0.01);
  EXPECT_EQ(options.time_limit, std::chrono::duration<double>(2));
  EXPECT_EQ(plan.pareto, 20);

  const auto chosen = std::get<PortfolioOrder>(read_order(
      "portfolio", {{"target", "county"}, {"budget_meur", 30}, {"without", {"biogas"}}}));
  EXPECT_EQ(portfolio_options(region, chosen).scope, "county");
  EXPECT_EQ(portfolio_options(region, chosen).budget, 30 * million_euro);
  EXPECT_EQ(portfolio_options(region, chosen).without, std::vector{InitiativeId(0)});
  const auto held =
      std::get<PortfolioOrder>(read_order("portfolio", {{"start_years", {{"biogas", 2031}}}}));
  EXPECT_EQ(portfolio_options(region, held).starts,
            (std::map<InitiativeId, int>{{InitiativeId(0), 2031}}));

  const auto report = std::get<ReportOrder>(read_order("report", {{"language", "nb"}}));
  EXPECT_EQ(report.language, reference::Language::nb);
}

TEST(RunOrder, what_is_wrong_is_named_with_what_was_expected) {
  EXPECT_EQ(
      refusal("dance", "{}"),
      "there is no kind of run \"dance\": expected match, plan, portfolio, account or report");
  EXPECT_EQ(refusal("match", R"({"tops": 3})"),
            "a run of kind match has no option \"tops\"; did you mean \"top\"?");
  EXPECT_THAT(refusal("account", R"({"pareto": 3})"), HasSubstr("has no option \"pareto\""));
  EXPECT_EQ(refusal("plan", R"({"gap": 0})"),
            "gap of a run of kind plan: 0 found, expected a number above 0, at most 1");
  EXPECT_EQ(refusal("plan", R"({"carbon_price_eur_per_t": -1})"),
            "carbon_price_eur_per_t of a run of kind plan: -1 found, expected a number of at least "
            "0");
  EXPECT_EQ(refusal("plan", R"({"pareto": 2.5})"),
            "pareto of a run of kind plan: 2.5 found, expected a whole number from 2 to 50");
  EXPECT_EQ(refusal("plan", R"({"objective": "fame"})"),
            "objective of a run of kind plan: \"fame\" found, expected one of cost, climate");
  EXPECT_EQ(refusal("plan", R"({"without": "mill"})"),
            "without of a run of kind plan: \"mill\" found, expected a list of at most 200 ids");
  EXPECT_EQ(refusal("portfolio", R"({"start_years": {"biogas": "2031"}})"),
            "start_years of a run of kind portfolio: {\"biogas\":\"2031\"} found, expected at most "
            "200 ids, each with a year from 1900 to 2200");
  EXPECT_EQ(refusal("match", "[]"), "options of a run of kind match: [] found, expected an object");
}

TEST(RunOrder, an_id_the_region_does_not_have_is_named) {
  Region region;
  region.sites.push_back({.key = "mill"});
  try {
    plan_options(region, {.without = {"mil"}});
    FAIL() << "was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::not_found);
    EXPECT_STREQ(error.what(), "there is no site \"mil\"; did you mean \"mill\"?");
  }
}

}  // namespace
}  // namespace samspill::app
