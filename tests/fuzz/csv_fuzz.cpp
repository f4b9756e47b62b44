// Any bytes as a CSV file; what was read is written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/text.h"

namespace {

using samspill::Diagnostics;
using samspill::Table;

/// Stops the run also where assert is compiled away.
void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string_view> cells_of(const Table& table, std::size_t row) {
  std::vector<std::string_view> cells;
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    cells.push_back(table.cell(row, column));
  }
  return cells;
}

void check_cells(const Table& table) {
  require(!table.columns().empty());
  int last_row = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    require(table.row_number(row) > last_row);
    last_row = table.row_number(row);
    for (const std::string_view cell : cells_of(table, row)) {
      require(cell.size() <= samspill::kLargestCell);
      require(cell == samspill::trim(cell));
      require(simdjson::validate_utf8(cell.data(), cell.size()));
    }
  }
}

std::string written(const Table& table) {
  std::string text;
  samspill::write_csv_row({table.columns().begin(), table.columns().end()}, text);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    samspill::write_csv_row(cells_of(table, row), text);
  }
  return text;
}

void check_same(const Table& before, const Table& after) {
  require(before.columns() == after.columns());
  require(before.rows() == after.rows());
  for (std::size_t row = 0; row < before.rows(); ++row) {
    require(cells_of(before, row) == cells_of(after, row));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Diagnostics diagnostics;
  const std::optional<Table> table = samspill::read_csv("t", "t.csv", bytes, diagnostics);
  require(table.has_value() || diagnostics.has_errors());
  if (!table) return 0;
  check_cells(*table);
  // A row whose cells were all refused has become blank, and blank rows are not read again.
  if (diagnostics.has_errors()) return 0;
  Diagnostics none;
  const std::optional<Table> again = samspill::read_csv("t", "t.csv", written(*table), none);
  require(again.has_value() && none.list().empty());
  check_same(*table, *again);
  return 0;
}
