#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/stored_region.h"
#include "formats/schema.h"

namespace samspill::app {

/// Rows of a stored region with all that the reader needs to judge them as it would within the
/// whole: what they name, what names them when they change, and what is judged together only. So
/// formats::read_dataset finds the same errors in the part as in the whole, as long as the rest of
/// the region is sound and stays as it is. The region's own reference rows are left out.
class RegionPart {
 public:
  RegionPart(storage::Connection& connection, const storage::RegionRecord& record);

  /// Tables whose rows may change in a part. A change of another is judged within the whole.
  static bool may_change(std::string_view table);

  /// The row with the key, and what names it: its verdict may change with the row.
  void add_changing(const std::string& table, std::string_view key);
  /// The rows whose cell is that text.
  void add_with(const std::string& table, const std::string& column, std::string_view text);
  /// What a row with these cells names.
  void add_named(const std::string& table, const std::vector<storage::Cell>& cells);
  /// The last row, so that a new one finds its place behind it; with a column, the last one whose
  /// cell is not that text.
  void add_last(const std::string& table, std::string_view column = {},
                std::string_view other_than = {});
  /// Every row of the table.
  void add_all(const std::string& table);

  /// The rows in their order, with every table that the region has. Rows bear numbers of the part.
  StoredTables take() const;

 private:
  struct FoundRow {
    storage::RowMark mark;
    std::vector<std::string> cells;
  };
  using Place = std::pair<std::int64_t, std::int64_t>;  // position, row_id
  struct PartTable {
    std::vector<std::string> columns;
    std::map<Place, FoundRow> rows;
  };

  PartTable* find(std::string_view table);
  storage::Rows rows_of(const std::string& table) const;
  storage::VisitRow keep(const std::string& table);
  void add_naming(const std::string& table, std::string_view key);
  void add_exchanges_naming(const std::string& table, std::string_view key);
  void add_key(std::string_view table, std::string_view key);
  void follow();
  void follow_cell(const formats::TableSchema& schema, const std::string& column,
                   std::string_view text);

  storage::Connection& connection_;
  storage::RegionRecord record_;
  std::map<std::string, PartTable, std::less<>> tables_;
  std::vector<std::pair<std::string, Place>> to_follow_;  // rows whose names are still to be found
  std::set<std::pair<std::string, std::string>> seen_;    // keys looked up, by table
  std::set<std::pair<std::string, std::string>> changing_;
  std::set<std::string> whole_;  // tables of which every row was added
};

}  // namespace samspill::app
