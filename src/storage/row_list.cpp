#include "storage/row_list.h"

#include <algorithm>
#include <format>
#include <limits>

#include "base/error.h"
#include "storage/search.h"

namespace samspill::storage {
namespace {

constexpr int kMostRows = 1000;
/// Up to so many rows are looked up by an index and put in order; beyond, the table is walked in
/// order until the page is full, which is soon.
constexpr int kFewRows = 1000;

/// Conditions with the values of their placeholders.
struct Conditions {
  std::string sql;
  std::vector<Value> values;

  int next() const { return static_cast<int>(values.size()) + 1; }
  void add(const std::string& condition) { sql += " AND " + condition; }
};

/// The condition for places in the box. `hold` is a plus where the index of places must not be
/// used.
std::string in_box(const Box& box, std::string_view hold, Conditions& conditions) {
  const int first = conditions.next();
  conditions.values.insert(conditions.values.end(),
                           {box.south_deg, box.north_deg, box.west_deg, box.east_deg});
  return std::format("{}north_deg BETWEEN ?{} AND ?{} AND {}east_deg BETWEEN ?{} AND ?{}", hold,
                     first, first + 1, hold, first + 2, first + 3);
}

/// The condition for any of the concepts.
std::string of_concepts(const std::vector<std::string>& concepts, Conditions& conditions) {
  std::string list;
  for (const std::string& one : concepts) {
    list += std::format("{}?{}", list.empty() ? "" : ", ", conditions.next());
    conditions.values.emplace_back(one);
  }
  return std::format("concept IN ({})", list);
}

/// True when few rows of the table fulfil the condition, whose region is ?1.
bool are_few(Connection& connection, std::string_view table, const std::string& condition,
             const std::vector<Value>& values) {
  Statement count = connection.query(
      std::format("SELECT COUNT(*) FROM (SELECT 1 FROM {} WHERE region_id = ?1 AND {} LIMIT {}) AS "
                  "found",
                  table, condition, kFewRows + 1),
      values);
  return count.next() && count.integer(0) <= kFewRows;
}

/// Returns whether the index of places is the quick way.
bool add_box(Connection& connection, std::int64_t region_id, const std::string& table,
             const Box& box, Conditions& conditions) {
  Conditions alone{"", {region_id}};
  const std::string counted = in_box(box, "", alone);
  const bool is_few = are_few(connection, "sites", counted, alone.values);
  const std::string condition = in_box(box, is_few ? "" : "+", conditions);
  if (table == "sites") {
    conditions.add(condition);
  } else if (is_few) {
    conditions.add(
        std::format("{}.site_id IN (SELECT site_id FROM sites WHERE region_id = ?1 AND "
                    "{})",
                    table, condition));
  } else {
    conditions.add(
        std::format("EXISTS (SELECT 1 FROM sites WHERE sites.region_id = ?1 AND "
                    "sites.site_id = {}.site_id AND {})",
                    table, condition));
  }
  return is_few;
}

/// Returns whether the index of concepts is the quick way.
bool add_concepts(Connection& connection, std::int64_t region_id,
                  const std::vector<std::string>& concepts, Conditions& conditions) {
  Conditions alone{"", {region_id}};
  const std::string counted = of_concepts(concepts, alone);
  conditions.add(of_concepts(concepts, conditions));
  return are_few(connection, "streams", counted, alone.values);
}

void add_municipality(const std::string& table, const std::string& name, Conditions& conditions) {
  const int placeholder = conditions.next();
  conditions.values.emplace_back(name);
  conditions.add(table == "sites"
                     ? std::format("municipality = ?{}", placeholder)
                     : std::format("{}.site_id IN (SELECT site_id FROM sites WHERE region_id = ?1 "
                                   "AND municipality = ?{})",
                                   table, placeholder));
}

/// The first rows of any of the concepts behind page.after, one more than the page has. The index
/// gives those of each concept in order; what is behind the rows found so far is not looked at.
std::vector<std::int64_t> first_of_concepts(Connection& connection,
                                            const std::vector<std::string>& concepts,
                                            const Conditions& conditions, const PageRequest& page) {
  const std::string sql = std::format(
      "SELECT row_id FROM streams WHERE region_id = ?1 AND removed_at IS NULL AND row_id > ?2 AND "
      "concept = ?{0} AND row_id < ?{1}{2} ORDER BY row_id LIMIT ?3",
      conditions.next(), conditions.next() + 1, conditions.sql);
  const auto most = static_cast<std::size_t>(page.limit) + 1;
  std::int64_t end = std::numeric_limits<std::int64_t>::max();
  std::vector<std::int64_t> found;
  for (const std::string& one : concepts) {
    std::vector<Value> values = conditions.values;
    values.emplace_back(one);
    values.emplace_back(end);
    const auto old = static_cast<std::ptrdiff_t>(found.size());
    Statement statement = connection.query(sql, values);
    while (statement.next()) found.push_back(statement.integer(0));
    std::ranges::inplace_merge(found, found.begin() + old);
    if (found.size() < most) continue;
    found.resize(most);
    end = found.back();
  }
  return found;
}

RowPage page_of(Connection& connection, const std::string& table,
                const std::vector<std::string>& header, const std::vector<std::int64_t>& row_ids,
                const PageRequest& page) {
  const std::string sql =
      std::format("SELECT {0} FROM {1} WHERE {1}.row_id = ?1", selected(table, header), table);
  RowPage found;
  for (const std::int64_t row_id : row_ids) {
    if (found.rows.size() == static_cast<std::size_t>(page.limit)) {
      found.next = found.rows.back().row_id;
      break;
    }
    Statement statement = connection.query(sql, {row_id});
    if (statement.next()) found.rows.push_back(row_of(statement, table, header));
  }
  return found;
}

}  // namespace

void expect_sound(const PageRequest& page) {
  if (page.limit >= 1 && page.limit <= kMostRows) return;
  throw Error(ErrorKind::invalid, tell("limit: found {}, expected 1 to {}", page.limit, kMostRows));
}

RowPage list_rows(Connection& connection, std::int64_t region_id, const std::string& table,
                  const std::vector<std::string>& header, const RowFilter& filter,
                  const PageRequest& page) {
  expect_sound(page);
  std::string from = table, row_id = table + ".row_id";
  Conditions conditions{"", {region_id, page.after, page.limit + 1}};
  SearchClause search;
  if (!filter.text.empty()) {
    search = search_clause(table, filter.text, conditions.next());
    if (search.words.empty()) return {};
    conditions.values.emplace_back(search.words);
    from = search.from;
    row_id = search.row_id;
    conditions.add(search.condition);
  }
  for (const auto& [column, text] : filter.equal) {
    conditions.add(std::format("{}.{} = ?{}", table, sql_name(column), conditions.next()));
    conditions.values.emplace_back(text);
  }
  if (!filter.municipality.empty()) add_municipality(table, filter.municipality, conditions);
  if (!filter.concepts.empty() && filter.text.empty() && !filter.box) {
    const auto row_ids = first_of_concepts(connection, filter.concepts, conditions, page);
    return page_of(connection, table, header, row_ids, page);
  }
  bool is_narrow = false;
  if (!filter.concepts.empty()) {
    is_narrow |= add_concepts(connection, region_id, filter.concepts, conditions);
  }
  if (filter.box) is_narrow |= add_box(connection, region_id, table, *filter.box, conditions);
  // A plus keeps the index of the order out of the way of the narrower one.
  if (is_narrow && filter.text.empty()) row_id = "+" + row_id;
  Statement statement = connection.query(
      std::format("SELECT {1} FROM {2} WHERE {0}.region_id = ?1 AND {0}.removed_at IS NULL AND {3} "
                  "> ?2{4} ORDER BY {3} LIMIT ?3",
                  table, selected(table, header), from, row_id, conditions.sql),
      conditions.values);
  RowPage found;
  while (statement.next()) {
    if (found.rows.size() == static_cast<std::size_t>(page.limit)) {
      found.next = found.rows.back().row_id;
      break;
    }
    found.rows.push_back(row_of(statement, table, header));
  }
  return found;
}

}  // namespace samspill::storage
