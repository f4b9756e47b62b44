#include "app/run_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "base/error.h"

namespace samspill::app {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class RunAnswerTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    Diagnostics found;
    const auto tables = formats::read_tables(SAMSPILL_SOURCE_DIR "/examples/kalundborg", found);
    dataset = formats::read_dataset(tables, reference::built_in(), found);
    ASSERT_TRUE(dataset);
  }

  static RunAnswer ask(std::string_view kind, const Json& options, const RunWatch& watch = {}) {
    return answer(read_order(kind, options), *dataset, {}, "2026-11-22", watch);
  }

  static inline std::optional<formats::Dataset> dataset;
};

TEST_F(RunAnswerTest, a_match_run_keeps_to_its_site_and_tells_how_far_it_is) {
  std::vector<double> shares;
  RunWatch watch;
  watch.tell = [&](const RunProgress& progress) { shares.push_back(progress.share.value()); };
  const Json all = ask("match", {{"top", 2}}, watch).result["matches"];
  ASSERT_FALSE(all.empty());
  EXPECT_FALSE(shares.empty());

  const std::string site = dataset->region.sites.front().key;
  const auto is_at_site = [&](const std::string& id) {
    for (const Stream& stream : dataset->region.streams) {
      if (stream.key == id) return dataset->region[stream.site].key == site;
    }
    return false;
  };
  const Json some = ask("match", {{"site_id", site}}).result["matches"];
  EXPECT_FALSE(some.empty());
  for (const Json& match : some) {
    EXPECT_TRUE(is_at_site(match["offer_id"]) || is_at_site(match["need_id"])) << match.dump();
  }
}

TEST_F(RunAnswerTest, a_plan_run_says_its_bound_and_plans_no_worse_than_today) {
  std::set<std::string> phases;
  RunWatch watch;
  watch.tell = [&](const RunProgress& progress) { phases.insert(progress.phase); };
  const Json plan = ask("plan", Json::object(), watch).result;
  EXPECT_EQ(plan["status"], "optimal");
  EXPECT_LE(plan["objective_eur_per_year"], plan["baseline"]["objective_eur_per_year"]);
  EXPECT_THAT(phases, Each("planning"));
}

TEST_F(RunAnswerTest, a_front_has_the_points_asked_for) {
  EXPECT_EQ(ask("plan", {{"pareto", 3}}).result["points"].size(), 3);
}

TEST_F(RunAnswerTest, an_infeasible_cap_is_an_answer_of_a_plan_and_a_conflict_of_an_account) {
  const Json cap = {{"cap_t_per_year", -1e9}};
  EXPECT_EQ(ask("plan", cap).result["status"], "infeasible");
  try {
    ask("account", cap);
    FAIL() << "was accounted for";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::conflict);
  }
}

TEST_F(RunAnswerTest, an_account_balances) {
  const Json account = ask("account", Json::object()).result;
  double sum = 0;
  for (const auto& [part, value] : account["balance_t_co2e"].items()) sum += value.get<double>();
  EXPECT_NEAR(sum, account["total_t_co2e_per_year"], 1e-6);
}

TEST_F(RunAnswerTest, a_report_has_its_four_files_in_the_language_asked_for) {
  const RunAnswer report = ask("report", {{"language", "nb"}});
  EXPECT_EQ(report.files.size(), 4);
  EXPECT_EQ(report.result["files"].size(), 4);
  EXPECT_THAT(report.files.at("report.html"), HasSubstr("lang=\"nb\""));
  EXPECT_THAT(report.files.at("report.html"), HasSubstr("2026"));
  EXPECT_THAT(report.files.at("report.pdf"), StartsWith("%PDF"));
  EXPECT_THAT(report.files.at("report.xlsx"), StartsWith("PK"));
  EXPECT_EQ(Json::parse(report.files.at("report.geojson"))["type"], "FeatureCollection");
}

TEST_F(RunAnswerTest, a_run_that_is_told_to_stop_ends_early) {
  std::stop_source source;
  source.request_stop();
  RunWatch watch;
  watch.stop = source.get_token();
  EXPECT_TRUE(ask("match", Json::object(), watch).result["matches"].empty());
}

}  // namespace
}  // namespace samspill::app
