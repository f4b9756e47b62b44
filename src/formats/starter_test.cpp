#include "formats/starter.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "base/temporary_folder.h"
#include "formats/column_help.h"
#include "formats/csv_folder.h"
#include "formats/schema.h"
#include "formats/settings.h"
#include "formats/starter_example.h"
#include "formats/starter_lists.h"
#include "formats/workbook_reader.h"
#include "formats/workbook_writer.h"
#include "formats/zip_archive.h"
#include "reference/carriage.h"
#include "reference/suitability.h"
#include "reference/texts.h"
#include "tests/support/any_tables.h"

namespace samspill::formats {
namespace {

namespace fs = std::filesystem;
using reference::Language;
using samspill::testing::content;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> texts(const Diagnostics& diagnostics) {
  std::vector<std::string> out;
  for (const Diagnostic& diagnostic : diagnostics.list()) out.push_back(to_text(diagnostic));
  return out;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    out.push_back(entry.path().filename().string());
  }
  return out;
}

class Starter : public ::testing::TestWithParam<Language> {
 protected:
  TemporaryFolder folder_;
};
INSTANTIATE_TEST_SUITE_P(Languages, Starter, ::testing::Values(Language::en, Language::nb));

TEST_P(Starter, the_folder_passes_the_check) {
  write_starter_folder(folder_ / "new", GetParam());
  Diagnostics diagnostics;
  const Tables tables = read_csv_folder(folder_ / "new", diagnostics);
  const auto dataset = read_dataset(tables, reference::built_in(), diagnostics);
  EXPECT_THAT(texts(diagnostics), IsEmpty());
  ASSERT_TRUE(dataset);
  EXPECT_EQ(dataset->region.sites.size(), 3U);
  EXPECT_EQ(dataset->region.streams.size(), 6U);
  EXPECT_EQ(dataset->region.exchanges.size(), 1U);
  EXPECT_EQ(tables.tables.size(), kStarterTables.size());
}

TEST_P(Starter, the_workbook_is_the_same_dataset_as_the_folder) {
  write_starter_folder(folder_ / "new", GetParam());
  write_starter_workbook(folder_ / "new.xlsx", GetParam());
  Diagnostics diagnostics;
  const Tables from_folder = read_csv_folder(folder_ / "new", diagnostics);
  const Tables from_workbook = read_workbook(folder_ / "new.xlsx", diagnostics);
  EXPECT_EQ(content(from_workbook), content(from_folder));
  EXPECT_EQ(read_settings(from_workbook.settings, "", diagnostics),
            read_settings(from_folder.settings, "", diagnostics));
  EXPECT_TRUE(read_dataset(from_workbook, reference::built_in(), diagnostics));
  EXPECT_THAT(texts(diagnostics), IsEmpty());
}

/// An offer and a need that fit in kind, quality and reach.
bool fits(const Dataset& dataset, StreamId offer, StreamId need) {
  const Region& region = dataset.region;
  const Stream& giver = region[offer];
  const Stream& taker = region[need];
  if (giver.direction != Direction::offer || taker.direction != Direction::need) return false;
  const reference::Carriages carriages(region, dataset.reference);
  return dataset.reference.fit(giver.resource, taker.resource) &&
         reference::check_quality(region, dataset.reference, offer, need).fits &&
         !carriages.ways(giver.site, taker.site, giver.resource).empty();
}

TEST_P(Starter, the_example_has_a_match_beside_the_recorded_exchange) {
  Diagnostics diagnostics;
  const auto dataset = read_dataset(starter_tables(GetParam()), reference::built_in(), diagnostics);
  ASSERT_TRUE(dataset);
  std::vector<std::string> pairs;
  const std::size_t streams = dataset->region.streams.size();
  for (std::size_t offer = 0; offer < streams; ++offer) {
    for (std::size_t need = 0; need < streams; ++need) {
      if (!fits(*dataset, StreamId(offer), StreamId(need))) continue;
      pairs.push_back(dataset->region.streams[offer].key + " " + dataset->region.streams[need].key);
    }
  }
  EXPECT_THAT(pairs, ::testing::IsSupersetOf({"ex-dairy-heat ex-greenhouse-heat",
                                              "ex-sawmill-bark ex-greenhouse-fuel"}));
}

TEST_P(Starter, the_readme_explains_every_file_and_column) {
  write_starter_folder(folder_ / "new", GetParam());
  const std::string readme = read_file(folder_ / "new" / "README.md");
  for (const std::string_view name : kStarterTables) {
    EXPECT_THAT(readme, HasSubstr("\n## " + std::string(name) + ".csv\n"));
    for (const ColumnSchema& column : find_table(name)->columns) {
      EXPECT_THAT(readme, HasSubstr("| `" + column.name + "`"));
    }
  }
  for (const std::string_view key : kStarterSettings) {
    EXPECT_THAT(readme, HasSubstr("| `" + std::string(key) + "`"));
  }
  EXPECT_THAT(readme, HasSubstr("`cases.csv`"));
  EXPECT_EQ(readme.find("starter."), std::string::npos) << "a text is missing";
  EXPECT_EQ(readme.find("kind."), std::string::npos) << "a text is missing";
}

TEST_P(Starter, every_column_of_the_schema_can_be_explained) {
  for (const TableSchema& table : schema()) {
    for (const ColumnSchema& column : table.columns) {
      EXPECT_EQ(column_help(column, GetParam()).find("kind."), std::string::npos)
          << table.name << " " << column.name;
    }
  }
}

TEST_P(Starter, the_words_to_choose_from_have_names_in_the_language) {
  const auto resources = list_words("resource", GetParam());
  EXPECT_EQ(resources.size(), reference::built_in().resources().size());
  const auto bark = std::ranges::find(resources, "bark", &ListWord::word);
  ASSERT_NE(bark, resources.end());
  EXPECT_EQ(bark->meaning, "bark [t]");
  const auto heat = std::ranges::find(resources, "surplus-heat", &ListWord::word);
  EXPECT_EQ(heat->meaning,
            GetParam() == Language::nb ? "overskuddsvarme [MWh]" : "surplus heat [MWh]");
  const auto countries = list_words("country", GetParam());
  EXPECT_EQ(countries[0].word, "NO");
  EXPECT_EQ(countries[0].meaning, GetParam() == Language::nb ? "Norge" : "Norway");
  EXPECT_GT(countries.size(), 200U);
  const auto routes = list_words("route", GetParam());
  EXPECT_EQ(routes.size(), 30U);  // R1–R13, D1–D15, purchase, none
}

/// A part of the starter workbook as XML.
std::string part_of(const fs::path& path, std::string_view part) {
  ZipArchive archive(read_file(path), path.string(), {});
  std::string text;
  archive.read(part, [&text](std::string_view piece) { text += piece; });
  return text;
}

TEST(StarterWorkbook, cells_have_lists_limits_and_help) {
  const TemporaryFolder folder;
  const fs::path path = folder / "new.xlsx";
  write_starter_workbook(path, Language::en);
  EXPECT_THAT(part_of(path, "xl/workbook.xml"),
              ContainsRegex("<sheet name=\"lists\"[^>]* state=\"hidden\""));
  const std::string streams = part_of(path, "xl/worksheets/sheet4.xml");
  EXPECT_THAT(streams, ContainsRegex("sqref=\"B3:B502\"><formula1>sites![$]A[$]3:[$]A[$]502<"));
  EXPECT_THAT(streams, ContainsRegex("sqref=\"C3:C502\"><formula1>\"offer,need\"<"));
  EXPECT_THAT(streams, ContainsRegex("sqref=\"D3:D502\"><formula1>lists![$]A[$]2:[$]A[$][0-9]+<"));
  EXPECT_THAT(streams, ContainsRegex("type=\"decimal\"[^>]*operator=\"greaterThanOrEqual\"[^>]*"
                                     "sqref=\"F3:F502\"><formula1>0<"));
  EXPECT_THAT(streams, ContainsRegex("type=\"custom\"[^>]*sqref=\"A3:A502\""));
  EXPECT_THAT(streams,
              ContainsRegex("error=\"Expected: one of: measured, calculated, estimated\""));
  EXPECT_THAT(streams, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(part_of(path, "xl/comments2.xml"),
              HasSubstr("resource id, or its name in any of the languages"));
}

TEST(StarterWorkbook, an_edited_copy_without_help_rows_still_reads) {
  const TemporaryFolder folder;
  write_starter_workbook(folder / "new.xlsx", Language::nb);
  Diagnostics diagnostics;
  const Tables tables = read_workbook(folder / "new.xlsx", diagnostics);
  write_workbook(tables, folder / "again.xlsx");
  EXPECT_EQ(content(read_workbook(folder / "again.xlsx", diagnostics)), content(tables));
  EXPECT_EQ(tables.find("sites")->row_number(0), 3);
}

TEST(StarterFolder, an_empty_folder_is_filled_and_nothing_else_left) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "empty");
  write_starter_folder(folder.path() / "empty" / "", Language::en);
  EXPECT_THAT(names_in(folder.path()), UnorderedElementsAre("empty"));
  EXPECT_EQ(names_in(folder / "empty").size(), kStarterTables.size() + 2);
}

TEST(StarterFolder, what_is_there_is_never_overwritten) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "mine");
  write_file(folder / "mine" / "sites.csv", "mine");
  write_file(folder / "file.xlsx", "mine");
  const auto kind_of = [](auto&& act) {
    try {
      act();
    } catch (const Error& error) {
      return error.kind;
    }
    return ErrorKind::internal;
  };
  EXPECT_EQ(kind_of([&] { write_starter_folder(folder / "mine", Language::en); }),
            ErrorKind::conflict);
  EXPECT_EQ(kind_of([&] { write_starter_folder(folder / "file.xlsx", Language::en); }),
            ErrorKind::conflict);
  EXPECT_EQ(kind_of([&] { write_starter_workbook(folder / "file.xlsx", Language::en); }),
            ErrorKind::conflict);
  EXPECT_EQ(kind_of([&] { write_starter_workbook(folder / "none" / "a.xlsx", Language::en); }),
            ErrorKind::unavailable);
  EXPECT_EQ(kind_of([&] { write_starter_folder("/proc/none/new", Language::en); }),
            ErrorKind::unavailable);
  EXPECT_THAT(names_in(folder / "mine"), UnorderedElementsAre("sites.csv"));
  EXPECT_THAT(names_in(folder.path()), UnorderedElementsAre("mine", "file.xlsx"));
  EXPECT_EQ(read_file(folder / "file.xlsx"), "mine");
}

}  // namespace
}  // namespace samspill::formats
