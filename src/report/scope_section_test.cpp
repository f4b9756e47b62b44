#include "report/scope_section.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sample_world_test.h"

namespace samspill::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Co2eFlow kTonnes = tonne_co2e / year;

/// The sample world whose avoided production stands in comparative, and two inventories.
struct ScopeWorld {
  ScopeWorld() {
    for (LedgerEntry& entry : world->ledger.entries) {
      if (entry.kind == EntryKind::avoided_production) entry.place = {Account::comparative};
    }
    standards.scopes = {{.site = SiteId(0), .place = {Account::scope_3, 5}},
                        {.site = SiteId(0), .place = {Account::scope_2}},
                        {.site = SiteId(1), .place = {Account::scope_1}}};
    standards.scopes[0].calculated = 50.0 * kTonnes;
    standards.scopes[0].change = -12.0 * kTonnes;
    standards.scopes[1].calculated = 5.0 * kTonnes;  // nothing changes: not told
    standards.scopes[1].method = accounting::EnergyMethod::location_based;
    standards.scopes[2].reported = 900.0 * kTonnes;
    standards.scopes[2].last_year = 2016;
    standards.scopes[2].is_outdated = true;
    standards.scopes[2].bought_less = -45.0 * kTonnes;
  }

  Section section(Language language) const {
    ReportInput input = world->input(language);
    input.standards = standards;
    return scope_section(Basis(input));
  }

  std::unique_ptr<testing::SampleWorld> world = testing::make_sample_world();
  accounting::Standards standards;
};

std::vector<std::string> texts(const Row& row, Language language) {
  std::vector<std::string> out;
  for (const Cell& cell : row.cells) out.push_back(Wording(language).cell(cell));
  return out;
}

TEST(ScopeSection, tells_what_is_reported_or_changes_and_claims_beside_it) {
  const ScopeWorld world;
  const Section section = world.section(Language::en);
  const std::string first = world.world->dataset.region.sites[1].name;
  const std::string second = world.world->dataset.region.sites[0].name;
  ASSERT_EQ(section.tables.size(), 2u);
  ASSERT_EQ(section.tables[0].rows.size(), 2u);
  EXPECT_THAT(texts(section.tables[0].rows[0], Language::en),
              ElementsAre(first, "Scope 1: given off here", "reported 2016, out of date", "900",
                          "–", "−45", "unknown"));
  EXPECT_THAT(texts(section.tables[0].rows[1], Language::en),
              ElementsAre(second, "Scope 3.5: waste", "listed streams", "50", "−12", "–", "38"));
  EXPECT_THAT(section.paragraphs[1], HasSubstr("(sites: 1)"));
}

TEST(ScopeSection, claims_have_a_reference_and_a_total_of_their_own) {
  const ScopeWorld world;
  const Table claims = world.section(Language::nb).tables[1];
  EXPECT_THAT(claims.note, HasSubstr("slik det er i dag"));
  EXPECT_THAT(claims.note, HasSubstr("ligger i ingens klimaregnskap"));
  const auto count = std::ranges::count(world.world->ledger.entries, EntryKind::avoided_production,
                                        &LedgerEntry::kind);
  ASSERT_EQ(claims.rows.size(), static_cast<std::size_t>(count + 1));
  EXPECT_TRUE(claims.rows.back().is_total);
  EXPECT_EQ(claims.rows.back().cells[4].value, world.world->ledger.balance.avoided.in(kTonnes));
}

TEST(ScopeSection, is_left_out_where_there_is_nothing_to_tell) {
  const auto world = testing::make_sample_world();
  EXPECT_TRUE(scope_section(Basis(world->input())).tables.empty());
}

}  // namespace
}  // namespace samspill::report
