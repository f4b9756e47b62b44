#include "formats/workbook_reader.h"

#include <fcntl.h>
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "base/temporary_folder.h"
#include "formats/sheet_reader.h"
#include "tests/support/zip_bytes.h"

namespace samspill::formats {
namespace {

using samspill::testing::Parts;
using samspill::testing::workbook_parts;
using samspill::testing::zip_bytes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

struct Read {
  Tables tables;
  Diagnostics diagnostics;

  std::vector<std::string> messages() const {
    std::vector<std::string> out;
    for (const Diagnostic& diagnostic : diagnostics.list()) out.push_back(to_text(diagnostic));
    return out;
  }
  /// The rows of a table, cells with | between them.
  std::vector<std::string> rows(std::string_view name) const {
    std::vector<std::string> out;
    const Table* table = tables.find(name);
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
      std::string line = std::format("{}:", table->row_number(row));
      for (std::size_t i = 0; i < table->columns().size(); ++i) {
        line += std::format("{}{}", i == 0 ? "" : "|", table->cell(row, i));
      }
      out.push_back(line);
    }
    return out;
  }
};

Read read(const Parts& parts, UnpackLimits limits = {}) {
  Read result;
  result.tables =
      read_workbook_bytes(zip_bytes(parts), "data/book.xlsx", result.diagnostics, limits);
  return result;
}

std::string failure(const std::string& bytes, UnpackLimits limits = {}) {
  try {
    Diagnostics diagnostics;
    read_workbook_bytes(bytes, "data/book.xlsx", diagnostics, limits);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    return error.what();
  }
  return "nothing was thrown";
}

std::string text_cell(const std::string& text) {
  return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

std::string row(const std::vector<std::string>& cells) {
  std::string out = "<row>";
  for (const std::string& cell : cells) out += text_cell(cell);
  return out + "</row>";
}

/// A sheet of links: its only required columns are from_site, to_site and mode.
std::string links(const std::string& rows) {
  return row({"from_site", "to_site", "mode", "distance_km", "note"}) + rows;
}

/// A link's row whose distance is this cell.
std::string link(const std::string& cell) {
  return "<row>" + text_cell("a") + text_cell("b") + text_cell("lorry") + cell + "</row>";
}

TEST(WorkbookReader, shared_inline_and_formula_texts_are_cells) {
  const Parts parts = workbook_parts(
      {{"links", links("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
                       "<c t=\"str\"><f>A1</f><v>lorry</v></c><c/><c t=\"s\"><v>2</v></c></row>")}},
      {{"xl/sharedStrings.xml",
        std::format("<sst xmlns=\"{}\"><si><t> Åse &amp; co </t></si>"
                    "<si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r>"
                    "<rPh sb=\"0\" eb=\"1\"><t>reading aid</t></rPh></si>"
                    "<si><t>a_x000D_\nb _x005F_x0041_</t></si></sst>",
                    kMain)}});
  EXPECT_THAT(read(parts).rows("links"), ElementsAre("2:Åse & co|rich text|lorry||a\r\nb _x0041_"));
}

TEST(WorkbookReader, numbers_are_the_shortest_text_that_reads_back) {
  const auto number = [](const std::string& text) { return link("<c><v>" + text + "</v></c>"); };
  const Read result = read(workbook_parts(
      {{"links", links(number("0.10000000000000001") + number("1200") + number("1E+20") +
                       number("-2.5E-3") + number("1e400") + link("<c t=\"b\"><v>1</v></c>") +
                       link("<c t=\"n\"><v>80.0</v></c>") + link(text_cell("1 200,50")))}}));
  EXPECT_THAT(result.rows("links"),
              ElementsAre("2:a|b|lorry|0.1|", "3:a|b|lorry|1200|", "4:a|b|lorry|1e+20|",
                          "5:a|b|lorry|-0.0025|", "6:a|b|lorry|1e400|", "7:a|b|lorry|TRUE|",
                          "8:a|b|lorry|80|", "9:a|b|lorry|1 200,50|"));
  EXPECT_THAT(result.messages(), IsEmpty());
}

Parts dated(const std::string& workbook_properties) {
  Parts parts = workbook_parts(
      {{"links",
        links(link("<c s=\"1\"><v>45352</v></c>") + link("<c s=\"2\"><v>45352.5625</v></c>") +
              link("<c s=\"3\"><v>0.05</v></c>") + link("<c s=\"0\"><v>45352</v></c>"))}},
      {{"xl/styles.xml",
        std::format("<styleSheet xmlns=\"{}\"><numFmts><numFmt numFmtId=\"164\" "
                    "formatCode=\"[$-414]d. mmmm yyyy hh:mm;@\"/></numFmts><cellStyleXfs><xf "
                    "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf "
                    "numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/></cellXfs>"
                    "</styleSheet>",
                    kMain)}});
  for (auto& [name, text] : parts) {
    if (name == "xl/workbook.xml") text.insert(text.find("<sheets>"), workbook_properties);
  }
  return parts;
}

TEST(WorkbookReader, the_number_format_makes_a_number_a_date) {
  EXPECT_THAT(read(dated("")).rows("links"),
              ElementsAre("2:a|b|lorry|2024-03-01|", "3:a|b|lorry|2024-03-01T13:30:00|",
                          "4:a|b|lorry|0.05|", "5:a|b|lorry|45352|"));
}

TEST(WorkbookReader, days_count_from_1904_where_the_workbook_says_so) {
  EXPECT_THAT(read(dated("<workbookPr date1904=\"1\"/>")).rows("links")[0],
              "2:a|b|lorry|2028-03-02|");
}

TEST(WorkbookReader, a_percentage_is_read_as_what_its_column_counts) {
  const Parts looks = {
      {"xl/styles.xml", std::format("<styleSheet xmlns=\"{}\"><cellXfs><xf "
                                    "numFmtId=\"0\"/><xf numFmtId=\"9\"/></cellXfs>"
                                    "</styleSheet>",
                                    kMain)}};
  const std::string seven = "<c s=\"1\"><v>7.0000000000000007E-2</v></c>";
  const Read percent = read(workbook_parts(
      {{"streams", row({"uncertainty_percent"}) + "<row>" + seven + "</row>"}}, looks));
  EXPECT_THAT(percent.rows("streams"), ElementsAre("2:7"));
  const Read share = read(
      workbook_parts({{"initiatives", row({"probability"}) + "<row>" + seven + "</row>"}}, looks));
  EXPECT_THAT(share.rows("initiatives"), ElementsAre("2:0.07"));
  const Read other = read(workbook_parts({{"links", links(link(seven))}}, looks));
  EXPECT_THAT(other.rows("links"), ElementsAre("2:a|b|lorry|0.07|"));
  EXPECT_THAT(other.messages(),
              ElementsAre("book.xlsx, sheet links row 2, column distance_km: cell D2 is shown as a "
                          "percentage and read as \"0.07\""));
}

TEST(WorkbookReader, rows_and_cells_may_have_gaps) {
  const Read result = read(
      workbook_parts({{"links",
                       "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>from_site</t></is></c>"
                       "<c r=\"D3\" t=\"inlineStr\"><is><t>To site</t></is></c>"
                       "<c r=\"F3\" t=\"inlineStr\"><is><t>MODE</t></is></c></row>"
                       "<row r=\"4\"><c r=\"B4\" s=\"1\"/></row>"
                       "<row r=\"7\"><c r=\"F7\" t=\"inlineStr\"><is><t>lorry</t></is></c></row>"
                       "<row><c r=\"D8\" t=\"inlineStr\"><is><t>b</t></is></c></row>"}}));
  EXPECT_THAT(result.rows("links"), ElementsAre("7:||lorry", "8:|b|"));
  EXPECT_THAT(result.messages(), IsEmpty());
}

TEST(WorkbookReader, a_row_of_help_above_the_header_is_left_out) {
  const Read result = read(workbook_parts(
      {{"links", row({"» where from", "» where to"}) + links(link("<c><v>5</v></c>"))}}));
  EXPECT_THAT(result.rows("links"), ElementsAre("3:a|b|lorry|5|"));
}

TEST(WorkbookReader, a_faulty_cell_is_named_and_left_empty) {
  const Read result = read(
      workbook_parts({{"links", links(link("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>") +
                                      link("<c><f>A1*2</f></c>") + link("<c t=\"s\"><v>7</v></c>") +
                                      link(text_cell(std::string(kLargestCell + 1, 'x'))) +
                                      link("<c/><c/>" + text_cell("beside")))}}));
  EXPECT_THAT(
      result.messages(),
      ElementsAre(
          "book.xlsx, sheet links row 2, column distance_km: cell D2 holds the error "
          "\"#DIV/0!\", expected a value",
          "book.xlsx, sheet links row 3, column distance_km: cell D3 holds a formula without "
          "a stored result; open the workbook in a spreadsheet program and save it",
          "book.xlsx, sheet links row 4, column distance_km: cell D4 points to text number "
          "\"7\", which the workbook does not have",
          "book.xlsx, sheet links row 5, column distance_km: the cell has 65537 bytes; at "
          "most 65536 are allowed",
          "book.xlsx, sheet links row 6: found \"beside\" in cell F6, but its column has no "
          "name in the header"));
  EXPECT_THAT(result.rows("links"), ElementsAre("2:a|b|lorry||", "3:a|b|lorry||", "4:a|b|lorry||",
                                                "5:a|b|lorry||", "6:a|b|lorry||"));
}

TEST(WorkbookReader, a_header_is_checked_like_any_other) {
  const Read result = read(workbook_parts(
      {{"links", row({"from_site", "to_sites", "mode", "mode"}) + row({"a", "b", "c", "d"})}}));
  EXPECT_THAT(
      result.messages(),
      ElementsAre(HasSubstr("\"to_sites\" is not a column of links; did you mean \"to_site\"?"),
                  HasSubstr("the header names this column twice"),
                  HasSubstr("column to_site: this required column is missing")));
  EXPECT_THAT(result.rows("links"), ElementsAre("2:a|c"));
}

TEST(WorkbookReader, sheets_are_found_by_name_and_strangers_are_told) {
  const Read result = read(workbook_parts({{"Help", row({"read me"})},
                                           {"streamz", row({"x"})},
                                           {"LINKS", links("")},
                                           {"lists", row({"x"})},
                                           {"Links ", links("")},
                                           {"emissions", ""}}));
  EXPECT_THAT(
      result.messages(),
      ElementsAre("book.xlsx, sheet Links : the sheet \"LINKS\" already is this table",
                  "book.xlsx, sheet emissions: the sheet is empty and is not read",
                  "book.xlsx, sheet streamz: is not a table of a dataset and is not read; did you "
                  "mean \"streams\"?"));
  EXPECT_EQ(result.tables.tables.size(), 1U);
  EXPECT_EQ(result.tables.tables[0].file(), "book.xlsx, sheet LINKS");
}

TEST(WorkbookReader, the_sheet_region_holds_the_settings) {
  const Read result = read(workbook_parts(
      {{"region", row({"setting", "value", "help"}) +
                      row({"name", "Sør-\"Trøndelag\"", "its name"}) + "<row/>" +
                      row({"discount_rate", "0,06"}) + row({"planning_years", "2030; 2040"}) +
                      row({"carbon_price_eur_per_t.2030", "100"}) + row({"country", "NO"}) +
                      row({"currency"}) + row({"name", "again"}) + row({"two words", "1"})}}));
  EXPECT_EQ(result.tables.settings_file, "book.xlsx, sheet region");
  EXPECT_EQ(result.tables.settings,
            "\nname = \"Sør-\\\"Trøndelag\\\"\"\n\ndiscount_rate = 0.06\n"
            "planning_years = [2030, 2040]\ncarbon_price_eur_per_t.2030 = 100\ncountry = \"NO\"\n");
  EXPECT_THAT(result.messages(),
              ElementsAre("book.xlsx, sheet region row 9, column setting: \"name\" is set twice",
                          "book.xlsx, sheet region row 10, column setting: found \"two words\", "
                          "expected the name of a setting"));
}

TEST(WorkbookReader, targets_may_be_absolute_and_prefixes_used) {
  Parts parts = workbook_parts({{"links", ""}});
  for (auto& [name, text] : parts) {
    const std::size_t at = text.find("\"worksheets/");
    if (at != std::string::npos) text.replace(at, 12, "\"/xl/worksheets/");
    if (name == "xl/worksheets/sheet1.xml") {
      text = std::format(
          "<x:worksheet xmlns:x=\"{}\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is>"
          "<x:t>from_site</x:t></x:is></x:c></x:row><x:row><x:c><x:v>7</x:v></x:c>"
          "</x:row></x:sheetData></x:worksheet>",
          kMain);
    }
  }
  EXPECT_THAT(read(parts).rows("links"), ElementsAre("2:7"));
}

TEST(WorkbookReader, what_is_no_workbook_is_named) {
  EXPECT_EQ(failure(""), "data/book.xlsx: the file is empty; expected an .xlsx workbook");
  EXPECT_THAT(failure("sites\n"), HasSubstr("is not a workbook; expected an .xlsx file"));
  EXPECT_THAT(failure("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
              HasSubstr("old .xls format; save it as"));
  EXPECT_THAT(
      failure(zip_bytes({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}, false)),
      HasSubstr("is an OpenDocument file (.ods); save it as .xlsx"));
  EXPECT_THAT(failure(zip_bytes({{"a.txt", "a"}})), HasSubstr("is a zip file but no workbook"));
  EXPECT_THAT(failure(zip_bytes(workbook_parts({{"Sheet1", row({"x"})}}))),
              HasSubstr("not a dataset: it has no sheet region and no table such as sites"));
  const std::string whole = zip_bytes(workbook_parts({{"links", links("")}}));
  EXPECT_THAT(failure(whole.substr(0, whole.size() / 2)), HasSubstr("is damaged"));
}

TEST(WorkbookReader, a_password_is_named) {
  using namespace std::string_literals;
  EXPECT_THAT(failure("\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s),
              HasSubstr("is protected with a password"));
}

TEST(WorkbookReader, broken_xml_is_refused_with_its_part_and_line) {
  EXPECT_EQ(failure(zip_bytes(workbook_parts({{"links", "<row>\n<c></row>"}}))),
            "data/book.xlsx: xl/worksheets/sheet1.xml: damaged at line 2: mismatched tag");
}

TEST(WorkbookReader, a_doctype_is_refused) {
  const std::string bomb =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><sst>&b;</sst>";
  EXPECT_THAT(
      failure(zip_bytes(workbook_parts({{"links", links("")}}, {{"xl/sharedStrings.xml", bomb}}))),
      HasSubstr("xl/sharedStrings.xml: it has a DOCTYPE"));
}

TEST(WorkbookReader, deep_tags_and_endless_tags_are_refused) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<x>";
  EXPECT_THAT(failure(zip_bytes(workbook_parts({{"links", deep}}))),
              HasSubstr("its tags are nested too deep"));
  EXPECT_THAT(
      failure(zip_bytes(workbook_parts({{"links", "<row r=\"" + std::string(3'000'000, '1')}}))),
      HasSubstr("it has a tag of more than 1 MiB"));
}

TEST(WorkbookReader, a_part_that_climbs_out_is_refused) {
  Parts parts = workbook_parts({{"links", links("")}});
  parts.emplace_back("xl/../../etc/passwd", "x");
  EXPECT_THAT(failure(zip_bytes(parts)), HasSubstr("has a part named \"xl/../../etc/passwd\""));
}

TEST(WorkbookReader, an_encrypted_part_is_refused) {
  std::string bytes = zip_bytes(workbook_parts({{"links", links("")}}));
  // Bit 0 of the flags of the first entry in the directory says that it is encrypted.
  bytes[bytes.find("PK\x01\x02") + 8] |= 1;
  EXPECT_THAT(failure(bytes), HasSubstr("is encrypted; save it without a password"));
}

TEST(WorkbookReader, a_row_or_column_beyond_the_last_is_refused) {
  EXPECT_THAT(failure(zip_bytes(workbook_parts({{"links", links("<row r=\"1048577\"/>")}}))),
              HasSubstr("book.xlsx, sheet links: has more than 1048576 rows"));
  EXPECT_THAT(failure(zip_bytes(workbook_parts({{"links", "<row><c r=\"XFE1\"/></row>"}}))),
              HasSubstr("book.xlsx, sheet links: has more than 16384 columns"));
  const Read last = read(workbook_parts(
      {{"links", links("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>")}}));
  EXPECT_THAT(last.rows("links"), ElementsAre("1048576:1||||"));
}

TEST(WorkbookReader, an_archive_that_unpacks_to_too_much_is_refused) {
  const Parts parts = workbook_parts({{"links", links("") + std::string(300'000, ' ')}});
  const std::string bytes = zip_bytes(parts);
  EXPECT_THAT(failure(bytes, {.total_bytes = 200'000}), HasSubstr("unpacks to more than"));
  EXPECT_THAT(failure(bytes, {.ratio = 50, .ratio_from = 100'000}),
              HasSubstr("\"xl/worksheets/sheet1.xml\" unpacks to more than 50 times its size"));
}

TEST(WorkbookReader, sizes_that_the_archive_claims_are_not_believed) {
  const Parts parts = workbook_parts({{"links", links("") + std::string(300'000, ' ')}});
  std::string bytes = zip_bytes(parts);
  // The unpacked size of the sheet in the directory becomes 1.
  const std::size_t entry = bytes.find("PK\x01\x02");
  ASSERT_EQ(bytes.substr(entry + 46, 24), "xl/worksheets/sheet1.xml");
  bytes.replace(entry + 24, 4, std::string("\1\0\0\0", 4));
  EXPECT_THAT(failure(bytes, {.total_bytes = 200'000}), HasSubstr("unpacks to more than"));
}

/// Peak memory of the process so far [bytes].
std::size_t peak_bytes() {
  struct rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

/// What zip_source_function asks for: more than 1 GiB of zeros, without having them anywhere.
zip_int64_t zeros(void* state, void* data, zip_uint64_t size, zip_source_cmd_t command) {
  auto& left = *static_cast<std::uint64_t*>(state);
  switch (command) {
    case ZIP_SOURCE_OPEN:
      left = (std::uint64_t{1} << 30) + 1;
      return 0;
    case ZIP_SOURCE_READ: {
      const std::uint64_t given = std::min<std::uint64_t>(left, size);
      std::fill_n(static_cast<char*>(data), given, '\0');
      left -= given;
      return static_cast<zip_int64_t>(given);
    }
    case ZIP_SOURCE_STAT:
      zip_stat_init(static_cast<zip_stat_t*>(data));
      return sizeof(zip_stat_t);
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    default:
      return 0;
  }
}

TEST(WorkbookReader, a_zip_bomb_is_refused_fast_and_in_little_memory) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder / "bomb.xlsx";
  write_file(path,
             zip_bytes(workbook_parts({{"links", links("")}}, {{"xl/worksheets/sheet1.xml", ""}})));
  zip_t* archive = zip_open(path.c_str(), 0, nullptr);
  std::uint64_t left = 0;
  const zip_int64_t part = zip_file_add(archive, "xl/worksheets/sheet1.xml",
                                        zip_source_function(archive, &zeros, &left), 0);
  zip_set_file_compression(archive, static_cast<zip_uint64_t>(part), ZIP_CM_DEFLATE, 1);
  ASSERT_EQ(zip_close(archive), 0);
  ASSERT_LT(std::filesystem::file_size(path), 10'000'000U);
  const std::size_t before = peak_bytes();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(failure(read_file(path)), HasSubstr("unpacks to more than"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  EXPECT_LT(peak_bytes() - before, 60'000'000U);
}

TEST(WorkbookReader, a_missing_file_is_told) {
  const TemporaryFolder folder;
  Diagnostics diagnostics;
  try {
    read_workbook(folder / "none.xlsx", diagnostics);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::not_found);
  }
}

TEST(SheetReader, columns_have_letters) {
  EXPECT_EQ(column_letters(0), "A");
  EXPECT_EQ(column_letters(25), "Z");
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(16'383), "XFD");
}

}  // namespace
}  // namespace samspill::formats
