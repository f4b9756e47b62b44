#include "base/table.h"

#include <gtest/gtest.h>
#include <string>

namespace samspill {
namespace {

TEST(Table, finds_columns_by_name) {
  const Table table("sites", "sites.csv", {"site_id", "name"});
  EXPECT_EQ(table.column("name"), 1u);
  EXPECT_FALSE(table.column("Name"));
  EXPECT_EQ(table.name(), "sites");
  EXPECT_EQ(table.file(), "sites.csv");
  EXPECT_EQ(table.rows(), 0u);
}

TEST(Table, rows_may_be_shorter_or_longer_than_the_header) {
  Table table("t", "t", {"a", "b", "c"});
  table.add_row(2, {"1"});
  table.add_row(5, {"1", "2", "3", "4"});
  table.add_row(6, {});
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.cell(0, 0), "1");
  EXPECT_EQ(table.cell(0, 2), "");
  EXPECT_EQ(table.cell(1, 2), "3");
  EXPECT_EQ(table.cell(2, 0), "");
  EXPECT_EQ(table.row_number(1), 5);
}

TEST(Table, cells_point_into_the_text_it_adopted) {
  Table table("t", "t", {"a", "b"});
  table.add_cell(0, 2);
  table.finish_row(2);
  table.add_cell(2, 1);
  table.add_cell(3, 3);
  table.add_cell(0, 6);
  table.finish_row(3);
  table.adopt_text("xxyzzz");
  EXPECT_EQ(table.cell(0, 0), "xx");
  EXPECT_EQ(table.cell(0, 1), "");
  EXPECT_EQ(table.cell(1, 0), "y");
  EXPECT_EQ(table.cell(1, 1), "zzz");
  EXPECT_EQ(table.cell(1, 2), "") << "beyond the header";
}

TEST(Table, a_copy_keeps_its_cells) {
  std::optional<Table> first(std::in_place, "t", "t", std::vector<std::string>{"a"});
  first->add_row(2, {"short"});
  const Table copy = *first;
  first.reset();
  EXPECT_EQ(copy.cell(0, 0), "short");
}

}  // namespace
}  // namespace samspill
