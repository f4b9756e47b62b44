#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/row_list.h"

namespace samspill::storage {

/// One change: who, when, what, and the cells that changed as JSON objects.
struct AuditEntry {
  std::int64_t audit_id = 0;  // given by the log
  std::int64_t region_id = 0;
  std::int64_t region_version = 0;  // that the change led to
  std::string happened_at;
  std::string actor;
  std::string action;  // import, create, update, remove
  std::string table;   // empty: of the region as a whole
  std::int64_t row_id = 0;
  std::string row_key;
  std::int64_t row_version = 0;
  std::string before_cells;  // empty: there was nothing
  std::string after_cells;   // empty: there is nothing

  bool operator==(const AuditEntry&) const = default;
};

/// Narrows the log: a table, and one row of it; or the rows with a key, of any table.
struct AuditFilter {
  std::string table;
  std::optional<std::int64_t> row_id;
  std::string row_key;
};

struct AuditPage {
  std::vector<AuditEntry> entries;
  std::optional<std::int64_t> next;
};

struct AuditLog {
  Connection& connection;

  void add(const AuditEntry& entry);
  /// The newest first; page.after = the oldest one seen so far, 0 = from the newest.
  AuditPage list(std::int64_t region_id, const AuditFilter& filter, const PageRequest& page) const;
};

}  // namespace samspill::storage
