#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/json.h"
#include "formats/schema.h"
#include "storage/rows.h"

namespace samspill::service {

/// A row of a dataset's table with every column of its schema: numbers as numbers, words in the
/// spelling of the schema, null for what is unknown; and the row's version.
Json row_json(const std::string& table, const storage::Row& row);

/// The same of one cell.
Json cell_json(const formats::ColumnSchema& column, std::string_view text);

}  // namespace samspill::service
