#include "base/table_reader.h"

#include <array>
#include <gtest/gtest.h>
#include <string>

#include "base/csv.h"

namespace samspill {
namespace {

enum class Colour { red, green };
constexpr auto kColours =
    std::to_array<Choice<Colour>>({{"red", Colour::red}, {"green", Colour::green}});

/// A table of one column and the reader on its first row.
class TableReaderRow : public testing::Test {
 protected:
  TableReader on(const std::string& cell) {
    diagnostics = {};
    table.emplace("t", "t.csv", std::vector<std::string>{"cell", "other"});
    table->add_row(2, {cell, "x"});
    TableReader reader(*table, diagnostics);
    EXPECT_TRUE(reader.next());
    return reader;
  }
  std::string said() const {
    return diagnostics.list().empty() ? "" : to_text(diagnostics.list().back());
  }

  std::optional<Table> table;
  Diagnostics diagnostics;
};

TEST_F(TableReaderRow, walks_every_row_once) {
  const auto csv = read_csv("t", "t.csv", "a\n1\n\n2\n", diagnostics);
  TableReader reader(*csv, diagnostics);
  std::string seen;
  while (reader.next()) {
    seen += std::to_string(reader.row_number()) + ":" + std::string(reader.text(0)) + " ";
  }
  EXPECT_EQ(seen, "2:1 4:2 ");
}

TEST_F(TableReaderRow, a_column_that_is_absent_reads_as_empty) {
  TableReader reader = on("1");
  const auto absent = reader.column("none");
  EXPECT_EQ(reader.text(absent), "");
  EXPECT_FALSE(reader.number(absent));
  EXPECT_FALSE(reader.yes_no(absent));
  EXPECT_EQ(said(), "");
  EXPECT_FALSE(reader.required(absent, "none"));
  EXPECT_EQ(said(), "t.csv row 2, column none: the cell is empty; a value is required");
}

TEST_F(TableReaderRow, numbers_are_read_within_their_range) {
  EXPECT_EQ(on("1 200,5").number(0), 1200.5);
  EXPECT_EQ(on("").number(0), std::nullopt);
  EXPECT_EQ(said(), "");
  EXPECT_EQ(on("-1").number(0, kNotNegative), std::nullopt);
  EXPECT_EQ(said(), "t.csv row 2, column cell: found \"-1\", expected a number of at least 0");
  EXPECT_EQ(on("12 t").number(0), std::nullopt);
  EXPECT_EQ(said(), "t.csv row 2, column cell: found \"12 t\", expected a number");
}

TEST_F(TableReaderRow, an_ambiguous_number_is_read_with_a_warning) {
  EXPECT_EQ(on("1,001").number(0), 1.001);
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_EQ(
      said(),
      "t.csv row 2, column cell: \"1,001\" is read as 1.001; write 1001 if thousands were meant");
}

TEST_F(TableReaderRow, whole_numbers_and_answers_are_read) {
  EXPECT_EQ(on("2021").integer(0, 1900, 2100), 2021);
  EXPECT_EQ(on("21").integer(0, 1900, 2100), std::nullopt);
  EXPECT_EQ(said(),
            "t.csv row 2, column cell: found \"21\", expected a whole number from 1900 to 2100");
  EXPECT_EQ(on("Ja").yes_no(0), true);
  EXPECT_EQ(on("NEI").yes_no(0), false);
  EXPECT_EQ(on("maybe").yes_no(0), std::nullopt);
  EXPECT_EQ(said(), "t.csv row 2, column cell: found \"maybe\", expected yes or no");
}

TEST_F(TableReaderRow, a_choice_must_be_one_of_its_names) {
  const std::span<const Choice<Colour>> colours = kColours;
  EXPECT_EQ(on("green").choice(0, colours), Colour::green);
  EXPECT_EQ(on("gren").choice(0, colours), std::nullopt);
  EXPECT_EQ(said(),
            "t.csv row 2, column cell: found \"gren\", expected one of red, green; did you mean "
            "\"green\"?");
}

}  // namespace
}  // namespace samspill
