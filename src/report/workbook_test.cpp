#include "report/workbook.h"

#include <filesystem>
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <zip.h>

#include "base/error.h"
#include "base/file.h"
#include "report/sample_world_test.h"

namespace samspill::report::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class WorkbookTest : public ::testing::Test {
 protected:
  WorkbookTest() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / std::format("samspill-{}-{}", test->name(), ::getpid());
    fs::create_directories(folder_);
  }
  ~WorkbookTest() override { fs::remove_all(folder_); }

  /// Name → bytes of every part of the workbook.
  static std::map<std::string, std::string> parts(const fs::path& path) {
    std::map<std::string, std::string> parts;
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY, &code);
    EXPECT_NE(archive, nullptr);
    for (zip_int64_t i = 0; archive != nullptr && i < zip_get_num_entries(archive, 0); ++i) {
      zip_stat_t info;
      zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &info);
      std::string bytes(info.size, '\0');
      zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
      zip_fread(file, bytes.data(), info.size);
      zip_fclose(file);
      parts[info.name] = std::move(bytes);
    }
    if (archive != nullptr) zip_discard(archive);
    return parts;
  }

  fs::path folder_;
};

std::size_t sheet_number(const std::string& workbook_xml, std::string_view name) {
  const std::size_t at = workbook_xml.find(std::format("<sheet name=\"{}\" sheetId=\"", name));
  if (at == std::string::npos) return 0;
  return std::stoul(workbook_xml.substr(workbook_xml.find("sheetId=\"", at) + 9));
}

TEST_F(WorkbookTest, tables_are_sheets_with_numbers_a_fixed_head_and_filters) {
  const ReportModel model = make_sample_world()->model();
  const fs::path path = folder_ / "report.xlsx";
  write_workbook(model, path);
  auto read = parts(path);
  const std::string& book = read["xl/workbook.xml"];
  for (const char* name : {"In short", "Sites", "Exchanges", "Ledger", "Warnings"}) {
    EXPECT_GT(sheet_number(book, name), 0U) << name;
  }
  const std::string& sheet =
      read[std::format("xl/worksheets/sheet{}.xml", sheet_number(book, "Exchanges"))];
  // 800 t/yr of bark, 60 000 EUR/yr: numbers, not text.
  EXPECT_THAT(sheet, HasSubstr("<v>800</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>60000</v>"));
  EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(sheet, HasSubstr("<autoFilter ref=\"A1:"));
  EXPECT_THAT(read["xl/sharedStrings.xml"], HasSubstr("unknown"));
  EXPECT_THAT(read["xl/sharedStrings.xml"], HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(read["xl/styles.xml"], HasSubstr("#,##0"));
}

TEST_F(WorkbookTest, an_older_file_is_replaced_and_nothing_else_is_left) {
  const fs::path path = folder_ / "report.xlsx";
  write_file(path, "old");
  write_workbook(make_sample_world()->model(Language::nb), path);
  EXPECT_THAT(parts(path)["xl/workbook.xml"], HasSubstr("name=\"Utvekslinger\""));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(WorkbookTest, a_place_that_cannot_be_written_is_an_error_that_names_it) {
  const fs::path path = folder_ / "no such folder" / "report.xlsx";
  try {
    write_workbook(make_sample_world()->model(), path);
    FAIL() << "should have thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::unavailable);
    EXPECT_THAT(error.what(), HasSubstr("no such folder"));
  }
}

TEST_F(WorkbookTest, sheet_names_that_excel_refuses_are_changed) {
  ReportModel model = make_sample_world()->model();
  for (Section& section : model.sections) {
    for (Table& table : section.tables) table.title = "A very long title: with [brackets] / slash";
  }
  const fs::path path = folder_ / "report.xlsx";
  write_workbook(model, path);
  const std::string book = parts(path)["xl/workbook.xml"];
  EXPECT_GT(sheet_number(book, "A very long title  with  bra"), 0U);
  EXPECT_GT(sheet_number(book, "A very long title  with  bra 2"), 0U);
}

}  // namespace
}  // namespace samspill::report::testing
