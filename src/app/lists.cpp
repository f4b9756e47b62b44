#include "app/lists.h"

#include <algorithm>
#include <format>

#include "base/error.h"
#include "base/text.h"
#include "formats/schema.h"

namespace samspill::app {
namespace {

/// The columns that the region uses of the table; none when it has no such table.
std::vector<std::string> columns_of(storage::Connection& connection, std::int64_t region_id,
                                    const std::string& table) {
  for (storage::TableHeader& header : storage::Regions{connection}.headers(region_id)) {
    if (header.table == table) return std::move(header.columns);
  }
  return {};
}

}  // namespace

storage::RowPage list_table(const Workspace& workspace, std::string_view region,
                            const std::string& table, const storage::RowFilter& filter,
                            const storage::PageRequest& page,
                            const std::vector<std::string>& only) {
  storage::expect_sound(page);
  return workspace.store.read([&](storage::Connection& connection) -> storage::RowPage {
    const storage::RegionRecord record = find_region(connection, region);
    auto columns = columns_of(connection, record.region_id, table);
    if (columns.empty()) return {};
    if (!only.empty()) {
      std::erase_if(columns, [&](const auto& name) { return !std::ranges::contains(only, name); });
    }
    return storage::list_rows(connection, record.region_id, table, columns, filter, page);
  });
}

std::vector<storage::Row> rows_with(const Workspace& workspace, std::string_view region,
                                    const std::string& table, const std::string& column,
                                    std::string_view text) {
  return std::move(rows_with_each(workspace, region, table, column, {std::string(text)}).front());
}

std::vector<std::vector<storage::Row>> rows_with_each(const Workspace& workspace,
                                                      std::string_view region,
                                                      const std::string& table,
                                                      const std::string& column,
                                                      const std::vector<std::string>& texts) {
  std::vector<std::vector<storage::Row>> found(texts.size());
  workspace.store.read([&](storage::Connection& connection) {
    const storage::RegionRecord record = find_region(connection, region);
    const auto columns = columns_of(connection, record.region_id, table);
    if (!std::ranges::contains(columns, column)) return;
    const storage::Rows rows(connection, record.region_id, table, columns, column);
    found = rows.with_each(column, texts);
  });
  return found;
}

storage::Row read_table_row(const Workspace& workspace, std::string_view region,
                            const std::string& table, std::string_view key) {
  auto rows = rows_with(workspace, region, table, formats::find_table(table)->key, key);
  if (rows.empty()) {
    throw Error(ErrorKind::not_found, tell("there is no {} in {}", in_quotes(key), table));
  }
  return std::move(rows.front());
}

}  // namespace samspill::app
