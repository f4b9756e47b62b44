#include "storage/rows.h"

#include <algorithm>
#include <bit>
#include <format>

#include "base/error.h"
#include "storage/search.h"

namespace samspill::storage {
namespace {

constexpr std::string_view kStreams = "streams";
/// The plus keeps the index of places out of the way of the one that finds the few rows.
constexpr std::string_view kFewInOrder = "ORDER BY +position, row_id";

/// The columns that hold what the reader made of the cells.
std::vector<std::string> meaning_columns(std::string_view table) {
  if (table == "sites") return {"north_deg", "east_deg"};
  if (table == kStreams) return {"concept"};
  return {};
}

Value part_of(const Meaning& meaning, std::string_view column) {
  if (column == "north_deg") return meaning.north_deg;
  if (column == "east_deg") return meaning.east_deg;
  if (meaning.concept_id.empty()) return nullptr;
  return meaning.concept_id;
}

}  // namespace

std::string_view Row::cell(std::string_view column) const {
  const auto found = std::ranges::find(cells, column, &Cell::first);
  return found == cells.end() ? std::string_view() : found->second;
}

std::string sql_name(std::string_view column) {
  return std::format("\"{}\"", column);
}

std::string sql_names(std::span<const std::string> columns) {
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + sql_name(column);
  return list;
}

std::string selected(const std::string& table, std::span<const std::string> header) {
  std::string list = std::format("{0}.row_id, {0}.version", table);
  for (const std::string& column : header) list += std::format(", {}.{}", table, sql_name(column));
  if (table == kStreams) list += ", streams.concept";
  return list;
}

Row row_of(const Statement& statement, const std::string& table,
           std::span<const std::string> header) {
  Row row{statement.integer(0), statement.integer(1), {}, {}};
  int column = 2;
  for (const std::string& name : header) {
    const std::string_view text = statement.text(column++);
    if (!text.empty()) row.cells.emplace_back(name, text);
  }
  if (table == kStreams) row.concept_id = statement.text(column);
  return row;
}

Rows::Rows(Connection& connection, std::int64_t region_id, std::string table,
           std::vector<std::string> header, std::string key_column)
    : connection_(connection),
      region_id_(region_id),
      table_(std::move(table)),
      header_(std::move(header)),
      key_column_(std::move(key_column)),
      written_(header_) {
  for (std::string& column : meaning_columns(table_)) written_.push_back(std::move(column));
  std::string placeholders, assignments, inserted;
  for (std::size_t i = 0; i < written_.size(); ++i) {
    const std::string name = sql_name(written_[i]);
    placeholders += std::format(", ?{}", i + 3);
    inserted += std::format(", {0} = excluded.{0}", name);
    assignments += std::format(", {} = ?{}", name, i + 4);
  }
  insert_sql_ = std::format(
      "INSERT INTO {0} (row_id, region_id, position, version, {1}) VALUES ((SELECT "
      "COALESCE(MAX(row_id), 0) + 1 FROM {0}), ?1, ?2, 1{2})",
      table_, sql_names(written_), placeholders);
  if (!key_column_.empty()) {
    insert_sql_ += std::format(
        " ON CONFLICT (region_id, {1}) DO UPDATE SET version = {0}.version + 1, removed_at = NULL, "
        "position = excluded.position{2} WHERE {0}.removed_at IS NOT NULL",
        table_, sql_name(key_column_), inserted);
  }
  insert_sql_ += " RETURNING row_id, version";
  replace_sql_ = std::format(
      "UPDATE {} SET version = version + 1, position = ?3{} WHERE row_id = ?1 AND version = ?2 AND "
      "removed_at IS NULL",
      table_, assignments);
}

std::optional<Row> Rows::find(std::string_view key) const {
  std::vector<Row> rows = with(key_column_, key);
  if (rows.empty()) return {};
  return std::move(rows.front());
}

std::optional<Row> Rows::read(std::int64_t row_id) const {
  Statement statement =
      connection_.query(std::format("SELECT {} FROM {} WHERE region_id = ?1 AND row_id = ?2 AND "
                                    "removed_at IS NULL",
                                    selected(table_, header_), table_),
                        {region_id_, row_id});
  if (!statement.next()) return {};
  return row_of(statement, table_, header_);
}

std::vector<Row> Rows::with(std::string_view column, std::string_view text) const {
  Statement statement = connection_.query(
      std::format("SELECT {} FROM {} WHERE region_id = ?1 AND {} = ?2 AND removed_at IS NULL {}",
                  selected(table_, header_), table_, sql_name(column), kFewInOrder),
      {region_id_, text});
  std::vector<Row> rows;
  while (statement.next()) rows.push_back(row_of(statement, table_, header_));
  return rows;
}

std::vector<std::vector<Row>> Rows::with_each(std::string_view column,
                                              std::span<const std::string> texts) const {
  // So that few statements are prepared, the number of placeholders is a power of two.
  constexpr std::size_t kMostAtOnce = 512;
  std::vector<std::vector<Row>> found(texts.size());
  for (std::size_t first = 0; first < texts.size(); first += kMostAtOnce) {
    const auto some = texts.subspan(first, std::min(kMostAtOnce, texts.size() - first));
    std::multimap<std::string_view, std::size_t> places;
    std::vector<Value> values{region_id_};
    for (std::size_t i = 0; i < some.size(); ++i) {
      places.emplace(some[i], first + i);
      values.emplace_back(some[i]);
    }
    std::string list = "?2";
    while (values.size() <= std::bit_ceil(some.size())) values.emplace_back(some.back());
    for (std::size_t i = 3; i <= values.size(); ++i) list += std::format(", ?{}", i);
    Statement statement = connection_.query(
        std::format("SELECT {} FROM {} WHERE region_id = ?1 AND {} IN ({}) AND removed_at IS NULL "
                    "{}",
                    selected(table_, header_), table_, sql_name(column), list, kFewInOrder),
        values);
    while (statement.next()) {
      const Row row = row_of(statement, table_, header_);
      const auto [begin, end] = places.equal_range(row.cell(column));
      for (auto place = begin; place != end; ++place) found[place->second].push_back(row);
    }
  }
  return found;
}

void Rows::each(const VisitRow& visit) const {
  visit_rows("ORDER BY position, row_id", {}, visit);
}

void Rows::each_with(std::string_view column, std::string_view text, const VisitRow& visit) const {
  visit_rows(std::format("AND {} = ?2 {}", sql_name(column), kFewInOrder), {text}, visit);
}

void Rows::each_having(std::string_view column, std::string_view text,
                       const VisitRow& visit) const {
  // Marks of the pattern within the text stand for more than themselves, which finds more.
  const std::string pattern = std::format("%{}%", text);
  visit_rows(std::format("AND {} LIKE ?2 {}", sql_name(column), kFewInOrder), {pattern}, visit);
}

void Rows::last(std::string_view column, std::string_view other_than, const VisitRow& visit) const {
  const std::string condition =
      column.empty() ? "" : std::format("AND {} <> ?2 ", sql_name(column));
  visit_rows(condition + "ORDER BY position DESC, row_id DESC LIMIT 1",
             column.empty() ? std::vector<Value>{} : std::vector<Value>{other_than}, visit);
}

std::int64_t Rows::count() const {
  Statement statement = connection_.query(
      std::format("SELECT COUNT(*) FROM {} WHERE region_id = ?1 AND removed_at IS NULL", table_),
      {region_id_});
  return statement.next() ? statement.integer(0) : 0;
}

std::vector<std::string> Rows::texts(std::string_view column, int most) const {
  Statement statement =
      connection_.query(std::format("SELECT {} FROM {} WHERE region_id = ?1 AND removed_at IS NULL "
                                    "LIMIT ?2",
                                    sql_name(column), table_),
                        {region_id_, most});
  std::vector<std::string> found;
  while (statement.next()) found.emplace_back(statement.text(0));
  return found;
}

std::map<std::int64_t, std::int64_t> Rows::places(std::set<std::int64_t> row_ids) const {
  std::map<std::int64_t, std::int64_t> found;
  Statement statement = connection_.query(
      std::format("SELECT row_id FROM {} WHERE region_id = ?1 AND removed_at IS NULL ORDER BY "
                  "position, row_id",
                  table_),
      {region_id_});
  for (std::int64_t before = 0; !row_ids.empty() && statement.next(); ++before) {
    if (row_ids.erase(statement.integer(0)) > 0) found[statement.integer(0)] = before;
  }
  return found;
}

void Rows::visit_rows(const std::string& rest, std::vector<Value> values,
                      const VisitRow& visit) const {
  values.insert(values.begin(), region_id_);
  Statement statement = connection_.query(
      std::format("SELECT row_id, version, position, {} FROM {} WHERE region_id = ?1 AND "
                  "removed_at IS NULL {}",
                  sql_names(header_), table_, rest),
      values);
  std::vector<std::string_view> cells(header_.size());
  while (statement.next()) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cells[i] = statement.text(static_cast<int>(i) + 3);
    }
    visit({statement.integer(0), statement.integer(1), statement.integer(2)}, cells);
  }
}

RowMark Rows::insert(std::int64_t position, std::span<const std::string_view> cells,
                     const Meaning& meaning) {
  Statement statement =
      connection_.query(insert_sql_, values_of({region_id_, position}, cells, meaning));
  if (!statement.next()) {
    throw Error(ErrorKind::conflict,
                tell("{}: a row with this {} is there already", table_, key_column_));
  }
  const RowMark mark{statement.integer(0), statement.integer(1), position};
  if (is_searchable(table_)) add_search_text(connection_, table_, mark.row_id, meaning.search_text);
  return mark;
}

RowMark Rows::replace(const RowMark& mark, std::span<const std::string_view> cells,
                      const Meaning& meaning) {
  const auto changed = connection_.run(
      replace_sql_, values_of({mark.row_id, mark.version, mark.position}, cells, meaning));
  if (changed == 0) fail_stale();
  if (is_searchable(table_)) {
    drop_search_text(connection_, table_, mark.row_id);
    add_search_text(connection_, table_, mark.row_id, meaning.search_text);
  }
  return {mark.row_id, mark.version + 1, mark.position};
}

void Rows::remove(const RowMark& mark, std::string_view now) {
  const auto changed = connection_.run(
      std::format("UPDATE {} SET removed_at = ?3, version = version + 1 WHERE row_id "
                  "= ?1 AND version = ?2 AND removed_at IS NULL",
                  table_),
      {mark.row_id, mark.version, now});
  if (changed == 0) fail_stale();
  if (is_searchable(table_)) drop_search_text(connection_, table_, mark.row_id);
}

void Rows::move(std::int64_t row_id, std::int64_t position) {
  connection_.run(std::format("UPDATE {} SET position = ?2 WHERE row_id = ?1", table_),
                  {row_id, position});
}

void Rows::set_meaning(std::int64_t row_id, const Meaning& meaning) {
  for (const std::string& column : meaning_columns(table_)) {
    connection_.run(
        std::format("UPDATE {0} SET {1} = ?2 WHERE row_id = ?1 AND {1} IS DISTINCT FROM ?2", table_,
                    sql_name(column)),
        {row_id, part_of(meaning, column)});
  }
}

void Rows::fail_stale() const {
  throw Error(ErrorKind::conflict,
              tell("{}: the row has been changed meanwhile; read it again", table_));
}

std::vector<Value> Rows::values_of(std::initializer_list<Value> first,
                                   std::span<const std::string_view> cells,
                                   const Meaning& meaning) const {
  std::vector<Value> values(first);
  for (const std::string_view cell : cells) {
    values.push_back(cell.empty() ? Value(nullptr) : Value(cell));
  }
  for (std::size_t i = header_.size(); i < written_.size(); ++i) {
    values.push_back(part_of(meaning, written_[i]));
  }
  return values;
}

}  // namespace samspill::storage
