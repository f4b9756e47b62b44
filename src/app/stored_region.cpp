#include "app/stored_region.h"

#include <algorithm>
#include <format>

#include "base/error.h"
#include "base/text.h"
#include "formats/schema.h"

namespace samspill::app {

const std::vector<storage::RowMark>* StoredTables::marks_of(std::string_view table) const {
  const Table* found = tables.find(table);
  return found == nullptr ? nullptr
                          : &marks[static_cast<std::size_t>(found - tables.tables.data())];
}

storage::RegionRecord find_region(storage::Connection& connection, std::string_view key) {
  const storage::Regions regions{connection};
  if (!key.empty()) {
    if (auto record = regions.find(storage::region_key(key))) return std::move(*record);
  }
  const std::vector<storage::RegionRecord> all = regions.list();
  if (key.empty() && all.size() == 1) return all.front();
  std::string keys;
  for (const storage::RegionRecord& record : all) keys += (keys.empty() ? "" : ", ") + record.key;
  if (all.empty()) throw Error(ErrorKind::not_found, tell("the database holds no region yet"));
  throw Error(ErrorKind::not_found,
              key.empty()
                  ? tell("the database holds several regions; name one of {}", keys)
                  : tell("there is no region {}; expected one of {}", in_quotes(key), keys));
}

StoredTables read_stored_tables(storage::Connection& connection,
                                const storage::RegionRecord& record,
                                bool (*is_wanted)(std::string_view table)) {
  StoredTables stored{record, {record.key, "region", record.settings, {}}, {}};
  const auto headers = storage::Regions{connection}.headers(record.region_id);
  for (const formats::TableSchema& schema : formats::schema()) {
    if (is_wanted != nullptr && !is_wanted(schema.name)) continue;
    const auto header = std::ranges::find(headers, schema.name, &storage::TableHeader::table);
    if (header == headers.end()) continue;
    Table table(schema.name, schema.name, header->columns);
    std::vector<storage::RowMark> marks;
    std::vector<std::string_view> cells;
    storage::Rows(connection, record.region_id, schema.name, header->columns, schema.key)
        .each([&](const storage::RowMark& mark, std::span<const std::string_view> found) {
          cells.assign(found.begin(), found.end());
          // As a spreadsheet counts: the header is row 1.
          table.add_row(static_cast<int>(marks.size()) + 2, cells);
          marks.push_back(mark);
        });
    stored.tables.tables.push_back(std::move(table));
    stored.marks.push_back(std::move(marks));
  }
  return stored;
}

}  // namespace samspill::app
