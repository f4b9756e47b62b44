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

  /// The same for all rows of parts.
  bool check_all(const Parts& parts) {
    bool is_sound = true;
    for (const Cells& cells : parts.rows) {
      is_sound = check(*formats::find_table(parts.table), cells, 0) && is_sound;
    }
    return is_sound;
  }

  /// The same for the cells of a row that is there, whose key stays.
  bool check_change(const std::string& table, std::string_view key, std::size_t row,
                    const Cells& cells) {
    const formats::TableSchema& schema = *formats::find_table(table);
    const int row_number = static_cast<int>(row) + 2;
    for (const auto& [column, text] : cells) {
      if (column != schema.key || trim(text) == key) continue;
      diagnostics_.error(table, row_number, column,
                         std::format("found {}, expected {}: an id stays; remove the row and "
                                     "make another",
                                     in_quotes(text), in_quotes(key)));
    }
    return check(schema, cells, row_number);
  }

  /// False when the row's cells are so already.
  bool change(const std::string& table, std::size_t changed, const Cells& cells) {
    Table& rows = table_with(*formats::find_table(table), cells);
    if (holds(rows, changed, cells)) return false;
    rewrite(rows, [&](std::size_t row) {
      std::vector<std::string_view> found = cells_of_row(rows, row);
      if (row == changed) put(rows, cells, found);
      return std::optional(found);
    });
    return true;
  }

  void add_parts(const Parts& parts, const std::string& owner) {
    const formats::TableSchema& schema = *formats::find_table(parts.table);
    for (Cells cells : parts.rows) {
      cells.emplace_back(parts.column, owner);
      add_row(table_with(schema, cells), cells);
    }
  }

  void replace_parts(const Parts& parts, const std::string& owner) {
    Table& rows = table_with(*formats::find_table(parts.table), {{parts.column, owner}});
    const std::size_t at = *rows.column(parts.column);
    rewrite(rows, [&](std::size_t row) {
      return rows.cell(row, at) == owner ? std::nullopt : std::optional(cells_of_row(rows, row));
    });
    add_parts(parts, owner);
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

}  // namespace

Edited create_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, const Cells& cells, const Parts& parts) {
  Edit edit(workspace, region);
  const formats::TableSchema& schema = *formats::find_table(table);
  const bool is_sound = edit.check(schema, cells, 0);
  if (!edit.check_all(parts) || !is_sound) return edit.finish(actor, {table}, {});
  Table& rows = edit.table_with(schema, cells);
  add_row(rows, cells);
  const std::size_t added = rows.rows() - 1;
  if (parts.rows.empty()) return edit.finish(actor, {table}, added);
  const auto key = rows.column(schema.key);
  edit.add_parts(parts, key ? std::string(rows.cell(added, *key)) : "");
  return edit.finish(actor, {table, parts.table}, added);
}

Edited update_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, std::string_view key, const Cells& cells,
                  std::int64_t version) {
  Edit edit(workspace, region);
  const std::size_t changed = edit.find(table, key, version);
  if (!edit.check_change(table, key, changed, cells)) return edit.finish(actor, {table}, {});
  if (!edit.change(table, changed, cells)) return edit.unchanged(table, changed);
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

Edited update_whole(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                    const std::string& table, std::string_view key, const Cells& cells,
                    const Parts& parts, std::int64_t version) {
  Edit edit(workspace, region);
  const std::size_t changed = edit.find(table, key, version);
  const bool is_sound = edit.check_change(table, key, changed, cells);
  if (!edit.check_all(parts) || !is_sound) return edit.finish(actor, {table}, {});
  const bool is_changed = edit.change(table, changed, cells);
  edit.replace_parts(parts, std::string(key));
  if (!edit.differs(*formats::find_table(parts.table))) {
    return is_changed ? edit.finish(actor, {table}, changed) : edit.unchanged(table, changed);
  }
  return edit.finish(actor, {table, parts.table}, changed, !is_changed);
}

}  // namespace samspill::app
