#include "storage/schema.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <schema_steps.h>
#include <vector>

#include "base/clock.h"
#include "base/error.h"

namespace samspill::storage {
namespace {

constexpr std::string_view kCurrent = "current";

/// "0001-first-tables" and its text.
SchemaStep step_of(std::string_view file, std::string_view sql) {
  SchemaStep step{0, file.substr(file.find('-') + 1), sql};
  std::from_chars(file.data(), file.data() + file.size(), step.number);
  return step;
}

}  // namespace

std::span<const SchemaStep> schema_steps() {
  static const std::vector<SchemaStep> steps = [] {
    std::vector<SchemaStep> made;
    for (const auto& [file, sql] : files::all()) {
      if (file != kCurrent) made.push_back(step_of(file, sql));
    }
    std::ranges::sort(made, {}, &SchemaStep::number);
    return made;
  }();
  return steps;
}

std::string_view current_schema() {
  return files::current_sql();
}

int last_step(Connection& connection, std::string_view name) {
  if (connection.is_empty()) return 0;
  Statement statement = connection.query("SELECT COALESCE(MAX(step), 0) FROM schema_steps");
  const std::int64_t last = statement.next() ? statement.integer(0) : 0;
  const int known = schema_steps().back().number;
  if (last > known) {
    throw Error(ErrorKind::invalid,
                std::format("{}: was written by a newer Samspill (step {} of its tables, this one "
                            "knows {}); use that one",
                            name, last, known));
  }
  return static_cast<int>(last);
}

void bring_to_date(Connection& connection, std::string_view name) {
  const auto steps = schema_steps();
  if (last_step(connection, name) == steps.back().number) return;
  Transaction transaction(connection, Transaction::Kind::write);
  // Asked again: another program may have been quicker.
  const int last = last_step(connection, name);
  const std::string now = utc_now();
  if (last == 0) connection.run_schema(current_schema());
  for (const SchemaStep& step : steps) {
    if (step.number <= last) continue;
    if (last > 0) connection.run_schema(step.sql);
    connection.run("INSERT INTO schema_steps (step, name, applied_at) VALUES (?1, ?2, ?3)",
                   {step.number, step.name, now});
  }
  transaction.commit();
}

}  // namespace samspill::storage
