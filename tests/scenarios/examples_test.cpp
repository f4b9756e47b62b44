// The whole chain on the real examples: check, match, plan, account, portfolio, report.
#include <cmath>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <unistd.h>

#include "accounting/check_ledger.h"
#include "accounting/make_ledger.h"
#include "base/file.h"
#include "base/json.h"
#include "formats/dataset.h"
#include "matching/find_matches.h"
#include "network/plan_network.h"
#include "tests/support/samspill.h"

namespace samspill {
namespace {

namespace fs = std::filesystem;

class Examples : public ::testing::TestWithParam<const char*> {
 protected:
  std::string place() const { return std::string(SAMSPILL_SOURCE_DIR) + "/examples/" + GetParam(); }

  formats::Dataset load() const {
    Diagnostics diagnostics;
    auto dataset = formats::read_dataset(formats::read_tables(place(), diagnostics),
                                         reference::built_in(), diagnostics);
    if (!dataset) throw std::runtime_error(to_text(diagnostics.list().front()));
    return std::move(*dataset);
  }

  static std::string run(const std::vector<std::string>& arguments) {
    const testing::Outcome outcome = testing::samspill(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome.out;
  }
};

TEST_P(Examples, pass_the_check_without_an_error) {
  const Json check = Json::parse(run({"check", place(), "--json"}));
  EXPECT_TRUE(check["ok"]);
  EXPECT_TRUE(check["diagnostics"].is_array());
}

TEST_P(Examples, every_stream_says_how_it_is_known) {
  for (const Stream& stream : load().region.streams) {
    EXPECT_FALSE(stream.source.empty()) << stream.key;
    EXPECT_TRUE(stream.uncertainty || !stream.is_quantified) << stream.key;
  }
}

TEST_P(Examples, have_matches_with_reasons) {
  const Json matches = Json::parse(run({"match", place(), "--json"}))["matches"];
  EXPECT_FALSE(matches.empty());
  for (const Json& match : matches) {
    EXPECT_FALSE(match["reasons"].empty());
    EXPECT_GT(match["quantity"].get<double>(), 0);
  }
}

TEST_P(Examples, have_an_optimal_plan_that_is_no_worse_than_today_and_balances) {
  const formats::Dataset dataset = load();
  const Plan plan = network::plan_network(dataset.region, dataset.reference, {});
  EXPECT_EQ(plan.status, PlanStatus::optimal);
  EXPECT_LE(plan.gap, 1e-4);
  EXPECT_LE(plan.planned.cost.total(), plan.baseline.cost.total() + 1.0 * euro / year);
  for (const NetworkState* state : {&plan.planned, &plan.baseline}) {
    for (const PlanFlow& flow : state->flows) EXPECT_GT(flow.sent, Amount{});
  }
}

TEST_P(Examples, have_a_ledger_that_sums_to_the_difference_of_plan_and_today) {
  const Json plan = Json::parse(run({"plan", place(), "--json"}));
  const Json account = Json::parse(run({"account", place(), "--json"}));
  EXPECT_EQ(plan["status"], "optimal");
  const double difference =
      plan["co2e_t_per_year"].get<double>() - plan["baseline"]["co2e_t_per_year"].get<double>();
  double sum = 0;
  for (const Json& entry : account["entries"]) {
    if (!entry["co2e_t_per_year"].is_null()) sum += entry["co2e_t_per_year"].get<double>();
    EXPECT_EQ(entry["co2e_t_per_year"].is_null(), entry["factor_id"].is_null());
  }
  EXPECT_NEAR(sum, difference, 1e-6 * std::max(1.0, std::abs(difference)));
  const Json& balance = account["balance_t_co2e"];
  EXPECT_NEAR(balance["fossil"].get<double>() + balance["biogenic"].get<double>() +
                  balance["removed"].get<double>() + balance["avoided"].get<double>(),
              sum, 1e-6 * std::max(1.0, std::abs(sum)));
}

TEST_P(Examples, have_a_ledger_whose_total_no_claim_rule_changes) {
  const formats::Dataset dataset = load();
  const Plan plan = network::plan_network(dataset.region, dataset.reference, {});
  const auto ledger = [&](ClaimRule rule) {
    return accounting::make_ledger(dataset.region, dataset.reference, plan, {.claim_rule = rule});
  };
  const Ledger half = ledger(ClaimRule::half);
  EXPECT_THAT(accounting::check_ledger(dataset.region, half, &plan), ::testing::IsEmpty());
  for (const ClaimRule rule : {ClaimRule::giver, ClaimRule::taker, ClaimRule::benefit}) {
    const Ledger other = ledger(rule);
    EXPECT_EQ(other.balance, half.balance);
    EXPECT_EQ(other.uncertainty, half.uncertainty);
    EXPECT_NE(other.entries, half.entries);
    Co2eFlow claimed;
    for (const LedgerEntry& entry : other.entries) {
      for (const Claim& claim : entry.claims)
        claimed += claim.share * entry.co2e.value_or(Co2eFlow{});
    }
    EXPECT_NEAR((claimed - half.total).in(tonne_co2e / year), 0, 1e-6);
  }
}

TEST_P(Examples, have_an_account_of_the_region_and_of_what_operates_today) {
  const Json region = Json::parse(run({"account", place(), "--json"}))["region"];
  EXPECT_GT(region["emissions"]["fossil_t"].get<double>(), 0);
  EXPECT_FALSE(region["path"].empty());
  for (const Json& in_year : region["path"]) {
    EXPECT_NEAR(in_year["net_kt"].get<double>(),
                in_year["baseline_kt"].get<double>() - in_year["cut_kt"].get<double>() -
                    in_year["removed_kt"].get<double>(),
                1e-9);
  }
  const Json& last = region["path"].back();
  const Json& balance = region["initiatives"]["balance_t_co2e"];
  EXPECT_NEAR(balance["fossil"].get<double>(), -1000 * last["cut_kt"].get<double>(), 1);
  EXPECT_NEAR(balance["removed"].get<double>(), -1000 * last["removed_kt"].get<double>(), 1);
  const Json today = Json::parse(run({"account", place(), "--of", "today", "--json"}));
  EXPECT_EQ(today["reference"], "without_exchanges");
  EXPECT_FALSE(today["entries"].empty());
}

TEST_P(Examples, have_a_report_in_two_languages_whose_figures_agree_with_the_plan) {
  const fs::path folder = fs::temp_directory_path() /
                          ("samspill-report-" + std::to_string(getpid()) + "-" + GetParam());
  fs::remove_all(folder);
  for (const std::string language : {"en", "nb"}) {
    run({"report", place(), "-o", (folder / language).string(), "--language", language});
    for (const char* file : {"report.html", "report.pdf", "report.xlsx", "report.geojson"}) {
      EXPECT_GT(fs::file_size(folder / language / file), 1000u) << file;
    }
  }
  const std::string html = read_file(folder / "en" / "report.html");
  // All of them have targets and initiatives.
  EXPECT_NE(html.find("<section id=\"section-portfolio\""), std::string::npos);
  const std::string mark = "id=\"samspill-data\">";
  const std::size_t begin = html.find(mark);
  ASSERT_NE(begin, std::string::npos);
  const std::size_t end = html.find("</script>", begin);
  const Json data = Json::parse(html.substr(begin + mark.size(), end - begin - mark.size()));
  const Json plan = Json::parse(run({"plan", place(), "--json"}));
  bool has_total = false;
  for (const Json& part : data["comparison"]["parts"]) {
    if (part["key"] != "total") continue;
    has_total = true;
    const double cost = plan["objective_eur_per_year"].get<double>();
    EXPECT_NEAR(part["plan_eur_per_year"].get<double>(), cost, 1e-6 * std::abs(cost));
    const double co2e = plan["baseline"]["co2e_t_per_year"].get<double>();
    EXPECT_NEAR(part["baseline_t_co2e_per_year"].get<double>(), co2e, 1e-6 * std::abs(co2e));
  }
  EXPECT_TRUE(has_total);
  EXPECT_TRUE(Json::accept(read_file(folder / "en" / "report.geojson")));
  fs::remove_all(folder);
}

TEST_P(Examples, have_a_portfolio_that_lists_what_it_cannot_rank) {
  const Json portfolio = Json::parse(run({"portfolio", place(), "--json"}));
  EXPECT_EQ(portfolio["status"], "optimal");
  double cut = 0;
  for (const Json& chosen : portfolio["chosen"]) {
    cut += chosen["cut_kt_per_year"].get<double>();
    if (portfolio["counts_removals"]) cut += chosen["removed_kt_per_year"].get<double>();
  }
  const Json& last = portfolio["path"].back();
  EXPECT_NEAR(last["baseline_kt"].get<double>() - cut, last["planned_kt"].get<double>(), 1e-6);
  EXPECT_EQ(
      portfolio["chosen"].size() + portfolio["not_chosen"].size() + portfolio["not_ranked"].size(),
      load().region.initiatives.size());
}

INSTANTIATE_TEST_SUITE_P(All, Examples,
                         ::testing::Values("trondelag", "grenland", "naestved", "kalundborg"),
                         [](const auto& example) { return std::string(example.param); });

TEST(Trondelag, is_as_large_as_promised) {
  Diagnostics diagnostics;
  const auto dataset = formats::read_dataset(
      formats::read_tables(std::string(SAMSPILL_SOURCE_DIR) + "/examples/trondelag", diagnostics),
      reference::built_in(), diagnostics);
  ASSERT_TRUE(dataset);
  EXPECT_GE(dataset->region.sites.size(), 20u);
  EXPECT_GE(dataset->region.streams.size(), 60u);
  std::map<ResourceId, int> resources;
  for (const Stream& stream : dataset->region.streams) ++resources[stream.resource];
  EXPECT_GE(resources.size(), 25u);
  EXPECT_GE(dataset->region.initiatives.size(), 30u);
}

}  // namespace
}  // namespace samspill
