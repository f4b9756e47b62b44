#include "storage/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/temporary_folder.h"
#include "formats/schema.h"

namespace samspill::storage {
namespace {

using ::testing::HasSubstr;

/// Tables, columns, keys and indexes as text.
std::vector<std::string> structure(Connection& connection) {
  std::vector<std::string> lines;
  Statement tables = connection.query(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_words%' ORDER BY "
      "name");
  while (tables.next()) {
    const std::string name(tables.text(0));
    for (const char* about : {"table_info", "foreign_key_list", "index_list"}) {
      Statement rows = connection.query(
          std::format("SELECT * FROM pragma_{}('{}') ORDER BY 2, 3, 4", about, name));
      while (rows.next()) {
        std::string line = name + " " + about;
        const int first = about == std::string("table_info") ? 0 : 1;
        for (int column = first; column < 6; ++column)
          line += std::format(" {}", rows.text(column));
        lines.push_back(line);
      }
    }
  }
  Statement indexes = connection.query(
      "SELECT m.name, i.name FROM sqlite_master AS m, pragma_index_info(m.name) AS i WHERE m.type "
      "= 'index' ORDER BY m.name, i.seqno");
  while (indexes.next()) lines.push_back(std::format("{} {}", indexes.text(0), indexes.text(1)));
  return lines;
}

TEST(Schema, the_steps_lead_to_the_current_tables) {
  const TemporaryFolder folder;
  Connection current(folder / "current.db", Access::create);
  current.run_schema(current_schema());
  Connection stepped(folder / "stepped.db", Access::create);
  for (const SchemaStep& step : schema_steps()) stepped.run_schema(step.sql);
  EXPECT_GT(structure(current).size(), 300U);
  EXPECT_EQ(structure(current), structure(stepped));
}

TEST(Schema, a_step_taken_twice_changes_nothing) {
  const TemporaryFolder folder;
  Connection connection(folder / "twice.db", Access::create);
  for (const SchemaStep& step : schema_steps()) {
    connection.run_schema(step.sql);
    const auto once = structure(connection);
    connection.run_schema(step.sql);
    EXPECT_EQ(structure(connection), once) << step.name;
  }
}

TEST(Schema, a_step_may_add_a_column_and_be_taken_twice) {
  const TemporaryFolder folder;
  Connection connection(folder / "column.db", Access::create);
  connection.run_schema("CREATE TABLE IF NOT EXISTS towns (\n  name TEXT\n);\n");
  constexpr std::string_view kStep =
      "-- People.\nALTER TABLE towns ADD COLUMN IF NOT EXISTS people INTEGER;\n";
  connection.run_schema(kStep);
  connection.run("INSERT INTO towns (name, people) VALUES ('Orkanger', 8204)");
  connection.run_schema(kStep);
  Statement row = connection.query("SELECT people FROM towns");
  ASSERT_TRUE(row.next());
  EXPECT_EQ(row.integer(0), 8204);
}

TEST(Schema, steps_are_numbered_without_gaps) {
  int expected = 1;
  for (const SchemaStep& step : schema_steps()) EXPECT_EQ(step.number, expected++) << step.name;
}

TEST(Schema, has_a_column_for_every_column_of_a_dataset) {
  const TemporaryFolder folder;
  Connection connection(folder / "columns.db", Access::create);
  connection.run_schema(current_schema());
  for (const formats::TableSchema& table : formats::schema()) {
    for (const formats::ColumnSchema& column : table.columns) {
      Statement found = connection.query("SELECT type FROM pragma_table_info(?1) WHERE name = ?2",
                                         {table.name, column.name});
      ASSERT_TRUE(found.next()) << table.name << "." << column.name;
      EXPECT_EQ(found.text(0), "TEXT") << table.name << "." << column.name;
    }
  }
}

TEST(Schema, a_file_of_a_newer_program_is_refused) {
  const TemporaryFolder folder;
  Connection connection(folder / "newer.db", Access::create);
  bring_to_date(connection, "newer.db");
  connection.run("INSERT INTO schema_steps VALUES (999, 'the-future', 'x')");
  try {
    bring_to_date(connection, "newer.db");
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    EXPECT_THAT(error.what(), HasSubstr("newer.db: was written by a newer Samspill (step 999"));
  }
}

}  // namespace
}  // namespace samspill::storage
