#include "app/other_tables.h"

#include <format>

#include "app/lists.h"
#include "base/error.h"
#include "base/text.h"
#include "formats/schema.h"

namespace samspill::app {

storage::RowPage OtherTables::list(const auth::Actor& actor, std::string_view region,
                                   const std::string& table, const std::string& column,
                                   const std::string& text,
                                   const storage::PageRequest& page) const {
  auth::require(actor, auth::Action::list, table);
  const formats::TableSchema* schema = formats::find_table(table);
  if (schema == nullptr) {
    throw Error(ErrorKind::not_found, tell("there is no table {}", in_quotes(table)));
  }
  storage::RowFilter filter;
  if (!column.empty()) {
    if (schema->column(column) == nullptr) {
      throw Error(ErrorKind::not_found, formats::unknown_column(*schema, column));
    }
    filter.equal.emplace_back(column, text);
  }
  return list_table(workspace, region, table, filter, page);
}

}  // namespace samspill::app
