#include "formats/json_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/temporary_folder.h"
#include "tests/support/any_tables.h"

namespace samspill::formats {
namespace {

using samspill::testing::content;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Read {
  Tables tables;
  std::vector<std::string> messages;
};

Read read(const std::string& text) {
  Diagnostics diagnostics;
  Read result{read_json_bytes(text, "data/set.json", diagnostics), {}};
  for (const Diagnostic& diagnostic : diagnostics.list()) {
    result.messages.push_back(to_text(diagnostic));
  }
  return result;
}

std::string failure(const std::string& text) {
  try {
    read(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    return error.what();
  }
  return "nothing was thrown";
}

RC_GTEST_PROP(JsonTables, every_cell_comes_back_the_same, ()) {
  const Tables tables = *samspill::testing::any_tables();
  const Read back = read(write_json(tables));
  for (const std::string& message : back.messages) RC_LOG(message);
  RC_ASSERT(back.messages.empty());
  RC_ASSERT(content(back.tables) == content(tables));
  RC_ASSERT(back.tables.settings == tables.settings);
  RC_ASSERT(Json::accept(write_json(tables)));
}

TEST(JsonTables, a_dataset_is_written_row_by_row) {
  Tables tables{"x",
                "region.toml",
                "name = \"X\"\ndiscount_rate = 0.06\n[carbon_price_eur_per_t]\n2030 = 80.0\n",
                {}};
  Table links("links", "links.csv", {"from_site", "to_site", "mode", "distance_km", "note"});
  links.add_row(2, {"a", "b", "lorry", "12.5", ""});
  links.add_row(3, {"c", "007", "ship", "007", "a \"b\"\n"});
  tables.tables.push_back(std::move(links));
  tables.tables.push_back(Table("targets", "targets.csv", {"scope", "base_year", "year"}));
  EXPECT_EQ(write_json(tables), R"({
  "settings": {
    "name": "X",
    "discount_rate": 0.06,
    "carbon_price_eur_per_t": {"2030":80.0}
  },
  "columns": {
    "links": ["from_site","to_site","mode","distance_km","note"],
    "targets": ["scope","base_year","year"]
  },
  "tables": {
    "links": [
      {"from_site": "a", "to_site": "b", "mode": "lorry", "distance_km": 12.5},
      {"from_site": "c", "to_site": "007", "mode": "ship", "distance_km": "007", "note": "a \"b\"\n"}
    ],
    "targets": []
  }
}
)");
}

TEST(JsonTables, settings_keep_their_types) {
  const std::string toml =
      "name = \"2030\"\nbase_year = 2024\ndiscount_rate = 0.06\nplanning_years = [2030, 2040]\n"
      "carbon_price_eur_per_t.2030 = 80.0\ncarbon_price_eur_per_t.2040 = 120\n";
  const Read back = read(write_json({"x", "region.toml", toml, {}}));
  EXPECT_EQ(back.tables.settings, toml);
  EXPECT_THAT(back.messages, IsEmpty());
}

TEST(JsonTables, people_may_write_it_without_columns) {
  const Read back = read(R"({"settings": {"name": "X"}, "tables": {"links": [
    {"mode": "lorry", "To site": "b", "from_site": " a ", "distance_km": 12, "capacity": 1.50},
    {},
    {"from_site": "c", "to_site": null, "mode": true, "distance_km": -2e3}]}})");
  EXPECT_THAT(back.messages, IsEmpty());
  EXPECT_THAT(content(back.tables),
              ElementsAre("links: from_site to_site mode distance_km capacity",
                          "1[a] 1[b] 5[lorry] 2[12] 3[1.5] ", "1[c] 0[] 4[true] 5[-2000] 0[] "));
  EXPECT_EQ(back.tables.find("links")->row_number(1), 4);
}

TEST(JsonTables, everything_wrong_is_told_at_once) {
  const Read back =
      read(R"({"setings": 1, "tables": {"linkz": [{"a": 1}], "targets": {"scope": "x"},
    "links": [{"from_site": "a", "to_site": "b", "mod": "lorry", "distance_km": [1, [2]]}, 7, ["x"],
              {"mod": 1, "mode": "lorry", "from_site": "a", "from_site": "b"}]}})");
  EXPECT_THAT(
      back.messages,
      ElementsAre(
          "set.json: \"setings\" is not a part of a dataset; did you mean \"settings\"?",
          "set.json: \"linkz\" is not a table of a dataset; did you mean \"links\"?",
          "set.json, table targets: found an object, expected a list of rows",
          "set.json, table links row 2, column mod: \"mod\" is not a column of links; did you "
          "mean \"mode\"?",
          "set.json, table links row 2, column distance_km: found a list or an object, "
          "expected a text or a number; several values stand in one text, such as \"a;b;c\"",
          "set.json, table links: found \"7\" in the list of rows, expected objects",
          "set.json, table links: found a list in the list of rows, expected objects",
          "set.json, table links row 3, column from_site: the row names this column twice"));
}

TEST(JsonTables, a_required_column_that_no_row_has_is_told) {
  EXPECT_THAT(
      read(R"({"tables": {"links": [{"from_site": "a", "to_site": "b"}]}})").messages,
      ElementsAre("set.json, table links row 1, column mode: this required column is missing"));
}

TEST(JsonTables, bad_json_is_refused_with_its_line) {
  EXPECT_EQ(failure("{\"tables\": {\n \"links\": [\n{\"a\" 1}]}}"),
            "data/set.json line 3: not valid JSON: syntax error while parsing object separator - "
            "unexpected number literal; expected ':'");
  EXPECT_THAT(failure("{\"tables\":\n{\"links\": [{\"distance_km\": 1e400}]}}"),
              HasSubstr("data/set.json line 2: not valid JSON: number overflow"));
  EXPECT_THAT(failure("{"), HasSubstr("line 1: not valid JSON"));
  EXPECT_THAT(failure("{\"settings\": {}} x"), HasSubstr("line 1: not valid JSON"));
}

TEST(JsonTables, what_is_no_dataset_is_refused) {
  EXPECT_THAT(failure(" \n"), HasSubstr("the file is empty"));
  EXPECT_THAT(failure("[1]"), HasSubstr("expected an object with settings and tables"));
  EXPECT_THAT(failure("7"), HasSubstr("expected an object with settings and tables"));
  EXPECT_THAT(failure("{}"), HasSubstr("not a dataset"));
}

TEST(JsonTables, deep_nesting_is_refused) {
  const std::string deep = "{\"settings\": {\"name\": " + std::string(1'000'000, '[');
  EXPECT_THAT(failure(deep), HasSubstr("nested deeper than 16"));
}

TEST(JsonTables, a_cell_that_is_too_large_or_binary_is_told) {
  const Read back = read(
      "{\"tables\": {\"links\": [{\"from_site\": \"a\", \"to_site\": \"b\", "
      "\"mode\": \"x\\u0000y\", \"note\": \"" +
      std::string(kLargestCell + 1, 'x') + "\"}]}}");
  EXPECT_THAT(back.messages,
              ElementsAre(HasSubstr("row 2, column mode: the text has a zero character"),
                          HasSubstr("row 2, column note: the cell has 65537 bytes")));
}

TEST(JsonTables, files_as_windows_programs_write_them_are_read) {
  EXPECT_EQ(read("\xEF\xBB\xBF{\"settings\": {\"name\": \"X\"}}").tables.settings,
            "name = \"X\"\n");
  EXPECT_EQ(
      read(std::string("\xFF\xFE{\0\"\0s\0e\0t\0t\0i\0n\0g\0s\0\"\0:\0{\0\"\0n\0a\0m\0e\0\"\0:"
                       "\0\"\0\xE6\0\"\0}\0}\0",
                       52))
          .tables.settings,
      "name = \"æ\"\n");
}

TEST(JsonTables, a_missing_file_is_told) {
  const samspill::TemporaryFolder folder;
  Diagnostics diagnostics;
  EXPECT_THROW(read_json(folder / "none.json", diagnostics), Error);
}

}  // namespace
}  // namespace samspill::formats
