#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "formats/dataset.h"
#include "storage/rows.h"

namespace samspill::app {

enum class ChangeKind { added, changed, removed };

/// A row that differs between two versions of a dataset; cells are those that differ.
struct RowChange {
  ChangeKind kind = ChangeKind::added;
  std::string table;
  std::string key;  // the row's id; of tables without ids its first two cells
  std::vector<storage::Cell> before;
  std::vector<storage::Cell> after;

  bool operator==(const RowChange&) const = default;
};

/// Which row of the table before each row now was, and what no row now was.
struct TablePairing {
  std::vector<std::optional<std::size_t>> before_of;
  std::vector<std::size_t> removed;
};

/// Rows with an id are paired by it, others by equal cells, then by their first two cells. Either
/// table may be missing.
TablePairing pair_rows(const Table* before, const Table* after);

/// What differs between paired rows; nothing when the cells are the same, whatever the order of
/// columns.
std::optional<RowChange> change_of(const Table* before, std::optional<std::size_t> before_row,
                                   const Table* after, std::optional<std::size_t> after_row);

/// Every row that differs, and the settings as a change of the table "region".
std::vector<RowChange> diff(const formats::Tables& before, const formats::Tables& after);

}  // namespace samspill::app
