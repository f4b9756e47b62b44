#include "app/imports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/app_world_test.h"
#include "app/open_dataset.h"
#include "base/error.h"
#include "base/json.h"
#include "tests/support/any_tables.h"

namespace samspill::app {
namespace {

using testing::content;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Examples : public ::testing::TestWithParam<const char*> {};

TEST_P(Examples, come_out_of_a_database_as_they_went_in) {
  const std::string place = std::string(SAMSPILL_SOURCE_DIR) + "/examples/" + GetParam();
  Diagnostics diagnostics;
  const formats::Tables tables = formats::read_tables(place, diagnostics);
  const TemporaryFolder folder;
  {
    storage::Store store(folder / "a.db", storage::Access::create);
    Workspace workspace(store);
    EXPECT_TRUE(Imports{workspace}.apply(auth::kOwner, "", tables).is_sound);
    EXPECT_THAT(Imports{workspace}.apply(auth::kOwner, "", tables).changes, IsEmpty());
  }
  const formats::Tables stored = open_dataset(folder / "a.db", diagnostics);
  EXPECT_EQ(content(stored), content(tables));
  EXPECT_EQ(stored.settings, tables.settings);
  formats::write_tables(stored, folder / "out");
  EXPECT_EQ(content(formats::read_tables(folder / "out", diagnostics)), content(tables));
  formats::write_tables(stored, folder / "out.xlsx");
  const auto read = formats::read_dataset(formats::read_tables(folder / "out.xlsx", diagnostics),
                                          reference::built_in(), diagnostics);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->region,
            formats::read_dataset(tables, reference::built_in(), diagnostics)->region);
}

INSTANTIATE_TEST_SUITE_P(All, Examples,
                         ::testing::Values("trondelag", "grenland", "naestved", "kalundborg"));

TEST_F(AppWorld, an_import_again_stores_only_what_differs) {
  testing::Text texts = kSomeTables;
  texts[0].second += "dairy,Dairy,NO,,63.8,10\n";
  texts[1].second =
      "note,unit,stream_id,site_id,direction,resource,quantity\n"
      ",t/yr,bark-in,farm,need,bark,800\n"
      "wet,t/yr,bark-out,mill,offer,bark,1 200\n";
  texts[2].second = "stream_id,property,typical,unit\n";
  const formats::Tables again = tables_of(texts);
  const ImportOutcome preview = Imports{workspace_}.preview(auth::kOwner, "fosen", again);
  ASSERT_THAT(preview.changes, SizeIs(3));
  EXPECT_EQ(preview.changes[0].kind, ChangeKind::added);
  EXPECT_EQ(preview.changes[0].key, "dairy");
  EXPECT_EQ(preview.changes[1], (RowChange{ChangeKind::changed,
                                           "streams",
                                           "bark-in",
                                           {{"quantity", "7e2"}},
                                           {{"quantity", "800"}}}));
  EXPECT_EQ(preview.changes[2].kind, ChangeKind::removed);
  EXPECT_EQ(preview.changes[2].key, "bark-out dry_matter");
  EXPECT_EQ(content(stored()), content(tables_of(kSomeTables)));

  EXPECT_EQ(Imports{workspace_}.apply(auth::kOwner, "", again, 1).changes, preview.changes);
  EXPECT_EQ(content(stored()), content(again));
  const auto marks = [&](const char* table) {
    return *workspace_.region("fosen")->stored.marks_of(table);
  };
  EXPECT_EQ(marks("streams")[0].version, 2);
  EXPECT_EQ(marks("streams")[1].version, 1);
  EXPECT_THAT(log(), SizeIs(1 + 1 + 3));
  EXPECT_EQ(log()[1].before_cells, R"({"quantity":"7e2"})");
  EXPECT_EQ(log()[1].after_cells, R"({"quantity":"800"})");
}

TEST_F(AppWorld, a_dataset_with_an_error_changes_nothing) {
  testing::Text texts = kSomeTables;
  texts[1].second += "x,nowhere,offer,bark,1,t/yr,\n";
  const ImportOutcome outcome = import(tables_of(texts));
  EXPECT_FALSE(outcome.is_sound);
  EXPECT_THAT(to_text(outcome.diagnostics.list().front()),
              HasSubstr("streams.csv row 4, column site_id: found \"nowhere\""));
  EXPECT_EQ(content(stored()), content(tables_of(kSomeTables)));
  EXPECT_THAT(log(), SizeIs(1));
}

TEST_F(AppWorld, a_column_that_goes_and_comes_back_is_empty) {
  testing::Text without = kSomeTables;
  without[1].second =
      "stream_id,site_id,direction,resource,quantity,unit\n"
      "bark-out,mill,offer,bark,1 200,t/yr\nbark-in,farm,need,bark,7e2,t/yr\n";
  import(tables_of(without));
  testing::Text empty = kSomeTables;
  empty[1].second =
      "stream_id,site_id,direction,resource,quantity,unit,note\n"
      "bark-out,mill,offer,bark,1 200,t/yr,\nbark-in,farm,need,bark,7e2,t/yr,\n";
  import(tables_of(empty));
  EXPECT_EQ(content(stored()), content(tables_of(empty)));
}

TEST_F(AppWorld, a_table_that_goes_and_comes_back_is_whole) {
  import(tables_of({kSomeTables[0], kSomeTables[1]}));
  EXPECT_EQ(stored().find("qualities"), nullptr);
  import(tables_of(kSomeTables));
  EXPECT_EQ(content(stored()), content(tables_of(kSomeTables)));
}

TEST_F(AppWorld, a_preview_that_is_out_of_date_is_a_conflict) {
  testing::Text texts = kSomeTables;
  texts[0].second += "dairy,Dairy,NO,,63.8,10\n";
  import(tables_of(texts));
  EXPECT_THROW(Imports{workspace_}.apply(auth::kOwner, "", tables_of(kSomeTables), 1), Error);
}

TEST_F(AppWorld, several_regions_share_a_database_and_must_be_named) {
  import(tables_of(kSomeTables, "name = \"Møre\"\nbase_year = 2025\n"));
  Diagnostics diagnostics;
  EXPECT_EQ(open_dataset((folder_ / "a.db").string() + "#more", diagnostics).settings,
            "name = \"Møre\"\nbase_year = 2025\n");
  try {
    open_dataset(folder_ / "a.db", diagnostics);
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::not_found);
    EXPECT_THAT(error.what(), HasSubstr("name one of fosen, more"));
  }
}

TEST(TableComparison, rows_without_ids_are_paired_by_what_they_hold) {
  const auto before = tables_of({{"emissions",
                                  "site_id,year,gas,tonnes\n"
                                  "a,2020,CO2,1\na,2020,CH4,2\na,2021,CO2,3\n"}});
  const auto after = tables_of({{"emissions",
                                 "site_id,year,gas,tonnes\n"
                                 "a,2021,CO2,3\na,2020,CO2,9\na,2020,CH4,2\n"}});
  const auto changes = diff(before, after);
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_THAT(changes[0].before, ElementsAre(storage::Cell("tonnes", "1")));
  EXPECT_THAT(changes[0].after, ElementsAre(storage::Cell("tonnes", "9")));
}

}  // namespace
}  // namespace samspill::app
