#include "formats/workbook_writer.h"

#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/temporary_folder.h"
#include "formats/csv_folder.h"
#include "formats/json_tables.h"
#include "formats/settings.h"
#include "formats/workbook_reader.h"
#include "formats/zip_archive.h"
#include "tests/support/any_tables.h"

namespace samspill::formats {
namespace {

using samspill::testing::content;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> setting_texts(const std::string& toml) {
  std::vector<std::string> out;
  for (const auto& [key, value] : list_settings(toml)) out.push_back(key + " = " + value);
  return out;
}

Tables one_table(std::string name, std::vector<std::string> columns,
                 const std::vector<std::vector<std::string_view>>& rows) {
  Tables tables{"x", "region.toml", "name = \"X\"\n", {}};
  Table table(name, name + ".csv", std::move(columns));
  for (int number = 2; const auto& row : rows) table.add_row(number++, row);
  tables.tables.push_back(std::move(table));
  return tables;
}

std::string part_of(const std::filesystem::path& path, std::string_view part) {
  ZipArchive archive(read_file(path), path.string(), {});
  std::string text;
  archive.read(part, [&text](std::string_view piece) { text += piece; });
  return text;
}

std::string failure(const Tables& tables, const std::filesystem::path& path, ErrorKind kind) {
  try {
    write_workbook(tables, path);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, kind);
    return error.what();
  }
  return "nothing was thrown";
}

RC_GTEST_PROP(WorkbookWriter, every_cell_comes_back_the_same, ()) {
  const Tables tables = *samspill::testing::any_tables();
  const TemporaryFolder folder;
  write_workbook(tables, folder / "book.xlsx");
  Diagnostics diagnostics;
  const Tables read = read_workbook(folder / "book.xlsx", diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.list()) RC_LOG(to_text(diagnostic));
  RC_ASSERT(diagnostics.list().empty());
  RC_ASSERT(content(read) == content(tables));
  RC_ASSERT(setting_texts(read.settings) == setting_texts(tables.settings));
}

RC_GTEST_PROP(WorkbookWriter, a_folder_comes_back_the_same, ()) {
  const Tables tables = *samspill::testing::any_tables();
  const TemporaryFolder folder;
  write_csv_folder(tables, folder / "before");
  Diagnostics diagnostics;
  const Tables before = read_csv_folder(folder / "before", diagnostics);
  write_workbook(before, folder / "book.xlsx");
  write_csv_folder(read_workbook(folder / "book.xlsx", diagnostics), folder / "after");
  RC_ASSERT(diagnostics.list().empty());
  for (const Table& table : tables.tables) {
    RC_ASSERT(read_file(folder / "after" / (table.name() + ".csv")) ==
              read_file(folder / "before" / (table.name() + ".csv")));
  }
}

TEST(WorkbookWriter, the_examples_come_back_the_same) {
  const TemporaryFolder folder;
  std::size_t examples = 0;
  const std::filesystem::path root = std::filesystem::path(SAMSPILL_SOURCE_DIR) / "examples";
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (!std::filesystem::exists(entry.path() / "region.toml")) continue;
    Diagnostics diagnostics;
    const Tables tables = read_csv_folder(entry.path(), diagnostics);
    const std::filesystem::path book = folder / (entry.path().filename().string() + ".xlsx");
    write_workbook(tables, book);
    const Tables from_book = read_workbook(book, diagnostics);
    EXPECT_EQ(content(from_book), content(tables)) << entry.path();
    EXPECT_EQ(setting_texts(from_book.settings), setting_texts(tables.settings)) << entry.path();
    const Tables from_json = read_json_bytes(write_json(tables), "a.json", diagnostics);
    EXPECT_EQ(content(from_json), content(tables)) << entry.path();
    EXPECT_FALSE(diagnostics.has_errors()) << to_text(diagnostics.list().front());
    ++examples;
  }
  EXPECT_GT(examples, 0U);
}

TEST(WorkbookWriter, the_settings_come_back_the_same) {
  const std::string toml =
      "# a comment\nname = \"Sør-\\\"T\\\"røndelag\"\ncountry = \"NO\"\ncurrency = \"EUR\"\n"
      "base_year = 2024\ndiscount_rate = 0.06\nperiods = [4000, 4760]\n"
      "planning_years = [2030, 2040]\n[carbon_price_eur_per_t]\n2030 = 80.0\n2040 = 120\n";
  Tables tables = one_table("links", {"from_site", "to_site", "mode"}, {});
  tables.settings = toml;
  const TemporaryFolder folder;
  write_workbook(tables, folder / "book.xlsx");
  Diagnostics diagnostics;
  const Tables read = read_workbook(folder / "book.xlsx", diagnostics);
  EXPECT_EQ(setting_texts(read.settings), setting_texts(toml));
  EXPECT_EQ(read_settings(read.settings, "region", diagnostics),
            read_settings(toml, "region.toml", diagnostics));
  EXPECT_THAT(diagnostics.list(), IsEmpty());
}

TEST(WorkbookWriter, a_name_that_looks_like_a_number_stays_a_text) {
  Tables tables = one_table("links", {"from_site", "to_site", "mode"}, {});
  tables.settings = "name = \"2030\"\ncountry = \"true\"\n";
  const TemporaryFolder folder;
  write_workbook(tables, folder / "book.xlsx");
  Diagnostics diagnostics;
  EXPECT_EQ(setting_texts(read_workbook(folder / "book.xlsx", diagnostics).settings),
            setting_texts(tables.settings));
}

TEST(WorkbookWriter, only_what_loses_nothing_becomes_a_number) {
  const Tables tables = one_table("links", {"from_site", "distance_km"},
                                  {{"1", "12.5"}, {"2", "007"}, {"=1+1", "0.30000000000000004"}});
  const TemporaryFolder folder;
  write_workbook(tables, folder / "book.xlsx");
  const std::string sheet = part_of(folder / "book.xlsx", "xl/worksheets/sheet2.xml");
  EXPECT_THAT(sheet, HasSubstr("<v>12.5</v>"));
  EXPECT_THAT(sheet, ContainsRegex("<c r=\"A2\" s=\"[0-9]+\" t=\"s\">"));
  EXPECT_THAT(sheet, ContainsRegex("<c r=\"B3\" s=\"[0-9]+\" t=\"s\">"));
  EXPECT_THAT(sheet, ContainsRegex("<c r=\"B4\" s=\"[0-9]+\" t=\"s\">"));
  EXPECT_EQ(sheet.find("<f>"), std::string::npos);
}

TEST(WorkbookWriter, the_region_comes_first_then_the_tables_in_order) {
  Tables tables = one_table("sites", {"site_id"}, {{"a"}});
  tables.tables.push_back(Table("streams", "streams.csv", {"stream_id"}));
  const TemporaryFolder folder;
  write_workbook(tables, folder / "book.xlsx");
  EXPECT_THAT(part_of(folder / "book.xlsx", "xl/workbook.xml"),
              HasSubstr("<sheet name=\"region\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"sites\" "
                        "sheetId=\"2\" r:id=\"rId2\"/><sheet name=\"streams\""));
}

TEST(WorkbookWriter, large_tables_come_back_the_same_too) {
  Tables tables = one_table("streams", {"stream_id", "quantity", "unit", "note"}, {});
  constexpr int kRows = 130'000;
  for (int row = 0; row < kRows; ++row) {
    const std::string id = std::format("s{}", row), quantity = std::to_string(row);
    tables.tables[0].add_row(row + 2, {id, quantity, "t/yr", "a\r_x000D_ <&>"});
  }
  const TemporaryFolder folder;
  write_workbook(tables, folder / "book.xlsx");
  Diagnostics diagnostics;
  const Tables read = read_workbook(folder / "book.xlsx", diagnostics);
  // site_id, direction and resource are missing, and only that is told.
  EXPECT_EQ(diagnostics.list().size(), 3U);
  EXPECT_TRUE(content(read) == content(tables));
}

TEST(WorkbookWriter, a_cell_that_a_workbook_cannot_hold_is_named) {
  const TemporaryFolder folder;
  const std::string longest(32'767, 'x');
  write_workbook(one_table("links", {"from_site", "note"}, {{"a", longest}}), folder / "a.xlsx");
  const std::string longer = longest + "x";
  const std::string fishes = [] {
    std::string out;
    for (int i = 0; i < 16'384; ++i) out += "\xF0\x9F\x90\x9F";
    return out;
  }();
  for (const std::string& text : {longer, fishes}) {
    EXPECT_EQ(
        failure(one_table("links", {"from_site", "note"}, {{"a", ""}, {"b", text}}),
                folder / "b.xlsx", ErrorKind::invalid),
        "links row 3, column note: has 32768 characters, but a cell of a workbook can only have "
        "32767");
  }
  EXPECT_THAT(failure(one_table("links", {"from_site"}, {{"\xEF\xBF\xBF"}}), folder / "b.xlsx",
                      ErrorKind::invalid),
              HasSubstr("links row 2, column from_site: has the character U+FFFE or U+FFFF"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1)
      << "nothing may be left of what failed";
}

TEST(WorkbookWriter, a_place_that_cannot_be_written_is_told) {
  const TemporaryFolder folder;
  const Tables tables = one_table("links", {"from_site"}, {{"a"}});
  EXPECT_THAT(failure(tables, folder / "none" / "book.xlsx", ErrorKind::unavailable),
              HasSubstr("cannot be written"));
  EXPECT_THAT(failure(tables, folder.path(), ErrorKind::unavailable), HasSubstr("it is a folder"));
}

TEST(WorkbookWriter, an_old_file_is_replaced) {
  const TemporaryFolder folder;
  write_file(folder / "book.xlsx", "old");
  write_workbook(one_table("links", {"from_site"}, {{"a"}}), folder / "book.xlsx");
  EXPECT_TRUE(read_file(folder / "book.xlsx").starts_with("PK"));
}

}  // namespace
}  // namespace samspill::formats
