#include "formats/append_row.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "base/temporary_folder.h"

namespace samspill::formats {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kHeader = "offer_id,need_id,decision,reason,remark,date,facts\n";

std::vector<NamedCell> row(const std::string& remark) {
  return {{"offer_id", "o"},  {"need_id", "n"},       {"decision", "declined"}, {"reason", "law"},
          {"remark", remark}, {"date", "2026-05-17"}, {"facts", "f1"}};
}

/// decisions.csv after a row was added to these bytes.
std::string after(const std::string& bytes, const std::string& remark = "") {
  const TemporaryFolder folder;
  write_file(folder / "decisions.csv", bytes);
  append_row(folder.path(), *find_table("decisions"), row(remark));
  return read_file(folder / "decisions.csv");
}

/// The message of a refusal; the file must be what it was.
std::string refusal(const std::string& bytes, const std::string& remark = "") {
  const TemporaryFolder folder;
  write_file(folder / "decisions.csv", bytes);
  std::string message = "nothing was thrown";
  try {
    append_row(folder.path(), *find_table("decisions"), row(remark));
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    message = error.what();
  }
  EXPECT_EQ(read_file(folder / "decisions.csv"), bytes);
  const std::filesystem::directory_iterator files(folder.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1) << "nothing half-written is left";
  return message;
}

TEST(AppendRow, a_missing_file_is_made_with_its_header) {
  const TemporaryFolder folder;
  append_row(folder.path(), *find_table("decisions"), row("too wet"));
  EXPECT_EQ(read_file(folder / "decisions.csv"),
            std::string(kHeader) + "o,n,declined,law,too wet,2026-05-17,f1\n");
}

TEST(AppendRow, the_row_comes_in_the_form_of_the_file) {
  const std::string added = "o,n,declined,law,,2026-05-17,f1";
  const std::string header(kHeader.substr(0, kHeader.size() - 1));
  EXPECT_EQ(after(header + "\n"), header + "\n" + added + "\n");
  EXPECT_EQ(after(header), header + "\n" + added + "\n") << "no line end at the end";
  EXPECT_EQ(after(header + "\r\n"), header + "\r\n" + added + "\r\n");
  EXPECT_EQ(after(header + "\r\na,b,accepted,,,,"),
            header + "\r\na,b,accepted,,,,\r\n" + added + "\r\n");
  EXPECT_EQ(after(header + "\r"), header + "\r" + added + "\r");
  EXPECT_EQ(after("\xEF\xBB\xBF" + header + "\n\n \n"),
            "\xEF\xBB\xBF" + header + "\n\n \n" + added + "\n")
      << "byte-order mark and blank lines stay";
  EXPECT_EQ(after("Facts;date;Remark;Reason;decision;Need ID;Offer ID\r\n", "a;b, \"c\""),
            "Facts;date;Remark;Reason;decision;Need ID;Offer ID\r\n"
            "f1;2026-05-17;\"a;b, \"\"c\"\"\";law;declined;n;o\r\n");
  EXPECT_EQ(after("sep=|\nfacts|offer_id|need_id|decision|reason|remark|date\n", "a|b"),
            "sep=|\nfacts|offer_id|need_id|decision|reason|remark|date\n"
            "f1|o|n|declined|law|\"a|b\"|2026-05-17\n");
}

TEST(AppendRow, letters_come_in_the_encoding_of_the_file) {
  const std::string header(kHeader);
  EXPECT_THAT(after(header, "for vått"), HasSubstr(",for vått,"));
  EXPECT_THAT(after(header + "a,b,accepted,,t\xF8rt,,\n", "for v\u00E5tt €"),
              HasSubstr(",for v\xE5tt \x80,"));
  EXPECT_THAT(refusal(header + "a,b,accepted,,t\xF8rt,,\n", "日本"), HasSubstr("save the file as"));
  EXPECT_THAT(refusal(header, "v\xE5t"), HasSubstr("column remark")) << "not UTF-8";
  std::string wide = "\xFF\xFE";
  for (const char letter : header) wide += {letter, '\0'};
  EXPECT_THAT(refusal(wide), HasSubstr("found UTF-16, expected UTF-8"));
}

TEST(AppendRow, remarks_come_back_as_they_are) {
  for (const std::string remark :
       {"a\nb", "a\r\nb", "=\"x\"", "=1+1", "\"", "a,b;c\td", "sep=;", "'", "\"\"", "x\" y"}) {
    Diagnostics diagnostics;
    const auto table = read_csv("decisions", "d", after(std::string(kHeader), remark), diagnostics);
    ASSERT_EQ(table->rows(), 1U) << remark;
    EXPECT_EQ(table->cell(0, 4), remark);
  }
}

TEST(AppendRow, what_the_file_cannot_hold_is_refused) {
  EXPECT_THAT(refusal("offer_id,need_id,decision,reason,remark,date\n"),
              HasSubstr("the header has no column facts for \"f1\"; add the column first"));
  EXPECT_THAT(refusal("offer_id,need_id,decision,reason,date,facts\n", "dry"),
              HasSubstr("no column remark"));
  EXPECT_THAT(after("offer_id,need_id,decision,reason,date,facts\n"), HasSubstr("o,n,declined"));
  EXPECT_THAT(refusal(""), HasSubstr("the file is empty"));
  EXPECT_THAT(refusal("offer_id,need_id,decision,why\n"), HasSubstr("not a column of decisions"));
  EXPECT_THAT(refusal(std::string(kHeader) + "o,n,\"declined\n"), HasSubstr("never closes"));
  EXPECT_THAT(refusal(std::string(kHeader), std::string(70'000, 'x')), HasSubstr("at most 65536"));
  EXPECT_THAT(refusal(std::string(kHeader), std::string("a\0b", 3)), HasSubstr("zero bytes"));
}

}  // namespace
}  // namespace samspill::formats
