#include "app/edits.h"

#include <algorithm>
#include <format>
#include <numeric>
#include <set>

#include "app/region_part.h"
#include "app/store_dataset.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"
#include "formats/schema.h"

namespace samspill::app {
namespace {

/// The table with other rows: `cells_of(row)` gives those of a row, nothing to leave it out;
/// `number_of(row)` how it is numbered.
template <typename CellsOf, typename NumberOf>
void rewrite(Table& table, CellsOf&& cells_of, NumberOf&& number_of) {
  Table made(table.name(), table.file(), table.columns());
  made.reserve_rows(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::optional<std::vector<std::string_view>> cells = cells_of(row);
    if (cells) made.add_row(number_of(row), *cells);
  }
  table = std::move(made);
}

/// The same, with the numbers that the rows have.
template <typename CellsOf>
void rewrite(Table& table, CellsOf&& cells_of) {
  rewrite(table, cells_of, [&](std::size_t row) { return table.row_number(row); });
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

/// Rows that an edit adds bear numbers from here on until their place in the whole is needed.
constexpr int kFirstNewRow = 1'000'000'000;

/// place: among the rows that the edit adds to the table.
void add_row(Table& table, const Cells& cells, int place) {
  std::vector<std::string_view> row(table.columns().size());
  put(table, cells, row);
  table.add_row(kFirstNewRow + place, row);
}

/// One more than are offered for an unknown one.
constexpr int kMostIds = 5001;

/// One edit from the region as it stands to the region with the edit. What it knows of the region
/// is the part that the edit may touch.
class Edit {
 public:
  /// tables: that may differ. fill(RegionPart&) names the rows that may, and what they need.
  template <typename Fill>
  Edit(Workspace& workspace, std::string_view region, std::vector<std::string> tables, Fill&& fill)
      : workspace_(workspace), lock_(workspace.changing), tables_(std::move(tables)) {
    is_part_ = std::ranges::all_of(tables_, RegionPart::may_change);
    if (is_part_) {
      before_ = workspace.store.read([&](storage::Connection& connection) {
        RegionPart part(connection, find_region(connection, region));
        fill(part);
        return part.take();
      });
      reference_ = workspace.reference_of(before_.record);
    } else {
      before_ = workspace.region(region)->stored;
    }
    after_ = before_.tables;
  }

  /// The row with the key. Throws Error: not_found, or conflict when it is of another version.
  std::size_t find(const std::string& table, std::string_view key, std::int64_t version) const {
    const Table* found = before_.tables.find(table);
    const auto column =
        found == nullptr ? std::nullopt : found->column(formats::find_table(table)->key);
    for (std::size_t row = 0; column && row < found->rows(); ++row) {
      if (found->cell(row, *column) != key) continue;
      const std::int64_t stored = (*before_.marks_of(table))[row].version;
      if (stored == version) return row;
      throw Error(ErrorKind::conflict,
                  tell("{} in {} is of version {} by now, not {}; read it again", in_quotes(key),
                       table, stored, version));
    }
    throw Error(ErrorKind::not_found, tell("there is no {} in {}", in_quotes(key), table));
  }

  /// False, with a diagnostic, when a cell has no place in the table. row: of one that was there.
  bool check(const formats::TableSchema& schema, const Cells& cells,
             std::optional<std::size_t> row) {
    const std::size_t before = diagnostics_.errors();
    const auto fail = [&](const std::string& column, Message message) {
      const int number = row ? row_number(schema.name, *row) : 0;
      diagnostics_.error(schema.name, number, column, std::move(message));
    };
    for (const auto& [column, text] : cells) {
      if (schema.column(column) == nullptr) {
        fail(column, formats::unknown_column(schema, column));
      } else if (text.size() > kLargestCell) {
        fail(column,
             tell("found {} bytes of text, expected at most {}", text.size(), kLargestCell));
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

  /// As check, for all rows of parts.
  bool check_all(const Parts& parts) {
    bool is_sound = true;
    for (const Cells& cells : parts.rows) {
      is_sound = check(*formats::find_table(parts.table), cells, {}) && is_sound;
    }
    return is_sound;
  }

  /// As check, for a row that is there, whose key stays.
  bool check_change(const std::string& table, std::string_view key, std::size_t row,
                    const Cells& cells) {
    const formats::TableSchema& schema = *formats::find_table(table);
    bool is_kept = true;
    for (const auto& [column, text] : cells) {
      if (column != schema.key || trim(text) == key) continue;
      is_kept = false;
      diagnostics_.error(table, row_number(table, row), column,
                         tell("found {}, expected {}: an id stays; remove the row and "
                              "make another",
                              in_quotes(text), in_quotes(key)));
    }
    return check(schema, cells, row) && is_kept;
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
    int place = 0;
    for (Cells cells : parts.rows) {
      cells.emplace_back(parts.column, owner);
      add_row(table_with(schema, cells), cells, place++);
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
    const TableComparison rows(schema, before_.tables.find(schema.name), after_.find(schema.name));
    return !rows.changes().empty();
  }

  /// The number of a row that was there, in the whole table.
  int row_number(const std::string& table, std::size_t row) const {
    if (!is_part_) return static_cast<int>(row) + 2;
    const std::int64_t row_id = (*before_.marks_of(table))[row].row_id;
    return workspace_.store.read([&](storage::Connection& connection) {
      return static_cast<int>(rows_of(connection, table).places({row_id}).at(row_id)) + 2;
    });
  }

  /// The answer to an edit that asks for what is there.
  Edited unchanged(const std::string& table, std::size_t row) const {
    return workspace_.store.read([&](storage::Connection& connection) {
      const std::int64_t row_id = (*before_.marks_of(table))[row].row_id;
      return Edited{rows_of(connection, table).read(row_id), diagnostics_};
    });
  }

  /// Reads the region with the edit and stores it, or refuses it.
  Edited finish(const auth::Actor& actor, std::optional<std::size_t> shown_row,
                bool is_renewed = false) {
    if (diagnostics_.has_errors()) return {{}, std::move(diagnostics_)};
    const reference::Reference& base = is_part_ ? *reference_ : workspace_.reference;
    if (is_part_) after_.ids_elsewhere = [this](std::string_view table) { return others(table); };
    std::optional<formats::Dataset> dataset = formats::read_dataset(after_, base, diagnostics_);
    if (!dataset) {
      // Again for the messages, with the numbers that the rows have in the whole.
      Diagnostics told;
      formats::read_dataset(renumbered(), base, told);
      return {{}, std::move(told)};
    }
    const DatasetChange change{
        before_, after_, *dataset, tables_, is_renewed ? shown_row : std::nullopt, ""};
    Edited edited{storage::Row{}, diagnostics_};
    const StoredTables stored = workspace_.store.write([&](storage::Connection& connection) {
      StoredTables now = store_dataset(connection, change, actor);
      if (shown_row) {
        const auto& mark = (*now.marks_of(tables_.front()))[*shown_row];
        edited.row = rows_of(connection, tables_.front()).read(mark.row_id);
      }
      return now;
    });
    if (is_part_) workspace_.note({before_, stored, tables_});
    return edited;
  }

 private:
  storage::Rows rows_of(storage::Connection& connection, const std::string& table) const {
    const Table* known =
        after_.find(table) != nullptr ? after_.find(table) : before_.tables.find(table);
    return {connection, before_.record.region_id, table, known->columns(),
            formats::find_table(table)->key};
  }

  /// Ids of the table that are not in the part.
  std::vector<std::string> others(std::string_view name) const {
    const Table* known = before_.tables.find(name);
    const std::string& key = formats::find_table(name)->key;
    if (known == nullptr || !known->column(key)) return {};
    std::vector<std::string> ids = workspace_.store.read([&](storage::Connection& connection) {
      return rows_of(connection, std::string(name)).texts(key, kMostIds);
    });
    for (std::size_t row = 0; row < known->rows(); ++row) {
      std::erase(ids, known->cell(row, *known->column(key)));
    }
    return ids;
  }

  /// What would be read, with the numbers that rows have in the whole.
  formats::Tables renumbered() const {
    formats::Tables tables = after_;
    workspace_.store.read([&](storage::Connection& connection) {
      for (Table& table : tables.tables) {
        if (table.rows() > 0) renumber(connection, table);
      }
    });
    return tables;
  }

  void renumber(storage::Connection& connection, Table& table) const {
    const auto* marks = before_.marks_of(table.name());
    const std::size_t were = marks == nullptr ? 0 : marks->size();
    std::vector<std::int64_t> places(were);
    std::iota(places.begin(), places.end(), 0);
    auto total = static_cast<std::int64_t>(were);
    if (is_part_ && were > 0) {
      std::set<std::int64_t> row_ids;
      for (const storage::RowMark& mark : *marks) row_ids.insert(mark.row_id);
      const storage::Rows rows = rows_of(connection, table.name());
      const auto found = rows.places(row_ids);
      for (std::size_t i = 0; i < were; ++i) places[i] = found.at((*marks)[i].row_id);
      total = rows.count();
    } else if (is_part_ && before_.tables.find(table.name()) != nullptr) {
      total = rows_of(connection, table.name()).count();
    }
    std::vector<bool> is_kept(were);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const int number = table.row_number(row);
      if (number < kFirstNewRow) is_kept[static_cast<std::size_t>(number - 2)] = true;
    }
    std::vector<std::int64_t> removed;
    for (std::size_t i = 0; i < were; ++i) {
      if (!is_kept[i]) removed.push_back(places[i]);
    }
    rewrite(
        table, [&](std::size_t row) { return std::optional(cells_of_row(table, row)); },
        [&](std::size_t row) {
          const int number = table.row_number(row);
          const std::int64_t place = number >= kFirstNewRow
                                         ? total + (number - kFirstNewRow)
                                         : places[static_cast<std::size_t>(number - 2)];
          const auto before =
              std::ranges::count_if(removed, [&](auto gone) { return gone < place; });
          return static_cast<int>(place - before) + 2;
        });
  }

  Workspace& workspace_;
  std::scoped_lock<std::mutex> lock_;
  std::vector<std::string> tables_;
  bool is_part_ = false;
  std::shared_ptr<const reference::Reference> reference_;  // with the region's own rows
  StoredTables before_;
  formats::Tables after_;
  Diagnostics diagnostics_;
};

std::string_view cell_of(const Cells& cells, std::string_view column) {
  const auto found = std::ranges::find(cells, column, &storage::Cell::first);
  return found == cells.end() ? std::string_view() : trim(found->second);
}

/// What the owner's parts need of the region: their place behind the others, and what they name.
void add_needs(RegionPart& part, const Parts& parts, std::string_view owner) {
  part.add_last(parts.table, parts.column, owner);
  for (const Cells& cells : parts.rows) part.add_named(parts.table, cells);
}

}  // namespace

Edited create_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, const Cells& cells, const Parts& parts) {
  const formats::TableSchema& schema = *formats::find_table(table);
  const std::string key(cell_of(cells, schema.key));
  std::vector<std::string> tables{table};
  if (!parts.rows.empty()) tables.push_back(parts.table);
  Edit edit(workspace, region, std::move(tables), [&](RegionPart& part) {
    if (!key.empty()) part.add_changing(table, key);
    part.add_named(table, cells);
    part.add_last(table);
    if (!parts.rows.empty()) add_needs(part, parts, key);
  });
  const bool is_sound = edit.check(schema, cells, {});
  if (!edit.check_all(parts) || !is_sound) return edit.finish(actor, {});
  Table& rows = edit.table_with(schema, cells);
  add_row(rows, cells, 0);
  const std::size_t added = rows.rows() - 1;
  if (!parts.rows.empty()) edit.add_parts(parts, key);
  return edit.finish(actor, added);
}

Edited update_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, std::string_view key, const Cells& cells,
                  std::int64_t version) {
  Edit edit(workspace, region, {table}, [&](RegionPart& part) {
    part.add_changing(table, key);
    part.add_named(table, cells);
  });
  const std::size_t changed = edit.find(table, key, version);
  if (!edit.check_change(table, key, changed, cells)) return edit.finish(actor, {});
  if (!edit.change(table, changed, cells)) return edit.unchanged(table, changed);
  return edit.finish(actor, changed);
}

Edited remove_row(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                  const std::string& table, std::string_view key, std::int64_t version) {
  Edit edit(workspace, region, {table}, [&](RegionPart& part) { part.add_changing(table, key); });
  const std::size_t removed = edit.find(table, key, version);
  Table& rows = edit.table_with(*formats::find_table(table), {});
  rewrite(rows, [&](std::size_t row) {
    return row == removed ? std::nullopt : std::optional(cells_of_row(rows, row));
  });
  return edit.finish(actor, {});
}

Edited update_whole(Workspace& workspace, const auth::Actor& actor, std::string_view region,
                    const std::string& table, std::string_view key, const Cells& cells,
                    const Parts& parts, std::int64_t version) {
  Edit edit(workspace, region, {table, parts.table}, [&](RegionPart& part) {
    part.add_changing(table, key);
    part.add_named(table, cells);
    add_needs(part, parts, key);
  });
  const std::size_t changed = edit.find(table, key, version);
  const bool is_sound = edit.check_change(table, key, changed, cells);
  if (!edit.check_all(parts) || !is_sound) return edit.finish(actor, {});
  const bool is_changed = edit.change(table, changed, cells);
  edit.replace_parts(parts, std::string(key));
  const bool has_other_parts = edit.differs(*formats::find_table(parts.table));
  if (!is_changed && !has_other_parts) return edit.unchanged(table, changed);
  return edit.finish(actor, changed, !is_changed);
}

}  // namespace samspill::app
