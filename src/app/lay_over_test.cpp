#include "app/lay_over.h"

#include <format>
#include <gtest/gtest.h>

namespace samspill::app {
namespace {

/// "3: a,b" for each row: its number in its file, then its cells.
std::string text_of(const formats::Tables& tables, std::string_view name) {
  const Table* table = tables.find(name);
  std::string out;
  for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
    out += std::format("{}:", table->row_number(row));
    for (std::size_t i = 0; i < table->columns().size(); ++i) {
      out += std::format("{}{}", i == 0 ? " " : ",", table->cell(row, i));
    }
    out += '\n';
  }
  return out;
}

using Rows = std::vector<std::vector<std::string_view>>;

Table table(const std::string& name, const std::vector<std::string>& columns, const Rows& rows) {
  Table out(name, name + ".csv", columns);
  int number = 1;
  for (const auto& row : rows) out.add_row(++number, row);
  return out;
}

formats::Tables tables(std::vector<Table> all) {
  formats::Tables out;
  out.tables = std::move(all);
  return out;
}

TEST(LayOver, a_row_with_a_known_id_changes_the_cells_that_were_sent_and_others_are_added) {
  const auto region = tables({table("sites", {"site_id", "name", "park"},
                                    {{"mill", "Mill", "North"}, {"farm", "Farm", ""}})});
  const auto sent = tables({table("sites", {"name", "site_id", "nace"},
                                  {{"Port", "port", "52.22"}, {"", "mill", "17"}})});
  EXPECT_EQ(text_of(lay_over(region, sent), "sites"),
            "3: mill,,North,17\n3: farm,Farm,,\n2: port,Port,,52.22\n");
}

TEST(LayOver, an_id_sent_twice_stays_twice_for_the_check_to_find) {
  const auto region = tables({table("sites", {"site_id", "name"}, {{"mill", "Mill"}})});
  const auto sent =
      tables({table("sites", {"site_id", "name"}, {{"mill", "One"}, {"mill", "Two"}})});
  EXPECT_EQ(text_of(lay_over(region, sent), "sites"), "2: mill,One\n3: mill,Two\n");
}

TEST(LayOver, what_belongs_to_an_owner_that_was_sent_is_replaced) {
  const auto region = tables({table("qualities", {"stream_id", "property"},
                                    {{"a", "salt"}, {"b", "salt"}, {"a", "cadmium"}})});
  const auto sent = tables({table("qualities", {"stream_id", "property"}, {{"a", "moisture"}})});
  EXPECT_EQ(text_of(lay_over(region, sent), "qualities"), "3: b,salt\n2: a,moisture\n");
}

TEST(LayOver, tables_that_were_not_sent_or_are_empty_stay_and_new_ones_come_in_their_place) {
  const auto region = tables(
      {table("sites", {"site_id"}, {{"mill"}}), table("exchanges", {"exchange_id"}, {{"x"}})});
  const auto out = lay_over(
      region, tables({table("sites", {"site_id"}, {}), table("streams", {"stream_id"}, {{"s"}})}));
  ASSERT_EQ(out.tables.size(), 3);
  EXPECT_EQ(out.tables[1].name(), "streams");
  EXPECT_EQ(text_of(out, "sites"), "2: mill\n");
}

}  // namespace
}  // namespace samspill::app
