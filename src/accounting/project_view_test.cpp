#include "accounting/project_view.h"

#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounting/initiative_ledger.h"
#include "accounting/make_ledger.h"
#include "accounting/plan_builder_test.h"

namespace samspill::accounting {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::PlanBuilder;

constexpr Co2eFlow kTonnes = tonne_co2e / year;
constexpr AmountFlow kUnits = unit_amount / year;

std::string shown(const std::optional<Co2eFlow>& flow) {
  return flow ? std::format("{:.6g}", flow->in(kTonnes)) : "unknown";
}

struct World {
  std::vector<Project> projects() {
    PlanBuilder::finish(plan);
    ledger = make_ledger(world.region, world.reference, plan, {});
    return make_exchange_projects(world.region, plan, ledger);
  }

  formats::Dataset world = testing::three_sites();
  PlanBuilder build{world};
  Plan plan;
  Ledger ledger;
};

/// "affected source avoided_production 45.45 0 estimated": one line per element.
std::vector<std::string> texts(const Ledger& ledger, const Project& project) {
  std::vector<std::string> out;
  for (const ProjectElement& one : project.elements) {
    out.push_back(std::format("{} {} {} {} {} {}", word(one.relation), word(one.kind),
                              word(ledger.entries[one.entry].kind), shown(one.baseline),
                              shown(one.project), word(one.monitoring)));
  }
  return out;
}

TEST(ProjectView, worked_exchange_of_bark_for_gas) {
  World w;
  w.build.recourse(w.plan.baseline, w.build.stream("bark"), 100);
  w.build.recourse(w.plan.baseline, w.build.stream("gas"), 300);
  w.build.flow(w.plan.planned, w.build.stream("bark"), w.build.stream("gas"), 100);
  w.build.recourse(w.plan.planned, w.build.stream("gas"), 75);
  const auto projects = w.projects();
  ASSERT_EQ(projects.size(), 1u);
  EXPECT_THAT(texts(w.ledger, projects[0]),
              ElementsAre("related source avoided_disposal 2 0 estimated",
                          "related source transport 0 0.1 estimated",
                          "affected source avoided_production 45.45 0 estimated",
                          "controlled source direct 0 1.35 estimated"));
  EXPECT_NEAR(projects[0].difference.in(kTonnes), -46, 1e-9);
  EXPECT_EQ(projects[0].baseline_amount, AmountFlow{});
  EXPECT_NEAR(projects[0].project_amount.in(kUnits), 100, 1e-9);
  // The whole ledger is this exchange, so it is as sure as the ledger is.
  EXPECT_EQ(projects[0].interval, w.ledger.uncertainty.total);
  EXPECT_THAT(projects[0].displaces, IsEmpty());
}

TEST(ProjectView, what_one_exchange_takes_from_another_is_its_known_leakage) {
  World w;
  w.build.flow(w.plan.baseline, w.build.stream("bark"), w.build.stream("chips"), 100);
  w.build.recourse(w.plan.baseline, w.build.stream("gas"), 300);
  w.build.flow(w.plan.planned, w.build.stream("bark"), w.build.stream("gas"), 100);
  w.build.recourse(w.plan.planned, w.build.stream("gas"), 75);
  w.build.recourse(w.plan.planned, w.build.stream("chips"), 90);
  const auto projects = w.projects();
  ASSERT_EQ(projects.size(), 2u);
  EXPECT_THAT(projects[0].displaces, ElementsAre(projects[1].exchange));
  EXPECT_THAT(projects[1].displaces, IsEmpty());
  EXPECT_GT(projects[1].difference, Co2eFlow{});
}

TEST(ProjectView, an_element_without_a_factor_is_unknown_on_both_sides) {
  World w;
  w.build.recourse(w.plan.baseline, w.build.stream("lime"), 60);
  w.build.recourse(w.plan.baseline, w.build.stream("ash"), 50);
  w.build.flow(w.plan.planned, w.build.stream("ash"), w.build.stream("lime"), 50);
  w.build.recourse(w.plan.planned, w.build.stream("lime"), 35);
  const auto projects = w.projects();
  ASSERT_EQ(projects.size(), 1u);
  EXPECT_EQ(projects[0].unknown, 2u) << "the belt and the lime";
  EXPECT_THAT(texts(w.ledger, projects[0]),
              ::testing::Contains("affected source avoided_production unknown unknown estimated"));
}

TEST(ProjectView, an_initiative_is_held_against_what_its_emitter_reports) {
  World w;
  Region& region = w.world.region;
  region.emissions = {{.site = SiteId(0), .year = 2020, .gas = "CO2", .amount = 900.0 * tonne}};
  region.initiatives = {{.key = "i-1", .emitter = SiteId(0)}, {.key = "i-2", .site = SiteId(1)}};
  const Ledger ledger = make_initiative_ledger(
      region, std::vector<InitiativeCut>{{InitiativeId(0), 2035, 65.0 * kTonnes, 150.0 * kTonnes},
                                         {InitiativeId(1), 2035, 7.0 * kTonnes}});
  const auto projects = make_initiative_projects(region, ledger);
  ASSERT_EQ(projects.size(), 2u);
  EXPECT_THAT(texts(ledger, projects[0]),
              ElementsAre("controlled source direct 900 835 estimated",
                          "controlled reservoir stored 0 -150 estimated"));
  EXPECT_THAT(texts(ledger, projects[1]),
              ElementsAre("affected source direct unknown unknown estimated"));
  EXPECT_NEAR(projects[1].difference.in(kTonnes), -7, 1e-9);
}

}  // namespace
}  // namespace samspill::accounting
