#pragma once

#include <span>
#include <string>
#include <string_view>

#include "storage/connection.h"

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

/// The last step that the database has been through; 0 when it is empty. Throws Error(invalid) when
/// a newer program made it; `name` is the file's.
int last_step(Connection& connection, std::string_view name);

/// Makes the tables in an empty database, or takes the steps that are missing. Throws as last_step.
void bring_to_date(Connection& connection, std::string_view name);

}  // namespace samspill::storage
