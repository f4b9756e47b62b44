#include "app/region_part.h"

#include <algorithm>
#include <array>
#include <format>

#include "base/text.h"

namespace samspill::app {
namespace {

constexpr std::array<std::string_view, 6> kMayChange = {"sites",     "streams",   "qualities",
                                                        "exchanges", "decisions", "initiatives"};
/// Their rows are judged against each other: probabilities add up, nobody is a member twice.
constexpr std::array<std::string_view, 2> kTogether = {"scenarios", "members"};
constexpr std::array<std::string_view, 2> kExchangeEnds = {"offer_id", "need_id"};

/// The table whose ids a cell of that kind holds, one or several; empty when it holds none.
std::string_view named_table(std::string_view kind) {
  for (const std::string_view mark : {"ref:", "list:"}) {
    if (kind.starts_with(mark)) return kind.substr(mark.size(), kind.find('|') - mark.size());
  }
  return {};
}

}  // namespace

RegionPart::RegionPart(storage::Connection& connection, const storage::RegionRecord& record)
    : connection_(connection), record_(record) {
  for (storage::TableHeader& header : storage::Regions{connection}.headers(record.region_id)) {
    if (!formats::is_reference_table(header.table)) {
      tables_[header.table].columns = std::move(header.columns);
    }
  }
}

bool RegionPart::may_change(std::string_view table) {
  return std::ranges::contains(kMayChange, table);
}

RegionPart::PartTable* RegionPart::find(std::string_view table) {
  const auto found = tables_.find(table);
  return found == tables_.end() ? nullptr : &found->second;
}

storage::Rows RegionPart::rows_of(const std::string& table) const {
  return {connection_, record_.region_id, table, tables_.at(table).columns,
          formats::find_table(table)->key};
}

storage::VisitRow RegionPart::keep(const std::string& table) {
  return [this, table](const storage::RowMark& mark, std::span<const std::string_view> cells) {
    const Place place{mark.position, mark.row_id};
    const auto [row, is_new] =
        tables_[table].rows.try_emplace(place, mark, std::vector<std::string>());
    if (!is_new) return;
    row->second.cells.assign(cells.begin(), cells.end());
    to_follow_.emplace_back(table, place);
  };
}

void RegionPart::add_key(std::string_view table, std::string_view key) {
  const std::string name(table);
  if (find(name) == nullptr || !seen_.emplace(name, key).second) return;
  rows_of(name).each_with(formats::find_table(name)->key, key, keep(name));
}

void RegionPart::add_changing(const std::string& table, std::string_view key) {
  add_key(table, key);
  add_naming(table, key);
  follow();
}

void RegionPart::add_with(const std::string& table, const std::string& column,
                          std::string_view text) {
  if (find(table) == nullptr) return;
  rows_of(table).each_with(column, text, keep(table));
  follow();
}

void RegionPart::add_last(const std::string& table, std::string_view column,
                          std::string_view other_than) {
  if (find(table) == nullptr) return;
  rows_of(table).last(column, other_than, keep(table));
  follow();
}

void RegionPart::add_all(const std::string& table) {
  if (find(table) == nullptr || !whole_.insert(table).second) return;
  rows_of(table).each(keep(table));
  follow();
}

void RegionPart::add_named(const std::string& table, const std::vector<storage::Cell>& cells) {
  const formats::TableSchema& schema = *formats::find_table(table);
  for (const auto& [column, text] : cells) follow_cell(schema, column, text);
  follow();
}

/// Rows of other tables that name the row, and rows that name those: a site's industry may change
/// what its streams mean, and that the unit of their exchanges.
void RegionPart::add_naming(const std::string& table, std::string_view key) {
  if (!changing_.emplace(table, key).second) return;
  add_exchanges_naming(table, key);
  for (const formats::TableSchema& schema : formats::schema()) {
    if (find(schema.name) == nullptr) continue;
    const auto own_key = std::ranges::find(tables_[schema.name].columns, schema.key);
    const auto at = static_cast<std::size_t>(own_key - tables_[schema.name].columns.begin());
    std::vector<std::string> found;
    const auto visit = [&](const storage::RowMark& mark, std::span<const std::string_view> cells) {
      keep(schema.name)(mark, cells);
      if (!schema.key.empty() && at < cells.size()) found.emplace_back(cells[at]);
    };
    for (const formats::ColumnSchema& column : schema.columns) {
      if (named_table(column.kind) != table) continue;
      if (!std::ranges::contains(tables_[schema.name].columns, column.name)) continue;
      if (column.kind.starts_with("ref:")) {
        rows_of(schema.name).each_with(column.name, key, visit);
      } else {
        rows_of(schema.name).each_having(column.name, key, visit);
      }
    }
    for (const std::string& one : found) add_naming(schema.name, one);
  }
}

/// The ends of exchanges are streams or process@site.
void RegionPart::add_exchanges_naming(const std::string& table, std::string_view key) {
  const std::string exchanges = "exchanges";
  if (find(exchanges) == nullptr) return;
  std::vector<std::string> found;
  const auto& columns = tables_[exchanges].columns;
  const auto at =
      static_cast<std::size_t>(std::ranges::find(columns, "exchange_id") - columns.begin());
  const auto visit = [&](const storage::RowMark& mark, std::span<const std::string_view> cells) {
    keep(exchanges)(mark, cells);
    if (at < cells.size()) found.emplace_back(cells[at]);
  };
  for (const std::string_view end : kExchangeEnds) {
    if (table == "streams") rows_of(exchanges).each_with(end, key, visit);
    if (table == "sites") rows_of(exchanges).each_having(end, std::format("@{}", key), visit);
    if (table == "processes") rows_of(exchanges).each_having(end, std::format("{}@", key), visit);
  }
  for (const std::string& one : found) add_naming(exchanges, one);
}

/// Finds what the rows name, and what that names, to the end.
void RegionPart::follow() {
  while (!to_follow_.empty()) {
    const auto [name, place] = to_follow_.back();
    to_follow_.pop_back();
    const PartTable& table = tables_[name];
    const formats::TableSchema& schema = *formats::find_table(name);
    // Adding rows leaves those that are there where they are.
    const std::vector<std::string>& cells = table.rows.at(place).cells;
    for (std::size_t i = 0; i < cells.size(); ++i) follow_cell(schema, table.columns[i], cells[i]);
    if (std::ranges::contains(kTogether, name) && whole_.insert(name).second) {
      rows_of(name).each(keep(name));
    }
  }
}

void RegionPart::follow_cell(const formats::TableSchema& schema, const std::string& column,
                             std::string_view text) {
  const formats::ColumnSchema* known = schema.column(column);
  if (known == nullptr || trim(text).empty()) return;
  const std::string_view table = named_table(known->kind);
  if (schema.name == "exchanges" && std::ranges::contains(kExchangeEnds, column)) {
    const std::string_view end = trim(text);
    const std::size_t at = end.find('@');
    if (at == std::string_view::npos) return add_key("streams", end);
    add_key("processes", end.substr(0, at));
    add_key("sites", end.substr(at + 1));
  } else if (!table.empty()) {
    for (const std::string_view key : split(text, ';')) add_key(table, key);
  } else if (schema.name == "processes" && column == "process_id" && find("process_flows")) {
    // A process is nothing without what goes in and out.
    rows_of("process_flows").each_with("process_id", text, keep("process_flows"));
  }
}

StoredTables RegionPart::take() const {
  StoredTables part{record_, {record_.key, "region", record_.settings, {}}, {}};
  for (const formats::TableSchema& schema : formats::schema()) {
    const auto found = tables_.find(schema.name);
    if (found == tables_.end()) continue;
    Table table(schema.name, schema.name, found->second.columns);
    std::vector<storage::RowMark> marks;
    for (const auto& [place, row] : found->second.rows) {
      table.add_row(static_cast<int>(marks.size()) + 2, {row.cells.begin(), row.cells.end()});
      marks.push_back(row.mark);
    }
    part.tables.tables.push_back(std::move(table));
    part.marks.push_back(std::move(marks));
  }
  return part;
}

}  // namespace samspill::app
