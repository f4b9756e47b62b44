#pragma once

#include <span>
#include <string>
#include <string_view>

#include "storage/database.h"

namespace samspill::storage {

/// One step of schema/: 1, "first-tables", its SQL.
struct SchemaStep {
  int number = 0;
  std::string_view name;
  std::string_view sql;
};

/// Every step, in order.
std::span<const SchemaStep> schema_steps();
/// schema/current.sql.
std::string_view current_schema();

/// Makes the tables in an empty database, or takes the steps that are missing. Throws
/// Error(invalid) when the database is not ours or of a newer program; `name` is the file's.
void bring_to_date(Database& database, std::string_view name);

}  // namespace samspill::storage
