#include "base/csv.h"

#include <algorithm>
#include <format>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

#include "base/text.h"

namespace samspill {
namespace {

/// What a file reads as: header and rows with `|` between cells, then the diagnostics.
std::string reading(std::string bytes) {
  Diagnostics diagnostics;
  const std::optional<Table> table = read_csv("t", "t.csv", std::move(bytes), diagnostics);
  std::string shown;
  if (table) {
    for (const std::string& column : table->columns()) shown += column + "|";
    shown += "\n";
    for (std::size_t row = 0; row < table->rows(); ++row) {
      shown += std::format("{}: ", table->row_number(row));
      for (std::size_t column = 0; column < table->columns().size(); ++column) {
        shown += std::string(table->cell(row, column)) + "|";
      }
      shown += "\n";
    }
  }
  for (const Diagnostic& diagnostic : diagnostics.list()) shown += to_text(diagnostic) + "\n";
  return shown;
}

constexpr std::string_view kSmall = "a|b|\n2: 1|2|\n3: 3||\n";

TEST(Csv, reads_commas_semicolons_and_tabs_alike) {
  EXPECT_EQ(reading("a,b\n1,2\n3,\n"), kSmall);
  EXPECT_EQ(reading("a;b\n1;2\n3;\n"), kSmall);
  EXPECT_EQ(reading("a\tb\n1\t2\n3\t\n"), kSmall);
}

TEST(Csv, reads_every_kind_of_line_end) {
  EXPECT_EQ(reading("a,b\r\n1,2\r\n3,\r\n"), kSmall);
  EXPECT_EQ(reading("a,b\r1,2\r3,\r"), kSmall);
  EXPECT_EQ(reading("a,b\n1,2\n3,"), kSmall);
}

TEST(Csv, a_decimal_comma_does_not_part_cells_of_a_semicolon_file) {
  EXPECT_EQ(reading("a;b;c\n1,5;2,5;\n"), "a|b|c|\n2: 1,5|2,5||\n");
}

TEST(Csv, the_header_alone_decides_the_separator) {
  EXPECT_EQ(reading("\"a;b;c;d\",x\n1,2\n"), "a;b;c;d|x|\n2: 1|2|\n");
  EXPECT_EQ(reading("   \na,b\n1,2\n"), "a|b|\n3: 1|2|\n");
  EXPECT_EQ(reading("pipe 5\",a,b\n1,2,3\n"), "pipe 5\"|a|b|\n2: 1|2|3|\n");
}

TEST(Csv, trims_cells_but_keeps_what_is_inside) {
  EXPECT_EQ(reading("a , b\n  1 2 ,\" 3\xC2\xA0\"\n"), "a|b|\n2: 1 2|3|\n");
}

TEST(Csv, quotes_hold_separators_line_ends_and_doubled_quotes) {
  EXPECT_EQ(reading("a,b\n\"x,\"\"y\"\"\nz\",2\n3,4\n"), "a|b|\n2: x,\"y\"\nz|2|\n3: 3|4|\n");
}

TEST(Csv, keeps_what_stands_behind_a_closing_quote) {
  EXPECT_EQ(reading("a,b\n\"x\" y,2\n"), "a|b|\n2: x y|2|\n");
}

TEST(Csv, excel_text_marks_are_taken_off) {
  EXPECT_EQ(reading("a,b\n=\"007\",=\" 8 \"\n=\"\",=1\n"), "a|b|\n2: 007|8|\n3: |=1|\n");
}

TEST(Csv, reads_utf8_with_mark_windows_1252_and_utf16) {
  const std::string expected = "blå|øre|\n2: æ|–|\n";
  EXPECT_EQ(reading("\xEF\xBB\xBF"
                    "blå;øre\næ;–\n"),
            expected);
  EXPECT_EQ(reading("bl\xE5;\xF8re\n\xE6;\x96\n"), expected);
  std::string wide = "\xFF\xFE";
  for (const char16_t c : std::u16string(u"blå;øre\næ;–\n")) {
    wide += static_cast<char>(c & 0xFF);
    wide += static_cast<char>(c >> 8);
  }
  EXPECT_EQ(reading(wide), expected);
}

TEST(Csv, the_sep_line_names_the_separator_and_is_no_row) {
  EXPECT_EQ(reading("sep=,\na,b\n1,2\n3,\n"), kSmall);
  EXPECT_EQ(reading("sep=;\r\na;b\r\n1;2\r\n3;\r\n"), kSmall);
  EXPECT_EQ(reading("sep=|\ra|b\r1|2\r3|\r"), kSmall);
}

TEST(Csv, a_header_that_begins_like_a_sep_line_is_a_header) {
  EXPECT_EQ(reading("sep=x,b\n1,2\n"), "sep=x|b|\n2: 1|2|\n");
  EXPECT_EQ(reading("sep=x\n1\n"), "sep=x|\n2: 1|\n");
  EXPECT_EQ(reading("sep=x;\n1;\n"), "sep=x|\n2: 1|\n");
}

TEST(Csv, blank_rows_are_left_out_but_counted) {
  EXPECT_EQ(reading("\n\r\n;;\na;b\n\n1;2\n;;\n3;\n"), "a|b|\n6: 1|2|\n8: 3||\n");
  EXPECT_EQ(reading("\r\ra;b\r1;2\r"), "a|b|\n4: 1|2|\n");
}

TEST(Csv, a_line_end_in_quotes_starts_no_new_row) {
  EXPECT_EQ(reading("a,b\n\"1\n\n1\",2\n3,\n"), "a|b|\n2: 1\n\n1|2|\n3: 3||\n");
}

TEST(Csv, cells_may_be_left_out_at_the_end_of_a_row) {
  EXPECT_EQ(reading("a,b,c,,\n1\n1,2\n"), "a|b|c|\n2: 1|||\n3: 1|2||\n");
}

TEST(Csv, an_open_quote_is_reported_where_it_opens) {
  EXPECT_EQ(reading("a,b\n1,2\n3,\"4\n5,6\n"),
            "a|b|\n2: 1|2|\n3: 3|4\n5,6|\nt.csv row 3: a quote (\") opens here and never closes\n");
  EXPECT_EQ(reading("a,\"b\n"), "t.csv row 1: a quote (\") opens here and never closes\n");
}

TEST(Csv, filled_cells_beyond_the_header_are_reported_once_per_row) {
  EXPECT_EQ(reading("a,b\n1,2,,\n1,2,3,4\n"),
            "a|b|\n2: 1|2|\n3: 1|2|\n"
            "t.csv row 3: found \"3\" in cell 3, but the header has 2 columns\n");
}

TEST(Csv, a_row_of_too_many_empty_cells_is_reported) {
  EXPECT_EQ(reading("a,b\n1,2" + std::string(20'000, ',') + "\n"),
            "a|b|\n2: 1|2|\nt.csv row 2: the row has 20002 cells, but the header has 2 columns\n");
}

TEST(Csv, a_header_must_name_every_column_once) {
  EXPECT_EQ(reading("a,b,a\n1,2,3\n"),
            "t.csv row 1, column a: the header names this column twice\n");
  EXPECT_EQ(reading("a,,b\n1,2,3\n"), "t.csv row 1, column 2: the header cell is empty\n");
}

TEST(Csv, files_without_text_are_reported) {
  const std::string empty = "t.csv: the file is empty; expected a header row\n";
  EXPECT_EQ(reading(""), empty);
  EXPECT_EQ(reading("\n \n;;\n"), empty);
  EXPECT_EQ(reading("sep=;\n"), empty);
  EXPECT_EQ(reading("\xEF\xBB\xBF"), empty);
  EXPECT_EQ(reading(std::string("a,b\n1,\0\n", 8)),
            "t.csv: the file has zero bytes: it is not a text file\n");
}

TEST(Csv, a_cell_of_ten_megabytes_is_reported_and_read_as_empty) {
  const std::string large(10'000'000, 'x');
  EXPECT_EQ(reading("a,b\n1," + large + "\n"),
            "a|b|\n2: 1||\nt.csv row 2, column b: the cell has 10000000 bytes; at most 65536 are "
            "allowed\n");
  EXPECT_EQ(reading("a," + large + "\n1,2\n"),
            "t.csv row 1, column 2: the column's name has more than 1000 bytes\n");
}

TEST(Csv, a_cell_of_the_largest_size_is_read) {
  Diagnostics diagnostics;
  const auto table = read_csv("t", "t", "a\n" + std::string(kLargestCell, 'x') + "\n", diagnostics);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->cell(0, 0).size(), kLargestCell);
  EXPECT_FALSE(diagnostics.has_errors());
}

TEST(Csv, a_header_of_a_million_columns_is_refused_at_once) {
  std::string header;
  for (int i = 0; i < 1'000'000; ++i) header += std::format("c{},", i);
  EXPECT_EQ(reading(header + "\n"),
            "t.csv row 1: the header has 1000001 cells; at most 16384 are read\n");
}

TEST(Csv, short_rows_below_a_wide_header_cost_no_room) {
  std::string text;
  for (int i = 0; i < 16'000; ++i) text += std::format("c{},", i);
  text += "\n";
  for (int i = 0; i < 200'000; ++i) text += "1\n";  // 25 GB if every cell were kept
  Diagnostics diagnostics;
  const auto table = read_csv("t", "t", text, diagnostics);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows(), 200'000u);
  EXPECT_EQ(table->cell(199'999, 0), "1");
  EXPECT_EQ(table->cell(199'999, 15'999), "");
}

TEST(Csv, writes_quotes_only_where_they_are_needed) {
  std::string out;
  write_csv_row({"plain text", "a,b", "a;b", "say \"x\"", "two\nlines", "", " x"}, out);
  EXPECT_EQ(out, "plain text,\"a,b\",\"a;b\",\"say \"\"x\"\"\",\"two\nlines\",,\" x\"\n");
}

TEST(Csv, writes_quotes_around_what_means_something_at_the_beginning_of_a_file) {
  std::string out;
  write_csv_row({"sep=|"}, out);
  write_csv_row({"\uFEFFname"}, out);
  EXPECT_EQ(out, "\"sep=|\"\n\"\uFEFFname\"\n");
  EXPECT_EQ(reading("\"sep=|\"\n1\n"), "sep=||\n2: 1|\n");
}

/// Cells from the characters that matter to CSV.
rc::Gen<std::string> any_cell() {
  const auto letters = rc::gen::elementOf(std::vector<std::string>{
      "a", "å", "\"", ",", ";", "\t", "\n", "\r", " ", "=", "\xC2\xA0", "sep=", "\xEF\xBB\xBF"});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(letters),
                      [](const std::vector<std::string>& parts) {
                        std::string cell;
                        for (const std::string& part : parts) cell += part;
                        return std::string(trim(cell));
                      });
}

RC_GTEST_PROP(Csv, what_was_written_reads_back_the_same, ()) {
  const std::size_t width = *rc::gen::inRange<std::size_t>(1, 6);
  const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(width, any_cell()));
  std::vector<std::string> header;
  for (std::size_t i = 0; i < width; ++i) header.push_back(*any_cell() + std::to_string(i));
  std::string text;
  write_csv_row({header.begin(), header.end()}, text);
  std::vector<std::vector<std::string>> filled;
  for (const auto& row : rows) {
    write_csv_row({row.begin(), row.end()}, text);
    const bool is_blank = std::ranges::all_of(row, &std::string::empty);
    if (!is_blank) filled.push_back(row);
  }
  Diagnostics diagnostics;
  const auto table = read_csv("t", "t", text, diagnostics);
  RC_ASSERT(table.has_value());
  RC_ASSERT(diagnostics.list().empty());
  RC_ASSERT(table->columns() == header);
  RC_ASSERT(table->rows() == filled.size());
  for (std::size_t row = 0; row < filled.size(); ++row) {
    for (std::size_t column = 0; column < width; ++column) {
      RC_ASSERT(table->cell(row, column) == filled[row][column]);
    }
  }
}

TEST(Csv, the_form_of_a_text_is_found_and_written_again) {
  const auto form = [](std::string_view text) {
    const CsvForm found = find_csv_form(text);
    std::string row;
    write_csv_row({"1", "a,b;c", "x"}, row, found);
    return row;
  };
  EXPECT_EQ(form("a,b\n1;2;3,4\n"), "1,\"a,b;c\",x\n");
  EXPECT_EQ(form("a;b\r\n"), "1;\"a,b;c\";x\r\n");
  EXPECT_EQ(form("a\tb\r1\t2\r"), "1\t\"a,b;c\"\tx\r");
  EXPECT_EQ(form("sep=|\r\na|b\r\n"), "1|\"a,b;c\"|x\r\n");
  EXPECT_EQ(form("a;b"), "1;\"a,b;c\";x\n");
}

}  // namespace
}  // namespace samspill
