// Tables that no engine reads yet, and those of networks, initiatives and targets, are checked
// against the schema, cell by cell, so that a catalogue with a wrong link or year is told so today.
#include <algorithm>
#include <array>
#include <cstdint>
#include <format>

#include "base/number.h"
#include "formats/row_readers.h"
#include "formats/schema.h"

namespace samspill::formats {
namespace {

constexpr std::array<std::string_view, 10> kOtherTables = {
    "heat_streams", "initiatives", "targets", "organisations", "networks",
    "members",      "cases",       "experts", "courses",       "labs"};
constexpr NumberRange kShare{.least = 0, .most = 1, .what = "a number from 0 to 1"};
constexpr std::int64_t kFirstYear = 1900, kLastYear = 2200;
constexpr std::int64_t kMostCount = 1'000'000'000;

class SchemaCheck {
 public:
  explicit SchemaCheck(Reading& reading) : reading_(reading) {}

  void run() {
    for (const std::string_view name : kOtherTables) collect_keys(name);
    for (const std::string_view name : kOtherTables) check(name);
  }

 private:
  using Keys = KeyIndex<StrongId<struct RowTag>>;

  void collect_keys(std::string_view name) {
    const Table* table = reading_.tables.find(name);
    const TableSchema* schema = find_table(name);
    if (table == nullptr || schema->key.empty()) return;
    TableReader reader(*table, reading_.diagnostics);
    const auto column = reader.column(schema->key);
    Keys& keys = keys_[std::string(name)];
    keys.offer_elsewhere(reading_.tables, schema->name);
    while (reader.next()) {
      const auto key = reader.required(column, schema->key);
      if (!key) continue;
      if (!is_sound_id(*key))
        reader.expected(column, tell("an id without blanks, commas, ; @ or quotes"));
      keys.add(reader, column, *key, StrongId<RowTag>(keys.size()));
    }
  }

  void check(std::string_view name) {
    const Table* table = reading_.tables.find(name);
    if (table == nullptr) return;
    TableReader reader(*table, reading_.diagnostics);
    while (reader.next()) {
      for (const ColumnSchema& column : find_table(name)->columns) {
        const auto at = reader.column(column.name);
        if (!reader.is_filled(at)) {
          if (column.is_required && column.kind != "id") reader.required(at, column.name);
          continue;
        }
        check_cell(reader, at, column);
      }
    }
  }

  void check_cell(TableReader& reader, TableReader::Column at, const ColumnSchema& column) {
    const std::string_view kind = column.kind;
    if (kind == "number") reader.number(at);
    if (kind == "not_negative") reader.number(at, kNotNegative);
    if (kind == "percent") reader.number(at, kPercent);
    if (kind == "share") reader.number(at, kShare);
    if (kind == "year") reader.integer(at, kFirstYear, kLastYear);
    if (kind == "count") reader.integer(at, 0, kMostCount);
    if (kind == "country") reading_.cells.country(reader, at);
    if (kind == "nace") reading_.cells.nace(reader, at);
    if (kind == "yes_no") reader.yes_no(at);
    if (kind.starts_with("choice:")) check_choice(reader, at, column);
    if (kind.starts_with("ref:")) check_reference(reader, at, kind.substr(4), reader.text(at));
    if (kind.starts_with("list:")) {
      for (const std::string_view part : split(reader.text(at), ';')) {
        check_reference(reader, at, kind.substr(5), part);
      }
    }
  }

  void check_choice(TableReader& reader, TableReader::Column at, const ColumnSchema& column) {
    std::vector<Choice<bool>> choices;
    for (const std::string_view word : column.choices()) choices.emplace_back(word, true);
    reader.choice(at, std::span<const Choice<bool>>(choices));
  }

  void check_reference(TableReader& reader, TableReader::Column at, std::string_view table,
                       std::string_view key) {
    const auto fail = [&](Message suggestion) {
      reader.fail(at, tell("found {}, expected an id in {}{}", in_quotes(key), table,
                           std::move(suggestion)));
    };
    if (table == "sites") {
      if (!reading_.sites.find(key)) fail(reading_.sites.suggest(key));
    } else if (table == "exchanges") {
      const auto& exchanges = reading_.out.region.exchanges;
      if (!std::ranges::contains(exchanges, key, &Exchange::key)) fail({});
    } else {
      const auto keys = keys_.find(table);
      if (keys == keys_.end()) return fail({});
      if (!keys->second.find(key)) fail(keys->second.suggest(key));
    }
  }

  Reading& reading_;
  TextMap<Keys> keys_;
};

}  // namespace

void check_other_tables(Reading& reading) {
  SchemaCheck(reading).run();
}

}  // namespace samspill::formats
