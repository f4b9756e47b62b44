#include "app/imports.h"

#include <array>
#include <format>

#include "app/store_dataset.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json.h"

namespace samspill::app {
namespace {

std::size_t count_rows(const formats::Tables& tables) {
  std::size_t rows = 0;
  for (const Table& table : tables.tables) rows += table.rows();
  return rows;
}

bool has_same_form(const formats::Tables& before, const formats::Tables& after) {
  if (before.tables.size() != after.tables.size()) return false;
  for (const Table& table : after.tables) {
    const Table* was = before.find(table.name());
    if (was == nullptr || was->columns() != table.columns()) return false;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t i = 0; i < table.columns().size(); ++i) {
        if (was->cell(row, i) != table.cell(row, i)) return false;
      }
    }
  }
  return true;
}

/// What the log tells of an import as a whole.
std::string note_of(const formats::Tables& tables, const std::vector<RowChange>& changes,
                    bool is_new) {
  Json note = {{"rows", count_rows(tables)}};
  if (!is_new) {
    constexpr std::array<std::string_view, 3> kWords = {"added", "changed", "removed"};
    for (const std::string_view word : kWords) note[std::string(word)] = 0;
    for (const RowChange& change : changes) {
      Json& count = note[std::string(kWords[static_cast<std::size_t>(change.kind)])];
      count = count.get<std::size_t>() + 1;
    }
  }
  return note.dump();
}

/// A dataset and the region that it would become.
struct Candidate {
  ImportOutcome outcome;
  std::optional<formats::Dataset> dataset;
  std::shared_ptr<const StoredRegion> before;  // none when the region is new
};

Candidate read_candidate(Workspace& workspace, std::string_view region,
                         const formats::Tables& tables) {
  Candidate candidate;
  ImportOutcome& outcome = candidate.outcome;
  outcome.rows = count_rows(tables);
  candidate.dataset = formats::read_dataset(tables, workspace.reference, outcome.diagnostics);
  outcome.is_sound = candidate.dataset.has_value();
  if (!outcome.is_sound) return candidate;
  const std::string& name = candidate.dataset->region.settings.name;
  outcome.region = storage::region_key(region.empty() ? name : region);
  if (outcome.region.empty()) {
    throw Error(ErrorKind::invalid,
                tell("the region's name has no letter or digit; name the region otherwise"));
  }
  const bool is_known = workspace.store.read([&](storage::Connection& connection) {
    return storage::Regions{connection}.find(outcome.region).has_value();
  });
  outcome.is_new = !is_known;
  if (!is_known) return candidate;
  candidate.before = workspace.region(outcome.region);
  outcome.region_version = candidate.before->stored.record.version;
  outcome.changes = diff(candidate.before->stored.tables, tables);
  return candidate;
}

}  // namespace

ImportOutcome Imports::preview(const auth::Actor& actor, std::string_view region,
                               const formats::Tables& tables) const {
  auth::require(actor, auth::Action::read, "imports");
  return read_candidate(workspace, region, tables).outcome;
}

ImportOutcome Imports::apply(const auth::Actor& actor, std::string_view region,
                             const formats::Tables& tables,
                             std::optional<std::int64_t> expected_version) const {
  auth::require(actor, auth::Action::create, "imports");
  const std::scoped_lock lock(workspace.changing);
  Candidate candidate = read_candidate(workspace, region, tables);
  ImportOutcome& outcome = candidate.outcome;
  if (!outcome.is_sound) return std::move(outcome);
  if (expected_version && *expected_version != outcome.region_version) {
    throw Error(ErrorKind::conflict,
                tell("the region {} is of version {} by now, not {}; compare again", outcome.region,
                     outcome.region_version, *expected_version));
  }
  if (!outcome.is_new && outcome.changes.empty() &&
      has_same_form(candidate.before->stored.tables, tables)) {
    return std::move(outcome);
  }
  // The region is read anew when it is asked for: its tables are then named as stored ones are.
  outcome.region_version = workspace.store.write([&](storage::Connection& connection) {
    StoredTables before;
    if (outcome.is_new) {
      before.record = storage::Regions{connection}.create(outcome.region, utc_now());
    }
    return store_dataset(connection,
                         {outcome.is_new ? before : candidate.before->stored,
                          tables,
                          *candidate.dataset,
                          {},
                          {},
                          note_of(tables, outcome.changes, outcome.is_new)},
                         actor)
        .record.version;
  });
  return std::move(outcome);
}

}  // namespace samspill::app
