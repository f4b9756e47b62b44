#include "storage/audit_log.h"

#include <format>
#include <limits>

namespace samspill::storage {
namespace {

Value or_null(std::string_view text) {
  return text.empty() ? Value(nullptr) : Value(text);
}

AuditEntry entry_of(const Statement& row) {
  return {.audit_id = row.integer(0),
          .region_id = row.integer(1),
          .region_version = row.integer(2),
          .happened_at = std::string(row.text(3)),
          .actor = std::string(row.text(4)),
          .action = std::string(row.text(5)),
          .table = std::string(row.text(6)),
          .row_id = row.integer(7),
          .row_key = std::string(row.text(8)),
          .row_version = row.integer(9),
          .before_cells = std::string(row.text(10)),
          .after_cells = std::string(row.text(11))};
}

}  // namespace

void AuditLog::add(const AuditEntry& entry) {
  connection.run(
      "INSERT INTO audit_log (audit_id, region_id, region_version, happened_at, actor, action, "
      "table_name, row_id, row_key, row_version, before_cells, after_cells) VALUES ((SELECT "
      "COALESCE(MAX(audit_id), 0) + 1 FROM audit_log), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
      "?11)",
      {entry.region_id, entry.region_version, entry.happened_at, entry.actor, entry.action,
       or_null(entry.table), entry.row_id == 0 ? Value(nullptr) : Value(entry.row_id),
       or_null(entry.row_key), entry.row_version == 0 ? Value(nullptr) : Value(entry.row_version),
       or_null(entry.before_cells), or_null(entry.after_cells)});
}

AuditPage AuditLog::list(std::int64_t region_id, const AuditFilter& filter,
                         const PageRequest& page) const {
  expect_sound(page);
  const std::int64_t before =
      page.after == 0 ? std::numeric_limits<std::int64_t>::max() : page.after;
  std::string sql =
      "SELECT audit_id, region_id, region_version, happened_at, actor, action, table_name, row_id, "
      "row_key, row_version, before_cells, after_cells FROM audit_log WHERE region_id = ?1 AND "
      "audit_id < ?2";
  std::vector<Value> values{region_id, before, page.limit + 1};
  if (!filter.table.empty()) {
    sql += " AND table_name = ?4";
    values.emplace_back(filter.table);
    if (filter.row_id) {
      sql += " AND row_id = ?5";
      values.emplace_back(*filter.row_id);
    }
  }
  if (!filter.row_key.empty()) {
    values.emplace_back(filter.row_key);
    sql += std::format(" AND row_key = ?{}", values.size());
  }
  Statement statement = connection.query(sql + " ORDER BY audit_id DESC LIMIT ?3", values);
  AuditPage found;
  while (statement.next()) {
    if (found.entries.size() == static_cast<std::size_t>(page.limit)) {
      found.next = found.entries.back().audit_id;
      break;
    }
    found.entries.push_back(entry_of(statement));
  }
  return found;
}

}  // namespace samspill::storage
