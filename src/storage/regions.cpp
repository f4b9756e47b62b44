#include "storage/regions.h"

#include <algorithm>
#include <format>

#include "base/error.h"
#include "base/text.h"

namespace samspill::storage {
namespace {

constexpr std::string_view kSelect =
    "SELECT region_id, region_key, name, settings, version, created_at, changed_at FROM regions "
    "WHERE removed_at IS NULL";

RegionRecord record_of(const Statement& row) {
  return {row.integer(0),           std::string(row.text(1)), std::string(row.text(2)),
          std::string(row.text(3)), row.integer(4),           std::string(row.text(5)),
          std::string(row.text(6))};
}

}  // namespace

std::vector<RegionRecord> Regions::list() const {
  Statement statement = connection.query(std::format("{} ORDER BY region_key", kSelect));
  std::vector<RegionRecord> records;
  while (statement.next()) records.push_back(record_of(statement));
  return records;
}

std::optional<RegionRecord> Regions::find(std::string_view key) const {
  Statement statement = connection.query(std::format("{} AND region_key = ?1", kSelect), {key});
  if (!statement.next()) return {};
  return record_of(statement);
}

RegionRecord Regions::read(std::int64_t region_id) const {
  Statement statement =
      connection.query(std::format("{} AND region_id = ?1", kSelect), {region_id});
  if (!statement.next()) {
    throw Error(ErrorKind::not_found, tell("there is no region number {}", region_id));
  }
  return record_of(statement);
}

RegionRecord Regions::create(std::string_view key, std::string_view now) {
  connection.run(
      "INSERT INTO regions (region_id, region_key, name, settings, version, created_at, "
      "changed_at) VALUES ((SELECT COALESCE(MAX(region_id), 0) + 1 FROM regions), ?1, '', '', 0, "
      "?2, ?2)",
      {key, now});
  return *find(key);
}

RegionRecord Regions::change(const RegionRecord& record, std::string_view name,
                             std::string_view settings, std::string_view now) {
  const auto changed = connection.run(
      "UPDATE regions SET name = ?3, settings = ?4, changed_at = ?5, version = version + 1 WHERE "
      "region_id = ?1 AND version = ?2",
      {record.region_id, record.version, name, settings, now});
  if (changed == 0) {
    throw Error(ErrorKind::conflict,
                tell("the region {} has been changed meanwhile; read it again", record.key));
  }
  return *find(record.key);
}

std::vector<TableHeader> Regions::headers(std::int64_t region_id) const {
  Statement statement = connection.query(
      "SELECT table_name, header FROM region_tables WHERE region_id = ?1 ORDER BY table_name",
      {region_id});
  std::vector<TableHeader> headers;
  while (statement.next()) {
    headers.push_back({std::string(statement.text(0)), split_to_texts(statement.text(1), ';')});
  }
  return headers;
}

void Regions::set_header(std::int64_t region_id, const TableHeader& header) {
  std::string columns;
  for (const std::string& column : header.columns) columns += (columns.empty() ? "" : ";") + column;
  connection.run(
      "INSERT INTO region_tables (region_id, table_name, header) VALUES (?1, ?2, ?3) ON CONFLICT "
      "(region_id, table_name) DO UPDATE SET header = ?3",
      {region_id, header.table, columns});
}

void Regions::drop_header(std::int64_t region_id, std::string_view table) {
  connection.run("DELETE FROM region_tables WHERE region_id = ?1 AND table_name = ?2",
                 {region_id, table});
}

std::string region_key(std::string_view name) {
  std::string key;
  for (const char c : fold(name)) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_letter) {
      key += c;
    } else if (!key.empty() && key.back() != '-') {
      key += '-';
    }
  }
  while (key.ends_with('-')) key.pop_back();
  return key;
}

}  // namespace samspill::storage
