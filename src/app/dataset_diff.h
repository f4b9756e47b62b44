#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/dataset.h"
#include "formats/schema.h"
#include "storage/rows.h"

namespace samspill::app {

enum class ChangeKind { added, changed, removed };

/// A row that differs between two versions of a dataset, and the cells in which it differs; empty
/// cells are left out.
struct RowChange {
  ChangeKind kind = ChangeKind::added;
  std::string table;
  std::string key;  // the row's id; of tables without ids its first two cells
  std::vector<storage::Cell> before;
  std::vector<storage::Cell> after;

  bool operator==(const RowChange&) const = default;
};

/// Which row of the table before each row now was, and what no row is now.
struct RowPairs {
  std::vector<std::optional<std::size_t>> before_of;
  std::vector<std::size_t> removed;
};

/// Two versions of one table; either may be missing. Both outlive this.
class TableComparison {
 public:
  TableComparison(const formats::TableSchema& schema, const Table* before, const Table* after);

  /// Rows with an id are paired by it, others by equal cells, then by their first two cells.
  RowPairs pair_rows() const;
  /// What differs between a row before and a row now; nothing when the cells are the same, whatever
  /// the order of columns.
  std::optional<RowChange> change(std::optional<std::size_t> before_row,
                                  std::optional<std::size_t> after_row) const;
  /// Every row that differs: first what the table holds now, in its order, then what was removed.
  std::vector<RowChange> changes() const;

 private:
  /// One version with its columns in the order of the schema.
  struct Side {
    const Table* table = nullptr;
    std::vector<std::size_t> columns;  // past the last = the table lacks it
    std::size_t rows() const { return table == nullptr ? 0 : table->rows(); }
    std::string_view cell(std::size_t row, std::size_t column) const;
  };
  using KeyOf = std::string (TableComparison::*)(const Side&, std::size_t) const;

  Side side_of(const Table* table) const;
  std::string key_of(const Side& side, std::size_t row) const;
  std::string content_of(const Side& side, std::size_t row) const;
  std::string first_cells_of(const Side& side, std::size_t row) const;
  void pair_by(KeyOf key, RowPairs& pairs, std::vector<bool>& is_paired) const;

  const formats::TableSchema& schema_;
  Side before_;
  Side after_;
};

/// Every row that differs, and the settings as a change of the table "region".
std::vector<RowChange> diff(const formats::Tables& before, const formats::Tables& after);

}  // namespace samspill::app
