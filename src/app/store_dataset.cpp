#include "app/store_dataset.h"

#include <algorithm>
#include <array>

#include "base/clock.h"
#include "base/json.h"
#include "storage/audit_log.h"
#include "storage/search.h"

namespace samspill::app {
namespace {

/// Between positions, so that a row that comes between two others moves none of them.
constexpr std::int64_t kRoom = 1024;

/// The cells whose words find a row.
constexpr std::array<std::string_view, 8> kSearchColumns = {
    "site_id",      "stream_id", "organisation_id", "name", "organisation",
    "municipality", "park",      "resource"};

std::string json_of(const std::vector<storage::Cell>& cells) {
  if (cells.empty()) return {};
  Json object = Json::object();
  for (const auto& [column, text] : cells) object[column] = text;
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

storage::Meaning meaning_of(const Table& table, std::size_t row, const formats::Dataset& dataset) {
  storage::Meaning meaning;
  if (table.name() == "sites") {
    meaning.north_deg = dataset.region.sites[row].place.latitude_deg;
    meaning.east_deg = dataset.region.sites[row].place.longitude_deg;
  } else if (table.name() == "streams") {
    meaning.concept_id = dataset.reference[dataset.region.streams[row].resource].key;
  }
  if (!storage::is_searchable(table.name())) return meaning;
  for (const std::string_view column : kSearchColumns) {
    const auto at = table.column(column);
    if (!at) continue;
    meaning.search_text += table.cell(row, *at);
    meaning.search_text += ' ';
  }
  return meaning;
}

/// Stores one table of the change.
class TableStoring {
 public:
  TableStoring(storage::Connection& connection, const formats::TableSchema& schema,
               const DatasetChange& change, const storage::AuditEntry& entry,
               std::optional<std::size_t> renewed_row)
      : connection_(connection),
        schema_(schema),
        dataset_(change.dataset),
        before_(change.before.tables.find(schema.name)),
        after_(change.after.find(schema.name)),
        before_marks_(change.before.marks_of(schema.name)),
        entry_(entry),
        is_first_import_(change.before.record.version == 0),
        writes_meaning_(change.after.find("resources") != nullptr && change.tables.empty()),
        renewed_row_(renewed_row),
        comparison_(schema, before_, after_),
        header_(all_columns()),
        rows_(connection, entry.region_id, schema.name, header_, key_column()) {
    entry_.table = schema.name;
  }

  /// The marks of the rows now.
  std::vector<storage::RowMark> run() {
    set_header();
    const RowPairs pairs = comparison_.pair_rows();
    for (const std::size_t row : pairs.removed) remove(row);
    std::vector<storage::RowMark> marks;
    const std::size_t count = after_ == nullptr ? 0 : after_->rows();
    marks.reserve(count);
    const auto last_old = last_paired(pairs);
    std::int64_t position = 0;
    for (std::size_t row = 0; row < count; ++row) {
      const auto was = pairs.before_of[row];
      const std::int64_t kept = was ? (*before_marks_)[*was].position : 0;
      const bool is_behind_all = !was && (!last_old || row > *last_old);
      position = kept > position ? kept : position + (is_behind_all ? kRoom : 1);
      marks.push_back(was ? keep_or_replace(*was, row, position) : insert(row, position));
    }
    return marks;
  }

 private:
  /// The row behind which every row is new; none when all are.
  static std::optional<std::size_t> last_paired(const RowPairs& pairs) {
    for (std::size_t row = pairs.before_of.size(); row > 0; --row) {
      if (pairs.before_of[row - 1]) return row - 1;
    }
    return {};
  }

  std::string key_column() const {
    // Tables that lay rows over reference rows may name one several times.
    static constexpr std::array<std::string_view, 6> kRepeating = {
        "resources", "property_values", "prices", "factors", "transport", "synergies"};
    return std::ranges::contains(kRepeating, schema_.name) ? "" : schema_.key;
  }

  /// Those of now, then those that only the rows before had: they are emptied.
  std::vector<std::string> all_columns() const {
    std::vector<std::string> columns;
    if (after_ != nullptr) columns = after_->columns();
    if (before_ == nullptr) return columns;
    for (const std::string& column : before_->columns()) {
      if (!std::ranges::contains(columns, column)) columns.push_back(column);
    }
    return columns;
  }

  void set_header() {
    storage::Regions regions{connection_};
    if (after_ == nullptr) {
      regions.drop_header(entry_.region_id, schema_.name);
    } else if (before_ == nullptr || before_->columns() != after_->columns()) {
      regions.set_header(entry_.region_id, {schema_.name, after_->columns()});
    }
  }

  std::vector<std::string_view> cells_of(std::size_t row) const {
    std::vector<std::string_view> cells(header_.size());
    for (std::size_t i = 0; i < after_->columns().size(); ++i) cells[i] = after_->cell(row, i);
    return cells;
  }

  storage::RowMark insert(std::size_t row, std::int64_t position) {
    const auto mark = rows_.insert(position, cells_of(row), meaning_of(*after_, row, dataset_));
    if (!is_first_import_) note("create", *comparison_.change({}, row), mark);
    return mark;
  }

  storage::RowMark keep_or_replace(std::size_t was, std::size_t row, std::int64_t position) {
    storage::RowMark mark = (*before_marks_)[was];
    const auto change = comparison_.change(was, row);
    if (change || renewed_row_ == row) {
      mark.position = position;
      mark = rows_.replace(mark, cells_of(row), meaning_of(*after_, row, dataset_));
      if (change) note("update", *change, mark);
      return mark;
    }
    if (mark.position != position) rows_.move(mark.row_id, position);
    if (writes_meaning_) rows_.set_meaning(mark.row_id, meaning_of(*after_, row, dataset_));
    mark.position = position;
    return mark;
  }

  void remove(std::size_t row) {
    storage::RowMark mark = (*before_marks_)[row];
    rows_.remove(mark, entry_.happened_at);
    ++mark.version;
    note("remove", *comparison_.change(row, {}), mark);
  }

  void note(std::string_view action, const RowChange& change, const storage::RowMark& mark) {
    entry_.action = action;
    entry_.row_id = mark.row_id;
    entry_.row_key = change.key;
    entry_.row_version = mark.version;
    entry_.before_cells = json_of(change.before);
    entry_.after_cells = json_of(change.after);
    storage::AuditLog{connection_}.add(entry_);
  }

  storage::Connection& connection_;
  const formats::TableSchema& schema_;
  const formats::Dataset& dataset_;
  const Table* before_;
  const Table* after_;
  const std::vector<storage::RowMark>* before_marks_;
  storage::AuditEntry entry_;
  bool is_first_import_;
  bool writes_meaning_;  // own resources may change what unchanged cells mean
  std::optional<std::size_t> renewed_row_;
  TableComparison comparison_;
  std::vector<std::string> header_;
  storage::Rows rows_;
};

/// Free text may mean another resource at a site of another industry.
void renew_concepts(storage::Connection& connection, const Table& streams,
                    const std::vector<storage::RowMark>& marks, const formats::Dataset& dataset,
                    std::int64_t region_id) {
  storage::Rows rows(connection, region_id, streams.name(), streams.columns(), "stream_id");
  for (std::size_t row = 0; row < marks.size(); ++row) {
    rows.set_meaning(marks[row].row_id, meaning_of(streams, row, dataset));
  }
}

storage::AuditEntry entry_of(const storage::RegionRecord& record, const auth::Actor& actor) {
  storage::AuditEntry entry;
  entry.region_id = record.region_id;
  entry.region_version = record.version;
  entry.happened_at = record.changed_at;
  entry.actor = actor.name;
  return entry;
}

void note_settings(storage::Connection& connection, const DatasetChange& change,
                   storage::AuditEntry entry) {
  if (change.before.record.version == 0 || change.before.tables.settings == change.after.settings) {
    return;
  }
  entry.action = "update";
  entry.table = "region";
  entry.before_cells = json_of({{"settings", change.before.tables.settings}});
  entry.after_cells = json_of({{"settings", change.after.settings}});
  storage::AuditLog{connection}.add(entry);
}

}  // namespace

StoredTables store_dataset(storage::Connection& connection, const DatasetChange& change,
                           const auth::Actor& actor) {
  StoredTables stored;
  stored.record = storage::Regions{connection}.change(
      change.before.record, change.dataset.region.settings.name, change.after.settings, utc_now());
  stored.tables = change.after;
  stored.marks.resize(stored.tables.tables.size());
  storage::AuditEntry entry = entry_of(stored.record, actor);
  if (!change.import_note.empty()) {
    entry.action = "import";
    entry.after_cells = change.import_note;
    storage::AuditLog{connection}.add(entry);
    entry.after_cells.clear();
  }
  note_settings(connection, change, entry);
  for (const formats::TableSchema& schema : formats::schema()) {
    const Table* after = change.after.find(schema.name);
    if (after == nullptr && change.before.tables.find(schema.name) == nullptr) continue;
    const bool may_differ =
        change.tables.empty() || std::ranges::contains(change.tables, schema.name);
    const bool is_first = !change.tables.empty() && change.tables.front() == schema.name;
    std::vector<storage::RowMark> marks;
    if (may_differ) {
      marks = TableStoring(connection, schema, change, entry,
                           is_first ? change.renewed_row : std::nullopt)
                  .run();
    } else {
      marks = *change.before.marks_of(schema.name);
      const bool may_mean_else =
          schema.name == "streams" && std::ranges::contains(change.tables, "sites");
      if (may_mean_else) renew_concepts(connection, *after, marks, change.dataset, entry.region_id);
    }
    if (after == nullptr) continue;
    stored.marks[static_cast<std::size_t>(after - change.after.tables.data())] = std::move(marks);
  }
  return stored;
}

}  // namespace samspill::app
