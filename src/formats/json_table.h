#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"
#include "base/text.h"
#include "formats/schema.h"

namespace samspill::formats {

/// One table that arrives as objects, cell by cell. The columns that it gets are those stated, and
/// those that any row has, in the order of the schema.
class JsonTable {
 public:
  JsonTable(const TableSchema& schema, std::string file, Diagnostics& diagnostics);

  const TableSchema& schema() const { return schema_; }

  void start_row();
  void cell(const std::string& key, std::string_view text);
  void wrong_value(const std::string& key);
  void finish_row();
  void state_column(const std::string& name);

  /// Empty when there is neither a row nor a stated column.
  std::optional<Table> finish();

 private:
  static constexpr std::size_t kNoColumn = SIZE_MAX;
  struct Span {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };

  std::size_t find(const std::string& key);
  int row_number() const { return row_index_ + 2; }

  const TableSchema& schema_;
  std::string file_;
  Diagnostics& diagnostics_;
  TextMap<std::size_t> columns_;     // by key as written
  std::vector<std::size_t> stated_;  // columns of the schema
  std::vector<bool> is_used_;        // by column of the schema
  std::string text_;
  std::vector<Span> cells_;  // all columns of the schema, row by row
  std::vector<int> row_numbers_;
  std::vector<Span> row_;
  std::vector<bool> is_set_;
  int row_index_ = -1;
};

}  // namespace samspill::formats
