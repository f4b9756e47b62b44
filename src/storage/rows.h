#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/connection.h"

namespace samspill::storage {

/// A column's name with the text in it.
using Cell = std::pair<std::string, std::string>;

/// Where a row stands: version is 1 at first and grows with each change; position orders the rows.
struct RowMark {
  std::int64_t row_id = 0;
  std::int64_t version = 0;
  std::int64_t position = 0;
};

/// A row of a dataset's table. Empty cells are left out.
struct Row {
  std::int64_t row_id = 0;
  std::int64_t version = 0;
  std::vector<Cell> cells;
  std::string concept_id;  // of a stream: what its resource was read as; of other tables empty

  bool operator==(const Row&) const = default;

  /// The text of a cell, empty when there is none.
  std::string_view cell(std::string_view column) const;
};

/// What the reader made of a row's cells, for queries.
struct Meaning {
  std::optional<double> north_deg, east_deg;  // of sites
  std::string concept_id;                     // of streams: what the resource is
  std::string search_text;                    // of sites, streams and organisations
};

/// "column" with quotes, as SQL wants names that may be words of its own.
std::string sql_name(std::string_view column);
/// Those columns with commas between.
std::string sql_names(std::span<const std::string> columns);
/// What a SELECT names to give whole rows of the table, and the row that it gives then.
std::string selected(const std::string& table, std::span<const std::string> header);
Row row_of(const Statement& statement, const std::string& table,
           std::span<const std::string> header);

/// Sees a row: its cells as in the header, valid during the call.
using VisitRow = std::function<void(const RowMark&, std::span<const std::string_view>)>;

/// The rows of one table of one region's dataset. Removed rows are seen by nobody but insert, which
/// brings one with the same key back.
class Rows {
 public:
  /// table: a name of the dataset's schema. header: its columns that the region uses. key_column:
  /// the one with ids, or empty.
  Rows(Connection& connection, std::int64_t region_id, std::string table,
       std::vector<std::string> header, std::string key_column);

  std::optional<Row> find(std::string_view key) const;
  /// The row with that row_id.
  std::optional<Row> read(std::int64_t row_id) const;
  /// Those whose cell is that text, in order.
  std::vector<Row> with(std::string_view column, std::string_view text) const;
  /// The same for each of several texts, in one query or few.
  std::vector<std::vector<Row>> with_each(std::string_view column,
                                          std::span<const std::string> texts) const;
  /// Every row in order.
  void each(const VisitRow& visit) const;
  /// Those whose cell is that text, in order.
  void each_with(std::string_view column, std::string_view text, const VisitRow& visit) const;
  /// Those whose cell has that text somewhere, and perhaps others.
  void each_having(std::string_view column, std::string_view text, const VisitRow& visit) const;
  /// The last one in order; with a column, the last one whose cell is not that text.
  void last(std::string_view column, std::string_view other_than, const VisitRow& visit) const;
  std::int64_t count() const;
  /// The texts of a column; of more than `most` rows those of some.
  std::vector<std::string> texts(std::string_view column, int most) const;
  /// How many rows stand before each of these, by row_id.
  std::map<std::int64_t, std::int64_t> places(std::set<std::int64_t> row_ids) const;

  /// cells as in the header. Throws Error(conflict) when a row with the key is there.
  RowMark insert(std::int64_t position, std::span<const std::string_view> cells,
                 const Meaning& meaning);
  /// Throws Error(conflict) when the row has another version than the mark. Returns the new mark.
  RowMark replace(const RowMark& mark, std::span<const std::string_view> cells,
                  const Meaning& meaning);
  /// As replace. The row stays with removed_at = now.
  void remove(const RowMark& mark, std::string_view now);
  /// Changes the place in the order and nothing else.
  void move(std::int64_t row_id, std::int64_t position);
  /// Changes what the reader made of the cells, which stay as they are.
  void set_meaning(std::int64_t row_id, const Meaning& meaning);

 private:
  [[noreturn]] void fail_stale() const;
  void visit_rows(const std::string& rest, std::vector<Value> values, const VisitRow& visit) const;
  std::vector<Value> values_of(std::initializer_list<Value> first,
                               std::span<const std::string_view> cells,
                               const Meaning& meaning) const;

  Connection& connection_;
  std::int64_t region_id_;
  std::string table_;
  std::vector<std::string> header_;
  std::string key_column_;
  std::vector<std::string> written_;  // the columns of cells and meaning
  std::string insert_sql_;
  std::string replace_sql_;
};

}  // namespace samspill::storage
