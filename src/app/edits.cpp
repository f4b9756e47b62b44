#include "app/edits.h"

#include <algorithm>
#include <format>

#include "app/store_dataset.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"
#include "formats/schema.h"

namespace samspill::app {
namespace {

/// One edit from the region as it stands to the region with the edit.
class Edit {
 public:
  Edit(Workspace& workspace, std::string_view region)
      : workspace_(workspace),
        lock_(workspace.changing),
        region_(workspace.region(region)),
        after_(region_->stored.tables) {}

  /// The row with the key. Throws Error: not_found, or conflict when it is of another version.
  std::size_t find(const std::string& table, std::string_view key, std::int64_t version) const {
    const Table* found = region_->stored.tables.find(table);
    const auto column =
        found == nullptr ? std::nullopt : found->column(formats::find_table(table)->key);
    for (std::size_t row = 0; column && row < found->rows(); ++row) {
      if (found->cell(row, *column) != key) continue;
      const std::int64_t stored = (*region_->stored.marks_of(table))[row].version;
      if (stored == version) return row;
      throw Error(ErrorKind::conflict,
                  std::format("{} in {} is of version {} by now, not {}; read it again",
                              in_quotes(key), table, stored, version));
    }
    throw Error(ErrorKind::not_found, std::format("there is no {} in {}", in_quotes(key), table));
  }

  /// False, with a diagnostic, when a cell has no place in the table.
  bool check(const formats::TableSchema& schema, const Cells& cells, int row_number) {
    const std::size_t before = diagnostics_.errors();
    for (const auto& [column, text] : cells) {
      if (schema.column(column) == nullptr) {
        diagnostics_.error(schema.name, row_number, column,
                           formats::unknown_column(schema, column));
      } else if (text.size() > kLargestCell) {
        diagnostics_.error(
            schema.name, row_number, column,
            std::format("found {} bytes of text, expected at most {}", text.size(), kLargestCell));
      }
    }
    return diagnostics_.errors() == before;
  }

  /// The table, made with these columns where the region lacks it or them.
  Table& table_with(const formats::TableSchema& schema, const Cells& cells) {
    auto& tables = after_.tables;
    auto found = std::ranges::find(tables, schema.name, &Table::name);
    if (found == tables.end()) {
      std::vector<std::string> columns;
      for (const formats::ColumnSchema& column : schema.columns) columns.push_back(column.name);
      const auto rank = [](const Table& table) { return formats::find_table(table.name()); };
      const auto place =
          std::ranges::find_if(tables, [&](const Table& table) { return rank(table) > &schema; });
      return *tables.insert(place, Table(schema.name, schema.name, columns));
    }
    std::vector<std::string> columns = found->columns();
    for (const auto& [column, text] : cells) {
      if (!text.empty() && !std::ranges::contains(columns, column)) columns.push_back(column);
    }
    found->rename_columns(columns);
    return *found;
  }

  /// True when a row of the table is not what it was.
  bool differs(const formats::TableSchema& schema) const {
    const TableComparison rows(schema, region_->stored.tables.find(schema.name),
                               after_.find(schema.name));
    return !rows.changes().empty();
  }

  /// The answer to an edit that asks for what is there.
  Edited unchanged(const std::string& table, std::size_t row) const {
    return {row_of(region_->stored, table, row), diagnostics_};
  }

  Diagnostics& diagnostics() { return diagnostics_; }

  /// Reads the region with the edit and stores it, or refuses it.
  Edited finish(const auth::Actor& actor, const std::vector<std::string>& tables,
                std::optional<std::size_t> shown_row, bool is_renewed = false) {
    std::optional<formats::Dataset> dataset;
    if (!diagnostics_.has_errors()) {
      dataset = formats::read_dataset(after_, workspace_.reference, diagnostics_);
    }
    if (!dataset) return {{}, std::move(diagnostics_)};
    const DatasetChange change{
        region_->stored, after_, *dataset, tables, is_renewed ? shown_row : std::nullopt, ""};
    StoredTables stored = workspace_.store.write(
        [&](storage::Connection& connection) { return store_dataset(connection, change, actor); });
    Edited edited{storage::Row{}, diagnostics_};
    if (shown_row) edited.row = row_of(stored, tables.front(), *shown_row);
    workspace_.remember(std::make_shared<const StoredRegion>(
        StoredRegion{std::move(stored), std::move(*dataset), std::move(diagnostics_)}));
    return edited;
  }

 private:
  static storage::Row row_of(const StoredTables& stored, const std::string& name,
                             std::size_t number) {
    const Table& table = *stored.tables.find(name);
    const storage::RowMark& mark = (*stored.marks_of(name))[number];
    storage::Row row{mark.row_id, mark.version, {}};
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      const std::string_view cell = table.cell(number, i);
      if (!cell.empty()) row.cells.emplace_back(table.columns()[i], cell);
    }
    return row;
  }

  Workspace& workspace_;
  std::scoped_lock<std::mutex> lock_;
  std::shared_ptr<const StoredRegion> region_;
  formats::Tables after_;
  Diagnostics diagnostics_;
};

/// The table with other rows: `cells_of(row)` gives those of a row, nothing to leave it out.
template <typename CellsOf>
void rewrite(Table& table, CellsOf&& cells_of) {
  Table made(table.name(), table.file(), table.columns());
  made.reserve_rows(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::optional<std::vector<std::string_view>> cells = cells_of(row);
    if (cells) made.add_row(static_cast<int>(made.rows()) + 2, *cells);
  }
  table = std::move(made);
}

std::vector<std::string_view> cells_of_row(const Table& table, std::size_t row) {
  std::vector<std::string_view> cells(table.columns().size());
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = table.cell(row, i);
  return cells;
}

void put(const Table& table, const Cells& cells, std::vector<std::string_view>& row) {
  for (const auto& [column, text] : cells) {
    if (const auto at = table.column(column)) row[*at] = trim(text);
  }
}

/// True when the row's cells are so already.
bool holds(const Table& table, std::size_t row, const Cells& cells) {
  std::vector<std::string_view> wanted = cells_of_row(table, row);
  put(table, cells, wanted);
  return wanted == cells_of_row(table, row);
}

void add_row(Table& table, const Cells& cells) {
  std::vector<std::string_view> row(table.columns().size());
  put(table, cells, row);
  table.add_row(static_cast<int>(table.rows()) + 2, row);
}

}  // namespace

Edited create_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, const Cells& cells) {
  Edit edit(workspace, region);
  const formats::TableSchema& schema = *formats::find_table(table);
  if (!edit.check(schema, cells, 0)) return edit.finish(actor, {table}, {});
  Table& rows = edit.table_with(schema, cells);
  add_row(rows, cells);
  return edit.finish(actor, {table}, rows.rows() - 1);
}

Edited update_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, std::string_view key, const Cells& cells,
                  std::int64_t version) {
  Edit edit(workspace, region);
  const formats::TableSchema& schema = *formats::find_table(table);
  const std::size_t changed = edit.find(table, key, version);
  const int row_number = static_cast<int>(changed) + 2;
  for (const auto& [column, text] : cells) {
    if (column != schema.key || trim(text) == key) continue;
    edit.diagnostics().error(table, row_number, column,
                             std::format("found {}, expected {}: an id stays; remove the row and "
                                         "make another",
                                         in_quotes(text), in_quotes(key)));
  }
  if (!edit.check(schema, cells, row_number)) return edit.finish(actor, {table}, {});
  Table& rows = edit.table_with(schema, cells);
  if (holds(rows, changed, cells)) return edit.unchanged(table, changed);
  rewrite(rows, [&](std::size_t row) {
    std::vector<std::string_view> found = cells_of_row(rows, row);
    if (row == changed) put(rows, cells, found);
    return std::optional(found);
  });
  return edit.finish(actor, {table}, changed);
}

Edited remove_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, std::string_view key, std::int64_t version) {
  Edit edit(workspace, region);
  const std::size_t removed = edit.find(table, key, version);
  Table& rows = edit.table_with(*formats::find_table(table), {});
  rewrite(rows, [&](std::size_t row) {
    return row == removed ? std::nullopt : std::optional(cells_of_row(rows, row));
  });
  return edit.finish(actor, {table}, {});
}

Edited replace_parts(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                     const std::string& owner_table, std::string_view owner_key,
                     std::int64_t owner_version, const std::string& parts_table,
                     const std::string& column, const std::vector<Cells>& parts) {
  Edit edit(workspace, region);
  const std::size_t owner = edit.find(owner_table, owner_key, owner_version);
  const formats::TableSchema& schema = *formats::find_table(parts_table);
  const std::string key(owner_key);
  Table* rows = nullptr;
  for (const Cells& cells : parts) {
    if (!edit.check(schema, cells, 0)) return edit.finish(actor, {owner_table}, {});
    rows = &edit.table_with(schema, cells);
  }
  rows = &edit.table_with(schema, {});
  const std::size_t at = *rows->column(column);
  rewrite(*rows, [&](std::size_t row) {
    return rows->cell(row, at) == key ? std::nullopt : std::optional(cells_of_row(*rows, row));
  });
  for (Cells cells : parts) {
    cells.emplace_back(column, key);
    add_row(*rows, cells);
  }
  if (!edit.differs(schema)) return edit.unchanged(owner_table, owner);
  return edit.finish(actor, {owner_table, parts_table}, owner, true);
}

}  // namespace samspill::app
