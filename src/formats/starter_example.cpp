#include "formats/starter_example.h"

#include <format>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "formats/schema.h"
#include "reference/texts.h"

namespace samspill::formats {
namespace {

using reference::Language;

/// One row as (column, cell); the columns not named are empty.
using Row = std::vector<std::pair<std::string_view, std::string>>;

/// The example's own words in both languages. Everything in it is made up.
class Example {
 public:
  explicit Example(Language language) : language_(language) {}

  std::vector<Row> rows(std::string_view table) const {
    if (table == "sites") return sites();
    if (table == "streams") return streams();
    if (table == "qualities") return qualities();
    if (table == "exchanges") return exchanges();
    return {};
  }

  std::string settings() const {
    const std::string name = say("Example region", "Eksempelregion");
    const std::initializer_list<std::string> values = {std::format("\"{}\"", name),
                                                       "\"NO\"",
                                                       "\"EUR\"",
                                                       "2024",
                                                       "0.06",
                                                       "80",
                                                       "1",
                                                       "[2030, 2040]"};
    std::string out = std::format("# {}\n", reference::text("starter.title", language_));
    for (auto value = values.begin(); const std::string_view key : kStarterSettings) {
      out += std::format("\n# {}\n{} = {}\n",
                         reference::text(std::format("setting.{}", key), language_), key, *value++);
    }
    return out;
  }

 private:
  std::string say(std::string_view en, std::string_view nb) const {
    return std::string(language_ == Language::nb ? nb : en);
  }
  std::string made_up() const { return reference::text("starter.example", language_); }
  std::string per_year(std::string_view unit) const {
    return std::format("{}/{}", unit, say("yr", "år"));
  }

  Row site(std::string_view id, std::string name, std::string_view latitude,
           std::string_view longitude, std::string_view nace, std::string_view employees) const {
    return {{"site_id", std::string(id)},
            {"name", std::move(name)},
            {"country", "NO"},
            {"municipality", say("Example", "Eksempel")},
            {"latitude_deg", std::string(latitude)},
            {"longitude_deg", std::string(longitude)},
            {"nace", std::string(nace)},
            {"employees", std::string(employees)},
            {"note", made_up()}};
  }

  std::vector<Row> sites() const {
    return {
        site("ex-sawmill", say("Example sawmill", "Eksempel sagbruk"), "63.81", "11.52", "16.10",
             "40"),
        site("ex-dairy", say("Example dairy", "Eksempel meieri"), "63.795", "11.48", "10.51", "85"),
        site("ex-greenhouse", say("Example greenhouse", "Eksempel gartneri"), "63.79", "11.47",
             "01.13", "12")};
  }

  Row stream(std::string_view id, std::string_view site, std::string_view direction,
             std::string_view resource, std::string_view low_code, std::string_view quantity,
             std::string_view unit, std::string_view route, std::string_view cost) const {
    return {{"stream_id", std::string(id)},
            {"site_id", std::string(site)},
            {"direction", std::string(direction)},
            {"resource", std::string(resource)},
            {"low_code", std::string(low_code)},
            {"quantity", std::string(quantity)},
            {"unit", per_year(unit)},
            {"profile", "flat"},
            {"present_route", std::string(route)},
            {"present_cost_eur_per_unit", std::string(cost)},
            {"evidence", "estimated"},
            {"uncertainty_percent", "20"},
            {"visibility", "facilitator"},
            {"note", made_up()}};
  }

  std::vector<Row> streams() const {
    return {
        stream("ex-sawmill-bark", "ex-sawmill", "offer", "bark", "03 01 01", "8000", "t", "R1",
               "5"),
        stream("ex-sawmill-heat", "ex-sawmill", "need", "surplus-heat", "", "3", "GWh", "purchase",
               "40"),
        stream("ex-dairy-heat", "ex-dairy", "offer", "surplus-heat", "", "6000", "MWh", "none",
               "0"),
        stream("ex-dairy-whey", "ex-dairy", "offer", "whey", "02 05 99", "4000", "t", "R3", "8"),
        stream("ex-greenhouse-heat", "ex-greenhouse", "need", "surplus-heat", "", "4", "GWh",
               "purchase", "55"),
        stream("ex-greenhouse-fuel", "ex-greenhouse", "need", "bark", "", "3000", "t", "purchase",
               "25")};
  }

  std::vector<Row> qualities() const {
    return {{{"stream_id", "ex-dairy-heat"},
             {"property", "temperature"},
             {"typical", "65"},
             {"unit", "°C"},
             {"note", made_up()}},
            {{"stream_id", "ex-greenhouse-heat"},
             {"property", "temperature"},
             {"min", "45"},
             {"unit", "°C"},
             {"note", made_up()}}};
  }

  std::vector<Row> exchanges() const {
    return {{{"exchange_id", "ex-bark"},
             {"offer_id", "ex-sawmill-bark"},
             {"need_id", "ex-greenhouse-fuel"},
             {"resource", "bark"},
             {"stage", "operating"},
             {"quantity", "2000"},
             {"unit", per_year("t")},
             {"since", "2022"},
             {"measured", "2023:1900;2024:2000"},
             {"note", made_up()}}};
  }

  Language language_;
};

}  // namespace

Tables starter_tables(Language language) {
  const Example example(language);
  Tables tables{"starter", "region.toml", example.settings(), {}};
  for (const std::string_view name : kStarterTables) {
    const TableSchema& schema = *find_table(name);
    std::vector<std::string> columns;
    for (const ColumnSchema& column : schema.columns) columns.push_back(column.name);
    Table table(schema.name, schema.name + ".csv", std::move(columns));
    for (int number = 2; const Row& row : example.rows(name)) {
      std::vector<std::string_view> cells(schema.columns.size());
      for (const auto& [column, cell] : row) cells[table.column(column).value()] = cell;
      table.add_row(number++, cells);
    }
    tables.tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace samspill::formats
