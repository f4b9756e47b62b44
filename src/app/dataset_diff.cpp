#include "app/dataset_diff.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace samspill::app {

std::string_view TableComparison::Side::cell(std::size_t row, std::size_t column) const {
  return columns[column] < table->columns().size() ? table->cell(row, columns[column])
                                                   : std::string_view();
}

TableComparison::TableComparison(const formats::TableSchema& schema, const Table* before,
                                 const Table* after)
    : schema_(schema), before_(side_of(before)), after_(side_of(after)) {}

TableComparison::Side TableComparison::side_of(const Table* table) const {
  Side side{table, {}};
  if (table == nullptr) return side;
  for (const formats::ColumnSchema& column : schema_.columns) {
    side.columns.push_back(table->column(column.name).value_or(table->columns().size()));
  }
  return side;
}

std::string TableComparison::first_cells_of(const Side& side, std::size_t row) const {
  std::string text(side.cell(row, 0));
  if (schema_.columns.size() > 1 && !side.cell(row, 1).empty()) {
    text += ' ';
    text += side.cell(row, 1);
  }
  return text;
}

std::string TableComparison::key_of(const Side& side, std::size_t row) const {
  if (schema_.key.empty()) return first_cells_of(side, row);
  const auto column = std::ranges::find(schema_.columns, schema_.key, &formats::ColumnSchema::name);
  return std::string(side.cell(row, static_cast<std::size_t>(column - schema_.columns.begin())));
}

std::string TableComparison::content_of(const Side& side, std::size_t row) const {
  std::string text;
  for (std::size_t column = 0; column < side.columns.size(); ++column) {
    text += side.cell(row, column);
    text += '\0';
  }
  return text;
}

void TableComparison::pair_by(KeyOf key, RowPairs& pairs, std::vector<bool>& is_paired) const {
  // Mostly a row stands where it stood.
  for (std::size_t row = 0; row < std::min(before_.rows(), after_.rows()); ++row) {
    if (is_paired[row] || pairs.before_of[row]) continue;
    if ((this->*key)(before_, row) != (this->*key)(after_, row)) continue;
    pairs.before_of[row] = row;
    is_paired[row] = true;
  }
  std::unordered_map<std::string, std::deque<std::size_t>> waiting;
  for (std::size_t row = 0; row < before_.rows(); ++row) {
    if (!is_paired[row]) waiting[(this->*key)(before_, row)].push_back(row);
  }
  for (std::size_t row = 0; row < after_.rows() && !waiting.empty(); ++row) {
    if (pairs.before_of[row]) continue;
    const auto found = waiting.find((this->*key)(after_, row));
    if (found == waiting.end() || found->second.empty()) continue;
    pairs.before_of[row] = found->second.front();
    is_paired[found->second.front()] = true;
    found->second.pop_front();
  }
}

RowPairs TableComparison::pair_rows() const {
  RowPairs pairs;
  pairs.before_of.resize(after_.rows());
  std::vector<bool> is_paired(before_.rows());
  if (schema_.key.empty()) pair_by(&TableComparison::content_of, pairs, is_paired);
  pair_by(&TableComparison::key_of, pairs, is_paired);
  for (std::size_t row = 0; row < before_.rows(); ++row) {
    if (!is_paired[row]) pairs.removed.push_back(row);
  }
  return pairs;
}

std::optional<RowChange> TableComparison::change(std::optional<std::size_t> before_row,
                                                 std::optional<std::size_t> after_row) const {
  RowChange change{ChangeKind::changed, schema_.name, {}, {}, {}};
  if (!before_row) change.kind = ChangeKind::added;
  if (!after_row) change.kind = ChangeKind::removed;
  for (std::size_t column = 0; column < schema_.columns.size(); ++column) {
    const std::string_view was = before_row ? before_.cell(*before_row, column) : "";
    const std::string_view is = after_row ? after_.cell(*after_row, column) : "";
    if (was == is) continue;
    const std::string& name = schema_.columns[column].name;
    if (!was.empty()) change.before.emplace_back(name, was);
    if (!is.empty()) change.after.emplace_back(name, is);
  }
  if (before_row && after_row && change.before.empty() && change.after.empty()) return {};
  change.key = after_row ? key_of(after_, *after_row) : key_of(before_, *before_row);
  return change;
}

std::vector<RowChange> TableComparison::changes() const {
  std::vector<RowChange> changes;
  const RowPairs pairs = pair_rows();
  const auto add = [&](std::optional<std::size_t> was, std::optional<std::size_t> is) {
    if (auto found = change(was, is)) changes.push_back(std::move(*found));
  };
  for (std::size_t row = 0; row < after_.rows(); ++row) add(pairs.before_of[row], row);
  for (const std::size_t row : pairs.removed) add(row, {});
  return changes;
}

std::vector<RowChange> diff(const formats::Tables& before, const formats::Tables& after) {
  std::vector<RowChange> all;
  if (before.settings != after.settings) {
    all.push_back({ChangeKind::changed,
                   "region",
                   "settings",
                   {{"settings", before.settings}},
                   {{"settings", after.settings}}});
  }
  for (const formats::TableSchema& schema : formats::schema()) {
    const TableComparison comparison(schema, before.find(schema.name), after.find(schema.name));
    std::ranges::move(comparison.changes(), std::back_inserter(all));
  }
  return all;
}

}  // namespace samspill::app
